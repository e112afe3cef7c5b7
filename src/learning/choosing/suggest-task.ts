import type { Complexity } from '../runs/run.js';
import type { ChoosingSettings } from './choosing-settings.js';

/** What a suggestion is asked for. */
export interface SuggestTask {
  /** As its card or a person says; inferred from the goal and files when null. */
  readonly complexity: Complexity | null;
  readonly goal?: string | undefined;
  /** Paths that it is about, as far as they are known. */
  readonly files?: readonly string[] | undefined;
  /** Highest price in US dollars per 1,000 tokens; Infinity for no limit. */
  readonly maxCostPer1k: number;
  /** The ids of the models that can run now; all of the index when left out. */
  readonly runnable?: readonly string[] | undefined;
  /** Whether a context set is to be chosen as well; default false. */
  readonly needsContext?: boolean | undefined;
  readonly settings?: ChoosingSettings | undefined;
}
