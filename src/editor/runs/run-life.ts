import type { AsyncEngine } from '../../engine/engine-client.js';
import type { FinishRun, RunView, StartRun } from '../../learning/runs/run.js';
import type { Disposable } from '../disposable-store.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import { currentErrors } from '../observe/diagnostics.js';
import type { Observation } from '../observe/observation.js';
import { pairOf, readTexts } from './pair.js';
import type { RunMemory } from './run-memory.js';
import type { RunTracker } from './run-tracker.js';
import { titleOf } from './run-words.js';

export interface RunLifeParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
  readonly observation: Observation;
  readonly memory: RunMemory;
}

/** Opens and ends runs with what belongs to them in this window: the notes on the errors of the start, the texts at the end. */
export class RunLife {
  readonly #parts: RunLifeParts;
  readonly #endings = new Map<string, () => Promise<RunView>>();
  readonly #beforeFinish: ((root: string, runId: string) => Promise<string | undefined>)[] = [];

  constructor(parts: RunLifeParts) {
    this.#parts = parts;
  }

  /** @param notes the text of the prompt in use, and whether the run ends by itself after some quiet */
  async start(
    place: Place,
    run: StartRun,
    notes: { readonly promptText: string | null; readonly isAutomatic?: boolean },
  ): Promise<RunView> {
    const { engine, memory, places, tracker } = this.#parts;
    return tracker.change(place, async () => {
      const started = await engine.startRun(place.root, run);
      await memory.set(started.id, {
        root: place.root,
        goal: run.goal,
        promptText: notes.promptText,
        baseline: currentErrors(places, place.root),
        isAutomatic: notes.isAutomatic ?? false,
      });
      return started;
    });
  }

  /** Lets a run of our own end in its own way when a person ends it: `end` is to finish it, once this is given back. */
  endsBy(runId: string, end: () => Promise<RunView>): Disposable {
    this.#endings.set(runId, end);
    return { dispose: () => void this.#endings.delete(runId) };
  }

  /** Lets a part bring what it knows of a run into the ledger before the run ends, and say what to call it, if it knows better. */
  beforeFinish(prepare: (root: string, runId: string) => Promise<string | undefined>): void {
    this.#beforeFinish.push(prepare);
  }

  /** @param result what is known of a run of our own: its texts and what it cost */
  async finish(place: Place, run: RunView, result: FinishRun = {}): Promise<RunView> {
    const end = this.#endings.get(run.id);
    if (end !== undefined) return end();
    const { engine, ledgers, memory, observation, tracker } = this.#parts;
    const { texts } = await ledgers.write(place);
    await observation.flush(place.root);
    let title: string | undefined;
    for (const prepare of this.#beforeFinish) title = (await prepare(place.root, run.id)) ?? title;
    const pair = texts === 'texts' ? { pair: result.pair ?? (await this.#pair(place, run, title)) } : {};
    const finished = await tracker.change(place, () =>
      engine.finishRun(place.root, run.id, { ...result, ...pair, title }),
    );
    await memory.drop(run.id);
    return finished;
  }

  async #pair(
    place: Place,
    run: RunView,
    title: string | undefined,
  ): Promise<NonNullable<FinishRun['pair']>> {
    const { engine, memory, observation } = this.#parts;
    const notes = memory.get(run.id);
    const files = (await engine.getRun(place.root, run.id))?.files ?? [];
    // What is excluded now counts, not what was when the file changed.
    const allowed = await observation.exclusionsOf(place).keep(files);
    const texts = await readTexts(place.root, allowed);
    return pairOf(title ?? notes?.goal ?? titleOf(run), notes?.promptText ?? null, texts);
  }
}
