import type { RunView } from '../../../learning/runs/run.js';
import type { Place } from '../../ledger/places.js';
import { asError, type Logger } from '../../log.js';
import type { RunLife } from '../../runs/run-life.js';
import type { RunMemory } from '../../runs/run-memory.js';
import { openRuns, type RunTracker } from '../../runs/run-tracker.js';
import type { Settings } from '../../settings.js';
import { titleOfEdits } from './title-of-edits.js';

/** The runs of agents that tell of themselves. */
export interface ReportedEdits {
  /**
   * The run of such an agent that an edit of now belongs to; null where it is of nobody's run, undefined where none of them is
   * at work.
   */
  runFor(root: string, path: string, agent: string | null): Promise<string | null | undefined>;
}

export interface AutomaticRunsParts {
  readonly reported: ReportedEdits;
  readonly life: RunLife;
  readonly memory: RunMemory;
  readonly tracker: RunTracker;
  readonly settings: Settings;
}

/**
 * The run that edits of unknown agents belong to: the open one, else one that opens by itself and ends after some quiet or
 * with a commit.
 */
export class AutomaticRuns {
  #opening: Promise<RunView | undefined> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastWriteAt = 0;
  readonly #files = new Set<string>();
  readonly #place: Place;
  readonly #branch: () => Promise<string | null>;
  readonly #parts: AutomaticRunsParts;
  readonly #log: Logger;

  /** @param branch the branch that is checked out, for titles; null where there is none */
  constructor(place: Place, branch: () => Promise<string | null>, parts: AutomaticRunsParts, log: Logger) {
    this.#place = place;
    this.#branch = branch;
    this.#parts = parts;
    this.#log = log;
  }

  /**
   * The run that an edit of now belongs to; undefined where none is open and none is to open by itself.
   * @param agent who is thought to have made the edit; null when not known
   */
  async runFor(path: string, agent: string | null): Promise<string | undefined> {
    const reported = await this.#parts.reported.runFor(this.#place.root, path, agent);
    if (reported !== undefined) return reported ?? undefined;
    // After a machine has slept, the edit may come before the timer.
    if (this.#timer !== undefined && Date.now() >= this.#quietAt) await this.end();
    this.#lastWriteAt = Date.now();
    // One that a person ended has left its files behind.
    if (this.#open() === undefined && this.#opening === undefined) this.#files.clear();
    this.#files.add(path);
    const run = this.#open() ?? (await (this.#opening ??= this.#start(agent)));
    this.#waitForQuiet();
    return run?.id;
  }

  /** Whether a run is open, by itself or not. */
  get isOpen(): boolean {
    return this.#openRuns().length > 0 || this.#opening !== undefined;
  }

  /** What to call a run by the files it edited so far; undefined where it did not open by itself, or nothing is known. */
  async titleOf(runId: string): Promise<string | undefined> {
    const run = this.#open();
    if (run?.id !== runId || !this.#isAutomatic(run) || this.#files.size === 0) return undefined;
    return titleOfEdits(await this.#branch(), [...this.#files]);
  }

  /** Takes up a run that opened by itself before a reload. */
  resume(): void {
    if (this.#lastWriteAt === 0) this.#lastWriteAt = Date.now();
    this.#waitForQuiet();
  }

  /** Ends the open run, if it opened by itself. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#opening;
    const run = this.#open();
    if (run === undefined || !this.#isAutomatic(run)) return;
    try {
      await this.#parts.life.finish(this.#place, run);
    } catch (error) {
      this.#log.warn(`a run could not be ended: ${asError(error).message}`);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  /** The open run that no agent tells of. */
  #open(): RunView | undefined {
    return this.#openRuns().find(({ author }) => author.provenance !== 'reported');
  }

  #openRuns(): readonly RunView[] {
    return openRuns(this.#parts.tracker.at(this.#place.root));
  }

  #isAutomatic(run: RunView): boolean {
    return this.#parts.memory.get(run.id)?.isAutomatic ?? false;
  }

  async #start(agent: string | null): Promise<RunView | undefined> {
    const { life, settings, tracker } = this.#parts;
    try {
      await tracker.refresh(this.#place);
      const open = this.#open();
      if (open !== undefined) return open;
      if (!settings.get('automaticRuns', this.#place.folder)) return undefined;
      const author = { agent, modelName: null, promptId: null, provenance: 'guessed' } as const;
      const goal = titleOfEdits(await this.#branch(), [...this.#files]);
      const run = {
        goal,
        role: 'coder',
        complexity: null,
        author,
        decisionIds: [],
        joinsOpen: true,
      } as const;
      return await life.start(this.#place, run, { promptText: null, isAutomatic: true });
    } catch (error) {
      this.#log.warn(`no run could be opened: ${asError(error).message}`);
      return undefined;
    } finally {
      this.#opening = undefined;
    }
  }

  get #quietAt(): number {
    return this.#lastWriteAt + this.#parts.settings.get('quietSeconds', this.#place.folder) * 1000;
  }

  #waitForQuiet(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.end(), Math.max(0, this.#quietAt - Date.now()));
  }
}
