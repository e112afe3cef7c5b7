import type { PanelCommand } from '../src/shared/panel-commands.js';
import type { OptionActionName, PageActionName, RunActionName } from '../src/shared/protocol.js';
import type { OptionRef, RunsFilter, View } from '../src/shared/view.js';

/** What a person can do in the panel. */
export interface Actions {
  /** Looks at something else. */
  readonly go: (view: Partial<View>) => void;
  /** Looks at other runs; what was chosen before stays, also where it is not drawn yet. */
  readonly filter: (part: Partial<RunsFilter>) => void;
  readonly command: (command: PanelCommand) => void;
  readonly run: (run: string, action: RunActionName) => void;
  readonly option: (option: OptionRef, action: OptionActionName) => void;
  readonly page: (address: string, action: PageActionName) => void;
  readonly countExamples: () => void;
}
