import * as vscode from 'vscode';
import { commandId, type CommandHandlers, type CommandName } from './commands.js';
import type { Ledgers } from './ledger/ledgers.js';
import type { Places } from './ledger/places.js';
import type { LearningPanel } from './panel/learning-panel.js';
import { listedRun } from './runs/pick-run.js';
import type { RunTracker } from './runs/run-tracker.js';

export interface WindowCommandParts {
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
  readonly panel: LearningPanel;
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
      const items = isOpen
        ? [...whileOpen, ...checks]
        : [...(hasRuns ? betweenRuns : beforeRuns), ...checks, ...always];
      const picked = await vscode.window.showQuickPick(items, { title: 'Learning Loop' });
      if (picked !== undefined) await vscode.commands.executeCommand(commandId(picked.command));
    },
    // An argument is the uuid of the run to open.
    showStats: async (argument) => {
      if (argument === undefined) panel.show(await places.choose('Whose standings?'));
      else {
        const { place, run } = await listedRun(tracker, 'Which run?', argument);
        panel.show(place, { tab: 'runs', run: run.id });
      }
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

const beforeRuns: readonly ActionItem[] = [
  { label: '$(play) Start Run', description: 'of any agent', command: 'startRun' },
  {
    label: '$(robot) Run Agent Task…',
    description: 'our own agent, with a model of yours',
    command: 'runAgentTask',
  },
];

const betweenRuns: readonly ActionItem[] = [
  ...beforeRuns,
  { label: '$(thumbsup) Accept a Run', command: 'acceptRun' },
  { label: '$(thumbsdown) Reject a Run', command: 'rejectRun' },
  { label: '$(question) Why This Score?', command: 'explainScore' },
  { label: '$(trash) Forget a Run', command: 'forgetRun' },
];

const checks: readonly ActionItem[] = [
  { label: '$(beaker) Run Checks', description: 'build, lint, test', command: 'runChecks' },
  { label: '$(tools) Set Up Checks…', description: 'which commands they are', command: 'setUpChecks' },
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
  {
    label: '$(plug) Connect Agents…',
    description: 'Claude Code and others tell of their own runs',
    command: 'connectAgents',
  },
  {
    label: '$(book) Look Up Docs…',
    description: 'official documentation, for prompts',
    command: 'lookUpDocs',
  },
  { label: '$(graph) Show Standings', command: 'showStats' },
  { label: '$(gear) Keep Score Here…', description: 'what is remembered, or nothing', command: 'keepScore' },
];
