import type { ExamplesCount } from '../src/shared/protocol.js';
import type { Snapshot } from '../src/shared/snapshot.js';
import type { MeasuredRow } from '../src/shared/trends-content.js';
import type { View } from '../src/shared/view.js';

/** What takes longer than a snapshot, and is asked for by itself. */
interface Extras {
  readonly measured: readonly MeasuredRow[] | null;
  readonly examples: ExamplesCount | 'counting' | null;
}

/** Everything that the page is drawn from. */
export interface PanelState extends Extras {
  readonly view: View;
  readonly snapshot: Snapshot | null;
  /** Why the last request failed; null when it did not. */
  readonly problem: string | null;
  /** Whether something newer waits until the person wants it. */
  readonly hasNews: boolean;
}
