import type { Content } from './content.js';

/** One run's part in a file: what was there before its first write and after its last. */
export interface RunLayer {
  readonly runId: string;
  readonly before: Content;
  readonly after: Content;
}
