import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { RunView } from '../../learning/runs/run.js';
import { UserError } from '../../learning/user-error.js';
import type { CommandHandlers } from '../commands.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Review } from '../review/review.js';
import { listedRun, type LocatedRun } from './pick-run.js';
import type { RunMemory } from './run-memory.js';
import { confirm } from './run-messages.js';
import type { PlaceRuns, RunTracker } from './run-tracker.js';
import { shortened, titleOf } from './run-words.js';

export interface RunCorrectionParts {
  readonly engine: AsyncEngine;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
  readonly memory: RunMemory;
  readonly review: Review;
}

/** What people put right about runs that opened by themselves. */
export class RunCorrections {
  readonly #parts: RunCorrectionParts;

  constructor(parts: RunCorrectionParts) {
    this.#parts = parts;
  }

  handlers(): Pick<CommandHandlers, 'notARun' | 'splitRun' | 'mergeRuns'> {
    return {
      notARun: (argument) => this.#notARun(argument),
      splitRun: (argument, paths) => this.#split(argument, paths),
      mergeRuns: (argument, other) => this.#merge(argument, other),
    };
  }

  async #notARun(argument: unknown): Promise<void> {
    const { engine, ledgers, memory, review, tracker } = this.#parts;
    const { place, run } = await listedRun(tracker, 'Which of these is not a run?', argument);
    const detail =
      'Its edits stay in your files and wait for no word, the run is removed, and nothing is learned from it.';
    if (argument === undefined) {
      await confirm(`“${shortened(titleOf(run), 60)}” is not a run?`, detail, 'Not a Run');
    }
    await ledgers.write(place);
    await review.release(place.root, run.id);
    await tracker.change(place, () => engine.forgetRun(place.root, run.id));
    await memory.drop(run.id);
  }
  async #split(argument: unknown, paths: unknown): Promise<RunView> {
    const { engine, tracker } = this.#parts;
    const located = await listedRun(tracker, 'Split which run?', argument);
    const { place, run } = located;
    if (run.files.length < 2) throw new UserError('This run changed one file at most; it cannot be split.');
    const second = isPaths(paths) ? paths : await askFiles(run);
    return this.#change(located, () => engine.splitRun(place.root, run.id, second));
  }

  async #merge(argument: unknown, other: unknown): Promise<RunView> {
    const { engine, memory, tracker } = this.#parts;
    const from = await listedRun(tracker, 'Merge which run into another?', argument);
    const into = await listedRun(
      {
        all: () => tracker.all().map((each) => withoutRun(each, from)),
        find: (id) => (id === from.run.id ? Promise.resolve(undefined) : tracker.find(id)),
      },
      `“${shortened(titleOf(from.run), 40)}” belongs to which run?`,
      other,
    );
    const { root } = from.place;
    if (into.place.root !== root) throw new UserError('Runs of different repositories cannot be merged.');
    const merged = await this.#change(into, () => engine.mergeRuns(root, into.run.id, from.run.id));
    await memory.drop(from.run.id);
    return merged;
  }

  /** Changes which run edits belong to. */
  async #change({ place }: LocatedRun, change: () => Promise<RunView>): Promise<RunView> {
    const { ledgers, review, tracker } = this.#parts;
    await ledgers.write(place);
    await review.flush(place.root);
    const changed = await tracker.change(place, change);
    await review.regroup(place.root);
    return changed;
  }
}

async function askFiles(run: RunView): Promise<string[]> {
  const picked = await vscode.window.showQuickPick([...run.files], {
    title: 'Which files belong to a second run?',
    placeHolder: 'The others stay with the first.',
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined || picked.length === 0) throw new vscode.CancellationError();
  return picked;
}

function isPaths(paths: unknown): paths is string[] {
  return Array.isArray(paths) && paths.every((path) => typeof path === 'string');
}

function withoutRun(known: PlaceRuns, { run }: LocatedRun): PlaceRuns {
  const others = known.recent.filter(({ id }) => id !== run.id);
  return { ...known, open: known.open?.id === run.id ? null : known.open, recent: others };
}
