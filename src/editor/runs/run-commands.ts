import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { Suggestion } from '../../learning/choice/suggestion.js';
import type { Author, RunView, Verdict } from '../../learning/runs/run.js';
import { UserError } from '../../learning/user-error.js';
import { ActionableError } from '../actionable-error.js';
import { choosingSettings } from '../choosing/choosing-settings.js';
import type { PriceWarnings } from '../choosing/price-warnings.js';
import { commandId, type CommandHandlers } from '../commands.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import type { Settings } from '../settings.js';
import { allowExport } from './allow-export.js';
import { explainScore, weakenedInWords } from './explain-score.js';
import { anyRun, openRun } from './pick-run.js';
import type { RunLife } from './run-life.js';
import type { RunMemory } from './run-memory.js';
import type { RunTracker } from './run-tracker.js';
import { announceScore, announceStart, confirm } from './run-messages.js';
import { shortened, titleOf } from './run-words.js';
import { toStartRunRequest, type StartRunRequest, type Used } from './start-request.js';
import { askTask, type ChosenTask } from './task-dialog.js';
import { askUsed } from './used-dialog.js';

export interface RunCommandParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
  readonly life: RunLife;
  readonly memory: RunMemory;
  readonly settings: Settings;
  readonly prices: PriceWarnings;
  /** This person's own, for what was typed last. */
  readonly state: vscode.Memento;
}

type RunCommandName =
  | 'startRun'
  | 'copyPrompt'
  | 'finishRun'
  | 'acceptRun'
  | 'rejectRun'
  | 'discardRun'
  | 'forgetRun'
  | 'explainScore'
  | 'allowExport';

const lastAgentKey = 'lastAgent';

/** What people do with runs. An argument means that other code asks: a request for a start, else a run's id. */
export class RunCommands {
  readonly #parts: RunCommandParts;

  constructor(parts: RunCommandParts) {
    this.#parts = parts;
  }

  handlers(): Pick<CommandHandlers, RunCommandName> {
    return {
      startRun: (argument) => this.#start(argument),
      copyPrompt: () => this.#copyPrompt(),
      finishRun: (argument) => this.#finish(argument),
      acceptRun: (argument) => this.#judge('accepted', argument),
      rejectRun: (argument) => this.#judge('rejected', argument),
      discardRun: (argument) => this.#discard(argument),
      forgetRun: (argument) => this.#forget(argument),
      explainScore: (argument) => this.#explain(argument),
      allowExport: (argument) => allowExport(this.#parts, argument),
    };
  }

  async #start(argument: unknown): Promise<RunView> {
    const request = argument === undefined ? undefined : toStartRunRequest(argument);
    const { places, ledgers, tracker } = this.#parts;
    const place = await places.choose('Start a run in which folder?', request?.folder);
    await ledgers.write(place);
    await tracker.refresh(place);
    const open = tracker.at(place.root)?.open ?? null;
    if (open !== null) throw stillOpen(open);
    return request === undefined ? this.#startByDialog(place) : this.#startByRequest(place, request);
  }

