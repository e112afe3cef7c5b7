import type { AsyncEngine } from '../../../engine/engine-client.js';
import type { Evidence } from '../../../evidence/evidence.js';
import type { ReviewStep, SteppedFile, StoredContent } from '../../../learning/runs/edited-files.js';
import type { FileState } from '../../../review/snapshot/file-state.js';
import type { StoredFiles } from '../../../review/snapshot/stored-files.js';

interface Change<T> {
  readonly from: T;
  readonly to: T;
}

/** What a step did to one file: to its past, and to the file itself. */
export interface FileStep {
  readonly path: string;
  readonly past: Change<FileState>;
  readonly now: Change<FileState>;
}

/** One thing a person did in a review, with all it takes to take it back. */
export interface Step {
  readonly kind: ReviewStep['kind'];
  /** For people, in a few words. */
  readonly label: string;
  readonly files: readonly FileStep[];
  readonly told: readonly { readonly runId: string; readonly evidence: Evidence }[];
  readonly reason: string | null;
}

/** The steps of a checkout's review that can be taken back, in the ledger, so that a reload forgets none. */
export class Steps {
  #latest: { readonly id: number; readonly step: ReviewStep }[] = [];
  #added = 0;
  readonly #root: string;
  readonly #checkout: string;
  readonly #engine: AsyncEngine;
  readonly #stored: StoredFiles;

  constructor(root: string, checkout: string, engine: AsyncEngine, stored: StoredFiles) {
    this.#root = root;
    this.#checkout = checkout;
    this.#engine = engine;
    this.#stored = stored;
  }

  /** The label of the step that would be taken back. */
  get label(): string | undefined {
    return this.#latest.at(-1)?.step.label;
  }

  /** How many steps this window has added. */
  get added(): number {
    return this.#added;
  }

  async load(): Promise<void> {
    this.#latest = await this.#engine.reviewSteps(this.#root, this.#checkout);
  }

  async add(step: Step): Promise<void> {
    const files: SteppedFile[] = [];
    for (const { path, past, now } of step.files) {
      const stored = { past: await this.#put(past), now: await this.#put(now) };
      if (stored.past !== undefined && stored.now !== undefined) {
        files.push({ path, past: stored.past, now: stored.now });
      }
    }
    const told = step.told.map(({ runId, evidence }) => ({ runId, evidence: withoutText(evidence) }));
    const stored: ReviewStep = { ...step, files, told };
    const id = await this.#engine.addReviewStep(this.#root, this.#checkout, stored);
    this.#latest.push({ id, step: stored });
    this.#added += 1;
  }

  /** The last step, taken out; undefined when there is none, or its copies are gone. */
  async takeLast(): Promise<Step | undefined> {
    const last = this.#latest.pop();
    if (last === undefined) return undefined;
    await this.#engine.dropReviewStep(this.#root, last.id);
    return this.#read(last.step);
  }

  /** The rejecting steps, newest first. */
  async rejecting(): Promise<Step[]> {
    const found: Step[] = [];
    for (const { step } of this.#latest.toReversed()) {
      if (step.kind === 'reject') found.push(await this.#read(step));
    }
    return found;
  }

  async #read(step: ReviewStep): Promise<Step> {
    const files: FileStep[] = [];
    for (const { path, past, now } of step.files) {
      const read = { past: await this.#get(past), now: await this.#get(now) };
      if (read.past !== undefined && read.now !== undefined)
        files.push({ path, past: read.past, now: read.now });
    }
    return { ...step, files };
  }

  async #put({ from, to }: Change<FileState>): Promise<Change<StoredContent> | undefined> {
    const stored = { from: await this.#stored.put(from), to: await this.#stored.put(to) };
    if (stored.from === undefined || stored.to === undefined) return undefined;
    return { from: stored.from, to: stored.to };
  }

  async #get({ from, to }: Change<StoredContent>): Promise<Change<FileState> | undefined> {
    const read = { from: await this.#stored.get(from), to: await this.#stored.get(to) };
    return read.from === undefined || read.to === undefined ? undefined : { from: read.from, to: read.to };
  }
}

/** A rejected edit's text is in the copies; here it would be in the database unscrubbed. */
function withoutText(evidence: Evidence): Evidence {
  return evidence.kind === 'review' ? { ...evidence, diff: null } : evidence;
}
