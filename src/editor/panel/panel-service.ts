import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { TrainingClient } from '../../engine/training/training-client.js';
import { leftOutInWords } from '../../learning/dataset/export-report.js';
import { readinessInWords } from '../../learning/dataset/readiness.js';
import type { PanelCommand } from '../../shared/panel-commands.js';
import type {
  ExamplesCount,
  OptionAction,
  PageAction,
  PanelRequests,
  RunAction,
} from '../../shared/protocol.js';
import type { Snapshot } from '../../shared/snapshot.js';
import type { View } from '../../shared/view.js';
import { commandId, type CommandName } from '../commands.js';
import type { DocsEngine } from '../docs/docs-engine.js';
import type { ShownDocs } from '../docs/shown-docs.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place } from '../ledger/places.js';
import { confirm } from '../runs/run-messages.js';
import type { RunTracker } from '../runs/run-tracker.js';
import type { Settings } from '../settings.js';
import { panelNotice } from './panel-notice.js';

export interface PanelServiceParts {
  readonly engine: AsyncEngine;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
  readonly settings: Settings;
  readonly training: TrainingClient;
  readonly docs: DocsEngine;
  readonly shown: ShownDocs;
}

type Handlers = {
  readonly [Method in keyof PanelRequests]: (
    params: PanelRequests[Method]['params'],
    signal: AbortSignal,
  ) => Promise<PanelRequests[Method]['result']>;
};

/** Commands of VS Code behind the panel's buttons; all others are ours. */
const foreignCommands: Partial<Record<PanelCommand, readonly [id: string, argument?: unknown]>> = {
  manageTrust: ['workbench.trust.manage'],
  // Settings of the machine stand under Remote where the window has one, else under User.
  openBudgets: [
    vscode.env.remoteName === undefined
      ? 'workbench.action.openSettings'
      : 'workbench.action.openRemoteSettings',
    { query: '@ext:learning-loop.learning-loop budget' },
  ],
  openWalkthrough: ['workbench.action.openWalkthrough', 'learning-loop.learning-loop#start'],
};

/** Answers what the panel asks about one place. */
export class PanelService {
  readonly #parts: PanelServiceParts;
  readonly #place: Place;
  readonly #revision: () => number;

  constructor(parts: PanelServiceParts, place: Place, revision: () => number) {
    this.#parts = parts;
    this.#place = place;
    this.#revision = revision;
  }

  /** By the names of the requests; a question that a person closed is no error. */
  readonly handlers: Handlers = {
    show: (view) => this.#show(view),
    command: ({ command }) => quietly(() => this.#command(command)),
    run: (action) => quietly(() => this.#run(action)),
    option: (action) => quietly(() => this.#option(action)),
    page: (action) => quietly(() => this.#page(action)),
    countExamples: (_, signal) => this.#countExamples(signal),
    measure: () => this.#parts.engine.measuredRows(this.#place.root),
  };

  async #show(view: View): Promise<Snapshot> {
    const { engine, ledgers, settings, tracker } = this.#parts;
    const { root, folder } = this.#place;
    const revision = this.#revision();
    const known = tracker.at(root);
    const ledger =
      known === undefined || known.ledger.isOutdated
        ? null
        : await engine.panel(root, view, {
            usesStartingGuesses: settings.get('startingGuesses', folder),
            limits: {
              dayUsd: settings.get('budgetDayUsd', folder) ?? undefined,
              monthUsd: settings.get('budgetMonthUsd', folder) ?? undefined,
            },
          });
    const readOnlyReason = known?.ledger.readOnlyReason ?? null;
    const { isTrusted } = vscode.workspace;
    return {
      revision,
      root,
      title: folder.name,
      notice: panelNotice({
        isTrusted,
        isDeclined: ledgers.isDeclined(root),
        ledger:
          known === undefined
            ? null
            : {
                readOnlyReason,
                isOutdated: known.ledger.isOutdated,
                hasRuns: known.open !== null || known.recent.length > 0,
              },
      }),
      canWrite: isTrusted && readOnlyReason === null,
      ledger,
    };
  }

  async #command(command: PanelCommand): Promise<void> {
    const foreign = foreignCommands[command];
    if (foreign !== undefined) await vscode.commands.executeCommand(...foreign);
    else if (command === 'backUp' || command === 'deleteAll') await this.#own(command, this.#place.root);
    else if (command === 'forgetEarlier') await this.#forgetEarlier();
    else await vscode.commands.executeCommand(`learningLoop.${command}`);
  }

  async #forgetEarlier(): Promise<void> {
    const { engine, ledgers, tracker } = this.#parts;
    await confirm(
      'Forget all that was read from earlier sessions?',
      'Your runs stay, and so do the agents’ own files: “Connect Agents…” reads them again if you want that.',
      'Forget',
    );
    await ledgers.write(this.#place);
    await tracker.change(this.#place, () => engine.forgetBackfilled(this.#place.root));
  }

  async #run({ run, action }: RunAction): Promise<void> {
    switch (action) {
      case 'keep':
        return this.#own('acceptRun', run);
      case 'reject':
        return this.#own('rejectRun', run);
      case 'undo':
        return this.#own('undoRun', run);
      case 'finish':
        return this.#own('finishRun', run);
      case 'discard':
        await confirm(
          'Discard this run?',
          'It stays listed, gets no score, and no option gets credit or blame.',
          'Discard',
        );
        return this.#own('discardRun', run);
      case 'forget':
        await confirm(
          'Forget this run?',
          'Its numbers, its texts and what was learned from it are removed. This cannot be undone.',
          'Forget',
        );
        return this.#own('forgetRun', run);
    }
  }

  async #option({ option: { chooser, id }, action }: OptionAction): Promise<void> {
    const { engine, ledgers } = this.#parts;
    const { root } = this.#place;
    await ledgers.write(this.#place);
    switch (action) {
      case 'pin':
        return engine.setRule(root, chooser, id, 'pinned');
      case 'ban':
        return engine.setRule(root, chooser, id, 'banned');
      case 'free':
        return engine.setRule(root, chooser, id, null);
      case 'retire':
        return engine.retirePrompt(root, id, true);
      case 'bring back':
        return engine.retirePrompt(root, id, false);
      case 'edit': {
        const file = await engine.promptFile(root, id);
        await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
      }
    }
  }

  async #page({ address, action }: PageAction): Promise<void> {
    const { docs, shown, engine } = this.#parts;
    const argument = { address, folder: this.#place.root };
    if (action === 'copy') return this.#own('copyForPrompt', argument);
    if (action === 'refresh') return this.#own('refreshDocs', argument);
    const page = await engine.keptDocsPage(this.#place.root, address, docs.access);
    if (page === null) throw new Error('This page is not kept any more. Look it up again.');
    await shown.show(this.#place, { url: page.url, title: page.title, anchor: null, heading: null }, null);
  }

  async #countExamples(signal: AbortSignal): Promise<ExamplesCount> {
    const { root } = this.#place;
    const request = { root, format: 'sft', localOnly: false } as const;
    const watch = { signal, onProgress: () => undefined };
    const { examples, leftOut } = await this.#parts.training.run('previewExport', request, watch);
    return { examples, readiness: readinessInWords(examples), leftOut: leftOutInWords(leftOut) };
  }

  async #own(command: CommandName, argument?: unknown): Promise<void> {
    await vscode.commands.executeCommand(commandId(command), ...(argument === undefined ? [] : [argument]));
  }
}

async function quietly(action: () => Promise<void>): Promise<null> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof Error && error.name === 'Canceled')) throw error;
  }
  return null;
}
