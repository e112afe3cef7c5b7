import type { Evidence } from '../../evidence/evidence.js';
import type { RunView } from '../../learning/runs/run.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Exclusions } from '../files/exclusions.js';
import type { Places } from '../ledger/places.js';
import type { RunMemory } from '../runs/run-memory.js';
import { ChangedFiles } from './changed-files.js';
import { CommandObserver } from './commands.js';
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
  readonly observeTerminals: () => boolean;
  /** Hands evidence to the ledger; must not reject. */
  readonly send: (evidence: readonly Evidence[]) => Promise<void>;
}

/** Watches the editor for one open run, from its start or from a reload until it is over. */
export class RunObserver implements Disposable {
  readonly #parts = new DisposableStore();
  readonly #batch: EvidenceBatch;
  readonly #files: ChangedFiles;
  readonly #diagnostics: DiagnosticsObserver | undefined;

  constructor(observed: ObservedRun) {
    const { root, run, places, memory } = observed;
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
    this.#batch = batch;
    this.#files = this.#parts.add(new ChangedFiles(context, places, observed.exclusions, run.files));
    this.#parts.add(
      new CommandObserver(context, (uri) => places.locate(uri)?.root === root, observed.observeTerminals),
    );
    // Only the window that started the run knows which errors were there before it.
    const notes = memory.get(run.id);
    if (notes === undefined) return;
    this.#diagnostics = this.#parts.add(
      new DiagnosticsObserver(context, places, this.#files.paths, notes.baseline, (baseline) => {
        void memory.set(run.id, { ...notes, baseline });
      }),
    );
  }

  /** Resolves when everything that has happened so far is in the ledger. */
  async flush(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, lagMs));
    this.#files.look();
    await this.#batch.flush();
    this.#diagnostics?.look();
    await this.#batch.flush();
  }

  dispose(): void {
    this.#parts.dispose();
  }
}