  async #startByDialog(place: Place): Promise<RunView> {
    const { engine, state } = this.#parts;
    const task = await askTask(await engine.designCards(place.root));
    const suggestion = await this.#suggest(place, task);
    const standings = await engine.standings(place.root);
    const used = await askUsed(suggestion, standings, state.get<string>(lastAgentKey));
    if (used.kind !== 'hand' && used.agent !== null) await state.update(lastAgentKey, used.agent);
    const run = await this.#record(place, task, used, suggestion);
    const promptText = promptTextOf(run.author.promptId, suggestion);
    if (promptText !== null) await copy(promptText, task.goal);
    announceStart(used);
    return run;
  }

  async #startByRequest(place: Place, request: StartRunRequest): Promise<RunView> {
    const task: ChosenTask = {
      goal: request.goal,
      taskSlug: request.taskSlug,
      role: request.role ?? 'coder',
      complexity: request.complexity ?? null,
    };
    const used = request.used ?? { kind: 'suggestion', agent: null };
    const suggestion = used.kind === 'suggestion' ? await this.#suggest(place, task) : undefined;
    return this.#record(place, task, used, suggestion);
  }

  async #suggest(place: Place, task: ChosenTask): Promise<Suggestion> {
    const { engine, prices, settings } = this.#parts;
    const suggestion = await engine.suggest(place.root, {
      complexity: task.complexity,
      goal: task.goal,
      maxCostPer1k: settings.get('maxCostPer1k', place.folder),
      settings: choosingSettings(settings, place.folder),
    });
    void prices.check(place.root);
    return suggestion;
  }

  async #record(
    place: Place,
    task: ChosenTask,
    used: Used,
    suggestion: Suggestion | undefined,
  ): Promise<RunView> {
    const author = authorOf(used, suggestion);
    const decisionIds =
      suggestion === undefined ? [] : [suggestion.prompt.decisionId, suggestion.model.decisionId];
    const complexity = suggestion?.complexity ?? task.complexity;
    const promptText = promptTextOf(author.promptId, suggestion);
    return this.#parts.life.start(place, { ...task, complexity, author, decisionIds }, { promptText });
  }

  async #copyPrompt(): Promise<void> {
    const { memory, tracker } = this.#parts;
    const { run } = await openRun(tracker, 'Copy the prompt of which run?');
    const notes = memory.get(run.id);
    if (notes === undefined)
      throw new UserError('This run was started in another window: copy its prompt there.');
    await copy(notes.promptText, notes.goal);
    vscode.window.setStatusBarMessage('$(clippy) Prompt copied', 4000);
  }

  async #finish(argument: unknown): Promise<RunView> {
    const { life, tracker } = this.#parts;
    const title = 'Finish which run?';
    const { place, run } = await (typeof argument === 'string'
      ? anyRun(tracker, title, argument)
      : openRun(tracker, title));
    const finished = await life.finish(place, run);
    void announceScore(finished);
    return finished;
  }

  async #judge(verdict: Verdict, argument: unknown): Promise<RunView> {
    const { engine, ledgers, tracker } = this.#parts;
    const { place, run } = await anyRun(
      tracker,
      verdict === 'accepted' ? 'Accept which run?' : 'Reject which run?',
      argument,
    );
    if (verdict === 'accepted') await this.#askAboutWeakened(place, run);
    await ledgers.write(place);
    const judged = await tracker.change(place, () => engine.setVerdict(place.root, run.id, verdict));
    const word = verdict === 'accepted' ? 'kept' : 'rejected';
    if (judged.status === 'open') {
      vscode.window.setStatusBarMessage(`$(check) Noted as ${word}; finish the run to score it`, 5000);
    } else {
      void announceScore(judged);
    }
    return judged;
  }

  /** @throws {vscode.CancellationError} when a run that weakens checks is not to be accepted */
  async #askAboutWeakened({ root }: Place, run: RunView): Promise<void> {
    const { explanation } = await this.#parts.engine.explainRun(root, run.id);
    const places = weakenedInWords(explanation);
    if (places.length === 0) return;
    const detail = `It weakens checks:\n${places.join('\n')}`;
    await confirm(`Accept “${shortened(titleOf(run), 60)}”?`, detail, 'Accept');
  }

  async #discard(argument: unknown): Promise<RunView | undefined> {
    const { engine, ledgers, memory, tracker } = this.#parts;
    const title = 'Discard which run?';
    const { place, run } = await (argument === undefined
      ? openRun(tracker, title)
      : anyRun(tracker, title, argument));
    const warning = 'It stays listed, gets no score, and no option gets credit or blame.';
    if (argument === undefined)
      await confirm(`Discard “${shortened(titleOf(run), 60)}”?`, warning, 'Discard');
    await ledgers.write(place);
    const discarded = await tracker.change(place, () => engine.discardRun(place.root, run.id));
    await memory.drop(run.id);
    return discarded;
  }

  async #forget(argument: unknown): Promise<void> {
    const { engine, ledgers, memory, tracker } = this.#parts;
    const { place, run } = await anyRun(tracker, 'Forget which run?', argument);
    const warning = 'Its numbers, its texts and what was learned from it are removed. This cannot be undone.';
    if (argument === undefined) await confirm(`Forget “${shortened(titleOf(run), 60)}”?`, warning, 'Forget');
    await ledgers.write(place);
    await tracker.change(place, () => engine.forgetRun(place.root, run.id));
    await memory.drop(run.id);
  }

  async #explain(argument: unknown): Promise<void> {
    const { engine, tracker } = this.#parts;
    const { place, run } = await anyRun(tracker, 'Which score?', argument);
    await explainScore(await engine.explainRun(place.root, run.id));
  }
}

function authorOf(used: Used, suggestion: Suggestion | undefined): Author {
  switch (used.kind) {
    case 'hand':
      return { agent: 'by hand', modelName: null, promptId: null, provenance: 'told' };
    case 'other':
      return { agent: used.agent, modelName: used.modelName, promptId: used.promptId, provenance: 'told' };
    case 'suggestion':
      return {
        agent: used.agent,
        modelName: suggestion?.model.arm ?? null,
        promptId: suggestion?.prompt.arm ?? null,
        provenance: 'told',
      };
  }
}

/** The text of a prompt that was suggested or could have been; null for any other. */
function promptTextOf(promptId: string | null, suggestion: Suggestion | undefined): string | null {
  if (suggestion === undefined || promptId === null) return null;
  const { prompt } = suggestion;
  return [prompt, ...prompt.others].find(({ arm }) => arm === promptId)?.text ?? null;
}

/** Two runs of a person's at once could not be told apart. */
export function stillOpen(run: RunView): Error {
  return new ActionableError(`“${shortened(titleOf(run), 60)}” is still open. Finish or discard it first.`, [
    { title: 'Finish Run', command: commandId('finishRun') },
    { title: 'Discard Run', command: commandId('discardRun') },
  ]);
}

async function copy(promptText: string | null, goal: string): Promise<void> {
  await vscode.env.clipboard.writeText(promptText === null ? goal : `${promptText.trimEnd()}\n\n${goal}`);
}
