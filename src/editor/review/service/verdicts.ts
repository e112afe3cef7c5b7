import { randomUUID } from 'node:crypto';
import type { AsyncEngine } from '../../../engine/engine-client.js';
import type { Evidence } from '../../../evidence/evidence.js';
import type { ReviewEvidence, VerdictCause } from '../../../evidence/review-evidence.js';
import { ownerOf } from '../../../review/attribution.js';
import { hunkDiff } from '../../../review/hunk-diff.js';
import type { Hunk } from '../../../review/hunk.js';
import { linesOf, type PendingEdit } from './pending-edits.js';
import type { RunParts } from './run-parts.js';

/** A word on some edits, as it went to a run. */
export interface Judgement {
  readonly runId: string;
  readonly evidence: ReviewEvidence;
}

const gatherMs = 100;

export interface JudgeOptions {
  readonly cause: VerdictCause;
  readonly reason?: string | undefined;
}

/** Tells the runs that wrote some edits what became of them. */
export class Verdicts {
  readonly #root: string;
  readonly #engine: AsyncEngine;
  readonly #parts: RunParts;
  readonly #failed: (error: unknown) => void;
  #waiting = new Map<string, readonly Evidence[]>();
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  /** @param failed told when a verdict could not be recorded */
  constructor(root: string, engine: AsyncEngine, parts: RunParts, failed: (error: unknown) => void) {
    this.#root = root;
    this.#engine = engine;
    this.#parts = parts;
    this.#failed = failed;
  }

  /** Records the verdict on hunks of an edit: one piece of evidence for each rejected hunk, one a run for kept ones. */
  judge(
    edit: PendingEdit,
    hunks: readonly Hunk[],
    verdict: 'kept' | 'rejected',
    { cause, reason }: JudgeOptions,
  ): Judgement[] {
    const { path, before, now } = edit;
    const owners = ownerOf(hunks, now.content, this.#parts.layersOf(path));
    const judgements: Judgement[] = [];
    const add = (runId: string, judged: readonly Hunk[], diff: string | null): void => {
      const lines = judged.reduce((sum, hunk) => sum + linesOf(hunk), 0);
      const at = new Date().toISOString();
      const fate = { verdict, cause, reason: reason ?? null, diff };
      judgements.push({ runId, evidence: { kind: 'review', at, id: randomUUID(), path, lines, ...fate } });
    };
    for (const runId of new Set(owners)) {
      if (runId === null) continue;
      const written = hunks.filter((_, index) => owners[index] === runId);
      if (verdict === 'kept') add(runId, written, null);
      else for (const hunk of written) add(runId, [hunk], hunkDiff(path, before.content, now.content, hunk));
    }
    this.#send(judgements);
    return judgements;
  }

  /** Takes verdicts back. */
  open(judgements: readonly Judgement[]): void {
    const at = new Date().toISOString();
    this.#send(
      judgements.map(({ runId, evidence }) => ({ runId, evidence: { ...evidence, at, verdict: 'open' } })),
    );
  }

  /** Tells a run something; what comes within a moment goes together, since each telling settles the run again. */
  tell(runId: string, evidence: readonly Evidence[]): void {
    this.#waiting.set(runId, [...(this.#waiting.get(runId) ?? []), ...evidence]);
    this.#timer ??= setTimeout(() => void this.flush(), gatherMs);
  }

  /** Resolves when all verdicts so far are in the ledger. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = new Map();
    for (const [runId, evidence] of waiting) {
      this.#sending = this.#sending
        .then(() => this.#engine.observe(this.#root, runId, evidence))
        .then(() => undefined)
        .catch(this.#failed);
    }
    await this.#sending;
  }

  #send(judgements: readonly Judgement[]): void {
    for (const runId of new Set(judgements.map((judgement) => judgement.runId))) {
      const evidence = judgements
        .filter((judgement) => judgement.runId === runId)
        .map((each) => each.evidence);
      this.tell(runId, evidence);
    }
  }
}
