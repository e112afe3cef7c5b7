import type { DataContent } from './data-content.js';
import type { DocsContent } from './docs-content.js';
import type { PanelCommand } from './panel-commands.js';
import type { RunsContent } from './runs-content.js';
import type { StandingsContent } from './standings-content.js';
import type { TrendsContent } from './trends-content.js';
import type { UseNow } from './use-now.js';

/** One tab's content. */
export type TabContent = StandingsContent | RunsContent | TrendsContent | DocsContent | DataContent;

/** Something to know or to do before anything else. */
export interface Notice {
  readonly text: string;
  readonly actions: readonly { readonly label: string; readonly command: PanelCommand }[];
}

/** What the engine makes for a view of a ledger. */
export interface LedgerSnapshot {
  readonly useNow: UseNow;
  readonly content: TabContent;
}

/** Everything that the panel shows. */
export interface Snapshot {
  /** Grows with every change of the ledger that the editor has noticed. */
  readonly revision: number;
  /** The ledger's root; kept by the panel over a reload. */
  readonly root: string;
  /** The folder's name. */
  readonly title: string;
  readonly notice: Notice | null;
  /** Whether anything can be changed here. */
  readonly canWrite: boolean;
  /** Null where there is no ledger. */
  readonly ledger: LedgerSnapshot | null;
}
