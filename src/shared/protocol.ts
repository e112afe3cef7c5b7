/** One option of a table: how often it was used and how well it did, in words ready to be shown. */
export interface OptionRow {
  readonly name: string;
  /** Small print under the name, e.g. its price; null for none. */
  readonly note: string | null;
  /** Mean score, 0 to 1; null for an option never used. */
  readonly score: number | null;
  readonly scoreText: string;
  readonly usesText: string;
}

export interface OptionTable {
  readonly title: string;
  /** Shown instead of rows when there are none. */
  readonly emptyText: string;
  readonly rows: readonly OptionRow[];
}

export interface RunRow {
  readonly id: string;
  readonly title: string;
  /** Who did it and when, in words. */
  readonly detail: string;
  readonly scoreText: string;
  /** Whether there is a score whose parts can be shown. */
  readonly isScored: boolean;
  readonly verdictText: string;
}

/** One number worth a glance, with its meaning. */
interface Figure {
  readonly label: string;
  readonly value: string;
}

/** Commands that the panel may ask for. */
const panelCommands = ['startRun', 'keepScore', 'manageTrust'] as const;
export type PanelCommand = (typeof panelCommands)[number];

/** Everything the Standings panel shows; always the whole, never a difference. */
export interface StandingsState {
  /** The folder whose score this is. */
  readonly title: string;
  /** What to know or to do first; null when the tables speak for themselves. */
  readonly notice: string | null;
  readonly action: { readonly label: string; readonly command: PanelCommand } | null;
  readonly figures: readonly Figure[];
  readonly tables: readonly OptionTable[];
  readonly runs: readonly RunRow[];
}

interface StateMessage {
  readonly type: 'state';
  /** Kept by the panel over a reload, so that it comes back with the same ledger. */
  readonly root: string;
  readonly state: StandingsState;
}

/** Host to panel. */
export type ToPanel = StateMessage;

/** Panel to host: it can take states now; a button; a run whose parts are to be shown. */
export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'command'; readonly command: PanelCommand }
  | { readonly type: 'explain'; readonly runId: string };

/** Whether something that came out of the panel is a message: the panel is a trust boundary. */
export function isFromPanel(value: unknown): value is FromPanel {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  switch (value.type) {
    case 'ready':
      return true;
    case 'command':
      return 'command' in value && panelCommands.some((each) => each === value.command);
    case 'explain':
      return 'runId' in value && typeof value.runId === 'string';
    default:
      return false;
  }
}
