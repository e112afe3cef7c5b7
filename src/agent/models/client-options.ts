import type { SilenceLimits } from './activity-limit.js';
import type { Place } from './place.js';

/** What every client of a model server is told besides the server and the model. */
export interface ClientOptions {
  readonly place: Place;
  /** The endpoint's key; undefined where it has none. */
  readonly key?: string | undefined;
  /** How a person sets the endpoint's key, as a sentence; for errors. */
  readonly keyHint: string;
  /** By default 4 minutes before the first piece and 1 minute between two. */
  readonly silence?: SilenceLimits | undefined;
}
