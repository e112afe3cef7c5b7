import * as vscode from 'vscode';
import { commandId, type CommandHandlers, type CommandName } from './commands.js';
import type { Ledgers } from './ledger/ledgers.js';
import type { Places } from './ledger/places.js';
import type { StandingsPanel } from './panel/standings-panel.js';
import type { RunTracker } from './runs/run-tracker.js';

export interface WindowCommandParts {
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
  readonly panel: StandingsPanel;
  readonly channel: vscode.LogOutputChannel;
}

type WindowCommandName = 'showActions' | 'showStats' | 'keepScore' | 'showLog';

interface ActionItem extends vscode.QuickPickItem {
  readonly command: CommandName;
}

/** Commands about the window rather than about a run. */
export function windowCommands(parts: WindowCommandParts): Pick<CommandHandlers, WindowCommandName> {
  const { places, ledgers, tracker, panel, channel } = parts;
  return {
    showActions: async () => {
      const isOpen = tracker.all().some(({ open }) => open !== null);
      const hasRuns = tracker.all().some(({ recent }) => recent.length > 0);
      const items = isOpen ? whileOpen : hasRuns ? [...betweenRuns, ...always] : [...beforeRuns, ...always];
      const picked = await vscode.window.showQuickPick(items, { title: 'Learning Loop' });
      if (picked !== undefined) await vscode.commands.executeCommand(commandId(picked.command));
    },
    showStats: async () => {
      panel.show(await places.choose('Whose standings?'));
    },
    keepScore: async () => {
      const place = await places.choose('Decide for which folder?');
      const consent = await ledgers.ask(place);
      if (consent !== 'none') await ledgers.write(place);
      await tracker.refresh(place);
    },
    showLog: () => {
      channel.show();
    },
  };
}

const beforeRuns: readonly ActionItem[] = [{ label: '$(play) Start Run', command: 'startRun' }];

const betweenRuns: readonly ActionItem[] = [
  ...beforeRuns,
  { label: '$(thumbsup) Accept a Run', command: 'acceptRun' },
  { label: '$(thumbsdown) Reject a Run', command: 'rejectRun' },
  { label: '$(question) Why This Score?', command: 'explainScore' },
  { label: '$(trash) Forget a Run', command: 'forgetRun' },
];

const whileOpen: readonly ActionItem[] = [
  { label: '$(check-all) Finish Run', description: 'scores it', command: 'finishRun' },
  { label: '$(thumbsup) Accept Run', description: 'you keep the result', command: 'acceptRun' },
  { label: '$(thumbsdown) Reject Run', description: 'you do not keep it', command: 'rejectRun' },
  { label: '$(clippy) Copy Prompt', command: 'copyPrompt' },
  { label: '$(discard) Discard Run', description: 'no score', command: 'discardRun' },
  { label: '$(graph) Show Standings', command: 'showStats' },
];

const always: readonly ActionItem[] = [
  { label: '$(graph) Show Standings', command: 'showStats' },
  { label: '$(gear) Keep Score Here…', description: 'what is remembered, or nothing', command: 'keepScore' },
];
