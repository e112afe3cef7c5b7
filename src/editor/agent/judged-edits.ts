import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Places } from '../ledger/places.js';
import { asError, type Logger } from '../log.js';
import type { Review } from '../review/review.js';
import type { RunTracker } from '../runs/run-tracker.js';

/** What a judge said, until it is known what a person did. */
interface RememberedJudgement {
  readonly root: string;
  /** The judge's own run. */
  readonly judge: string;
  /** The runs whose edits it judged. */
  readonly runs: readonly string[];
  /** 0 to 1. */
  readonly share: number;
}

const key = 'judgements';
const mostRemembered = 20;

export async function rememberJudgement(
  state: vscode.Memento,
  judgement: RememberedJudgement,
): Promise<void> {
  const all = state.get<readonly RememberedJudgement[]>(key) ?? [];
  await state.update(key, [...all, judgement].slice(-mostRemembered));
}

interface JudgedEditsParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly review: Review;
  readonly tracker: RunTracker;
  readonly state: vscode.Memento;
}

/** Tells each judge's run how right it was, once a person has said what becomes of the edits that it judged. */
export class JudgedEdits implements Feature {
  readonly name = 'judged edits';
  readonly #parts: JudgedEditsParts;
  readonly #log: Logger;
  #looking: Promise<void> = Promise.resolve();

  constructor(parts: JudgedEditsParts, log: Logger) {
    this.#parts = parts;
    this.#log = log;
  }

  register(): Disposable {
    const look = (): void => {
      this.#looking = this.#looking
        .then(() => this.#look())
        .catch((error: unknown) => {
          this.#log.warn(`a judge was not told: ${asError(error).message}`);
        });
    };
    return vscode.Disposable.from(
      this.#parts.review.onDidChange(look),
      this.#parts.tracker.onDidChange(look),
    );
  }

  async #look(): Promise<void> {
    const { state } = this.#parts;
    for (const judgement of state.get<readonly RememberedJudgement[]>(key) ?? []) {
      if (!(await this.#tell(judgement))) continue;
      const left = (state.get<readonly RememberedJudgement[]>(key) ?? []).filter(
        ({ judge }) => judge !== judgement.judge,
      );
      await state.update(key, left);
    }
  }

  /** False while something that was judged is still open. */
  async #tell({ root, judge, runs, share }: RememberedJudgement): Promise<boolean> {
    const { engine, places, review, tracker } = this.#parts;
    const place = places.at(root);
    if (place === undefined || tracker.at(root) === undefined) return false;
    const isPending = review
      .files()
      .some(({ hunks }) => hunks.some(({ runId }) => runs.includes(runId ?? '')));
    if (isPending) return false;
    const kept: number[] = [];
    for (const run of runs) {
      const found = await engine.getRun(root, run);
      if (found?.status === 'open') return false;
      if (found !== null && found.verdict !== null) kept.push(found.verdict);
    }
    if (kept.length > 0) {
      const actual = kept.reduce((sum, each) => sum + each, 0) / kept.length;
      await tracker.change(place, () => engine.setVerdict(root, judge, 1 - Math.abs(share - actual)));
    }
    return true;
  }
}
