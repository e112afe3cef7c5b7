import type { Evidence } from '../../evidence/evidence.js';
import type { RunView } from '../../learning/runs/run.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Exclusions } from '../files/exclusions.js';
import type { Places } from '../ledger/places.js';
import type { RunMemory } from '../runs/run-memory.js';
import { ChangedFiles } from './changed-files.js';
import type { CreditedRun } from './credit.js';
import { DiagnosticsObserver } from './diagnostics.js';
import { EvidenceBatch } from './evidence-batch.js';
import type { RunContext } from './run-context.js';

const batchMs = 250;
/** How long the file watcher and a task's markers may lag behind what a person has just seen happen. */
const lagMs = 400;

/** What is needed to observe a run. */
export interface ObservedRun {
  readonly root: string;
  readonly run: RunView;
  readonly places: Places;
  readonly memory: RunMemory;
  readonly exclusions: Exclusions;
  /** Hands evidence to the ledger; must not reject. */
  readonly send: (evidence: readonly Evidence[]) => Promise<void>;
  /** Whether no other run is under way that a change may be of. */
  readonly isAlone: () => boolean;
  /** Told when the run's first file has changed. */
  readonly edited: () => void;
}

/** Watches the files and the shown errors for one open run, from its start or from a reload until it is over. */
export class RunObserver implements Disposable {
  readonly #parts = new DisposableStore();
  readonly #runId: string;
  readonly #batch: EvidenceBatch;
  readonly #files: ChangedFiles;
  readonly #diagnostics: DiagnosticsObserver | undefined;

  constructor(observed: ObservedRun) {
    const { root, run, places, memory, exclusions, edited, isAlone } = observed;
    const batch = this.#parts.add(new EvidenceBatch(observed.send, batchMs));
    const context: RunContext = {
      runId: run.id,
      root,
      report: (evidence) => {
        batch.add(evidence);
      },
      reportLater: (evidence) => {
        batch.addLater(evidence);
      },
    };
    this.#runId = run.id;
    this.#batch = batch;
    // Only the window that started the run knows which errors were there before it.
    const notes = memory.get(run.id);
    const hasEdits = run.files.length > 0 || notes?.isAutomatic === true;
    const firstEditAtMs = hasEdits ? Date.parse(run.startedAt) : null;
    this.#files = this.#parts.add(
      new ChangedFiles(context, places, exclusions, run.files, firstEditAtMs, edited, isAlone),
    );
    if (notes === undefined) return;
    this.#diagnostics = this.#parts.add(
      new DiagnosticsObserver(context, places, this.#files.paths, notes.baseline, (baseline) => {
        void memory.set(run.id, { ...notes, baseline });
      }),
    );
  }

  /** The run, with its first edit as far as the file watcher has told of it. */
  get run(): CreditedRun {
    return { runId: this.#runId, firstEditAtMs: this.#files.firstEditAtMs };
  }

  report(evidence: readonly Evidence[]): void {
    for (const each of evidence) this.#batch.add(each);
  }

  /** Resolves when the edits of until now are known. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, lagMs));
    await this.#files.look();
  }

  /** Resolves when everything that has been reported so far is in the ledger. */
  async flush(): Promise<void> {
    await this.#batch.flush();
    this.#diagnostics?.look();
    await this.#batch.flush();
  }

  dispose(): void {
    this.#parts.dispose();
  }
}
