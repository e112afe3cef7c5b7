import * as vscode from 'vscode';
import type { DesignCard } from '../../agent/cards/design-card.js';
import { ownAgent } from '../../agent/run/own-agent.js';
import type { JournalStep, RunPorts } from '../../agent/run/ports.js';
import type { RunResult } from '../../agent/run/run-result.js';
import { ActionableError } from '../actionable-error.js';
import { choosingSettings } from '../choosing/choosing-settings.js';
import { commandId } from '../commands.js';
import type { Place } from '../ledger/places.js';
import { asError } from '../log.js';
import { chooseModels, hasRunnable } from '../models/choose-models.js';
import { asOurError, helpWithModel, isModelTrouble } from '../models/model-help.js';
import { stillOpen } from '../runs/run-commands.js';
import { announceScore } from '../runs/run-messages.js';
import type { AgentParts } from './agent-parts.js';
import { runPorts } from './run-ports.js';

const progressWords: Readonly<Record<JournalStep, string>> = {
  begun: 'Gathering the context …',
  asking: 'Asking the model …',
  answered: 'Reading the reply …',
  'laying down': 'Writing the edits …',
  'laid down': 'Writing the edits …',
  checking: 'Checking …',
  checked: 'Checked.',
  'rolling back': 'Putting the files back …',
  'rolled back': 'Trying a stronger model …',
  reviewing: 'Waiting for your word.',
  settling: 'Scoring …',
};

/** Runs of our own agent in this window, one at a time in each place. */
export class AgentRuns {
  readonly #parts: AgentParts;
  /** What is at work in each place: it still asks, writes or checks. */
  readonly #acting = new Map<string, object>();

  constructor(parts: AgentParts) {
    this.#parts = parts;
  }

  /**
   * Does what a card says, from the choice to the score.
   * @param judged the pending edits, for a judge
   * @throws {UserError} that says what to do
   */
  async run(place: Place, card: DesignCard, judged?: string): Promise<RunResult> {
    const { ledgers, tracker } = this.#parts;
    await ledgers.write(place);
    for (;;) {
      await tracker.refresh(place);
      let model = '';
      try {
        return await this.#attempt(place, card, judged, (arm) => (model = arm));
      } catch (error) {
        if (!isModelTrouble(error)) throw asOurError(error);
        if (!(await helpWithModel(error, model, this.#parts))) throw new vscode.CancellationError();
      }
    }
  }

  /** @param asks told which model is about to be asked */
  async #attempt(
    place: Place,
    card: DesignCard,
    judged: string | undefined,
    asks: (arm: string) => void,
  ): Promise<RunResult> {
    const { root } = place;
    if (this.#acting.has(root)) throw atWork();
    const task = {};
    this.#acting.set(root, task);
    const release = (): void => {
      if (this.#acting.get(root) === task) this.#acting.delete(root);
    };
    try {
      if (judged === undefined) await this.#endOpen(place);
      await this.#findModels(place);
      const ports = await runPorts(place, this.#parts, judged);
      return await this.#act(place, card, { ...ports, models: noting(ports.models, asks) }, release);
    } finally {
      release();
    }
  }

  async #act(place: Place, card: DesignCard, ports: RunPorts, release: () => void): Promise<RunResult> {
    const { code, escalation, output, settings } = this.#parts;
    const { runCard } = await code.load();
    const cancelling = new AbortController();
    output.begin(card.name);
    const options = { location: vscode.ProgressLocation.Notification, title: card.name, cancellable: true };
    let running: Promise<RunResult> | undefined;
    await vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(() => {
        cancelling.abort(new vscode.CancellationError());
      });
      return new Promise<void>((resolve) => {
        const onStep = (step: JournalStep): void => {
          output.step(step);
          progress.report({ message: progressWords[step] });
          if (step !== 'reviewing') return;
          // A person may take their time.
          release();
          resolve();
          void offerReview();
        };
        running = runCard(card, ports, {
          signal: cancelling.signal,
          escalates: card.role !== 'judge' && escalation.isOn(place),
          limits: limitsOf(settings.get('budgetDayUsd'), settings.get('budgetMonthUsd')),
          maxCostPer1k: settings.get('maxCostPer1k', place.folder),
          choosing: choosingSettings(settings, place.folder),
          onText: (piece) => {
            output.text(piece);
          },
          onStep,
        });
        running.then(
          () => {
            resolve();
          },
          () => {
            resolve();
          },
        );
      });
    });
    if (running === undefined) throw new Error('the run did not begin');
    const result = await running.catch((error: unknown) => {
      output.failed(
        cancelling.signal.aborted ? 'Cancelled. What is pending stays pending.' : asError(error).message,
      );
      throw error;
    });
    for (const attempt of result.attempts) output.ended(attempt);
    if (card.role !== 'judge') void announceScore(result.run);
    return result;
  }

  /** A run that waits for a person's word, or for quiet, ends here; any other is a person's to end. */
  async #endOpen(place: Place): Promise<void> {
    const { life, memory, tracker } = this.#parts;
    const open = tracker.at(place.root)?.open ?? null;
    if (open === null) return;
    if (open.author.agent !== ownAgent && memory.get(open.id)?.isAutomatic !== true) throw stillOpen(open);
    await life.finish(place, open);
  }

  /** @throws {vscode.CancellationError} where none can be reached, after showing what to do */
  async #findModels(place: Place): Promise<void> {
    const { engine, models } = this.#parts;
    const runnable = await models.at(place.root).runnable(new AbortController().signal);
    if (!(await hasRunnable(engine, place.root, runnable))) await chooseModels(place, this.#parts);
  }
}

function noting(models: RunPorts['models'], note: (arm: string) => void): RunPorts['models'] {
  return {
    runnable: (signal) => models.runnable(signal),
    client: (arm, signal) => {
      note(arm);
      return models.client(arm, signal);
    },
  };
}

function limitsOf(dayUsd: number | null, monthUsd: number | null): { dayUsd?: number; monthUsd?: number } {
  return { ...(dayUsd === null ? {} : { dayUsd }), ...(monthUsd === null ? {} : { monthUsd }) };
}

async function offerReview(): Promise<void> {
  const message = 'The agent is done. Its edits wait for your word: keep or reject them.';
  if ((await vscode.window.showInformationMessage(message, 'Review All')) !== undefined)
    await vscode.commands.executeCommand(commandId('reviewAll'));
}

function atWork(): Error {
  return new ActionableError('Our agent is at work in this folder already.', [
    { title: 'Show Its Output', command: commandId('showAgentOutput') },
  ]);
}
