import type { AsyncEngine } from '../../engine/engine-client.js';
import type { CheckKind, CommandEvidence, Evidence } from '../../evidence/evidence.js';
import type { RunView } from '../../learning/runs/run.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import { Exclusions } from '../files/exclusions.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import { asError, type Logger } from '../log.js';
import type { RunMemory } from '../runs/run-memory.js';
import { openRuns, type RunTracker } from '../runs/run-tracker.js';
import type { Settings } from '../settings.js';
import { CheckWatch } from './check-watch.js';
import { creditsOf, overlapsAnother, type Credit, type CreditedRun } from './credit.js';
import { evidenceOf, type EndedCheck } from './ended-check.js';
import type { KnownResults } from './known-results.js';
import { RunObserver } from './run-observer.js';

export interface ObservationParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly memory: RunMemory;
  readonly tracker: RunTracker;
  readonly settings: Settings;
  readonly known: KnownResults;
}

/** So many of the newest runs can overlap one that is open. */
const comparedRuns = 10;

/**
 * Keeps one observer for each open run that this window may record, and credits the checks that end in this window to the
 * runs that they are of, also after a run is over.
 */
export class Observation implements Feature {
  readonly name = 'observation';
  readonly #open = new Map<string, RunObserver>();
  /** The last run of each ledger that was over while this window watched it. */
  readonly #last = new Map<string, CreditedRun>();
  readonly #checked = new Map<string, Set<CheckKind>>();
  readonly #registered = new DisposableStore();
  readonly #sessionBeganAtMs = Date.now();
  readonly #parts: ObservationParts;
  readonly #log: Logger;
  #checks: CheckWatch | undefined;

  constructor(parts: ObservationParts, log: Logger) {
    this.#parts = parts;
    this.#log = log;
  }

  register(): Disposable {
    this.#registered.add({
      dispose: () => {
        for (const observer of this.#open.values()) observer.dispose();
      },
    });
    this.#registered.add(
      this.#parts.tracker.onDidChange(() => {
        this.#follow();
      }),
    );
    return this.#registered;
  }

  /** Resolves when what was seen of the run at `root` so far is in the ledger. */
  async flush(root: string): Promise<void> {
    const observer = this.#open.get(root);
    await observer?.settle();
    await this.#checks?.flush();
    await observer?.flush();
  }

  /** The files that must not be looked at in a place. */
  exclusionsOf(place: Place): Exclusions {
    return new Exclusions(place.root, this.#parts.settings.excluded(place.folder));
  }

  /** What was checked of a run's edits while this window watched it. */
  checked(runId: string): ReadonlySet<CheckKind> {
    return this.#checked.get(runId) ?? new Set();
  }

  /** Credits a check to the runs that it is of. */
  async credit(check: EndedCheck): Promise<void> {
    const { root } = check;
    const observer = this.#open.get(root);
    await observer?.settle();
    const { credits, isBeforeNext } = creditsOf(check, observer?.run, this.#last.get(root));
    const evidence = evidenceOf(check);
    if (isBeforeNext) await this.#parts.known.note(root, evidence);
    for (const credit of credits) {
      if (credit.phase === 'run' && !check.isCancelled) this.noteChecked(credit.runId, check);
      const credited = await this.#creditedTo(root, credit, evidence);
      if (credit.runId === observer?.run.runId) observer.report(credited);
      else await this.#send(root, credit.runId, credited);
    }
  }

  async #creditedTo(
    root: string,
    { runId, phase }: Credit,
    evidence: readonly CommandEvidence[],
  ): Promise<CommandEvidence[]> {
    const isOverlap = phase === 'run' && (await this.#overlaps(root, runId));
    return evidence.map((each) => ({
      ...each,
      phase,
      ...(isOverlap && each.notCredited === undefined ? { notCredited: 'overlap' } : {}),
    }));
  }

  /** Notes that a check ended whose evidence a run of our own records itself. */
  noteChecked(runId: string, { results }: Pick<EndedCheck, 'results'>): void {
    const kinds = this.#checked.get(runId) ?? new Set();
    for (const { check } of results) kinds.add(check);
    this.#checked.set(runId, kinds);
  }

  async #overlaps(root: string, runId: string): Promise<boolean> {
    return overlapsAnother(runId, await this.#parts.engine.listRuns(root, { limit: comparedRuns }));
  }

  #follow(): void {
    const { tracker } = this.#parts;
    for (const [root, observer] of this.#open) {
      if (tracker.at(root)?.open?.id !== observer.run.runId) this.#stop(root, observer);
    }
    for (const { place, open } of tracker.all()) {
      if (!this.#mayRecord(place.root)) continue;
      this.#checks ??= this.#watchChecks();
      if (open !== null && !this.#open.has(place.root)) this.#start(place, open);
    }
  }

  /** Made with the first ledger that may be written, so that nothing is watched where no score is kept. */
  #watchChecks(): CheckWatch {
    const { engine, places, settings } = this.#parts;
    const ports = {
      engine,
      places,
      settings,
      isWanted: (root: string) => this.#mayRecord(root),
      take: (check: EndedCheck) => this.credit(check),
    };
    const checks = this.#registered.add(new CheckWatch(ports, this.#log));
    checks.lookAtTestingView();
    return checks;
  }

  #mayRecord(root: string): boolean {
    const { ledgers, tracker } = this.#parts;
    return ledgers.isWritable(root) && tracker.at(root)?.ledger.readOnlyReason === null;
  }

  #start(place: Place, run: RunView): void {
    const { places, memory, known } = this.#parts;
    const { root } = place;
    const observer = new RunObserver({
      root,
      run,
      places,
      memory,
      exclusions: this.exclusionsOf(place),
      send: (evidence) => this.#send(root, run.id, evidence),
      edited: () => this.#checks?.lookAtTestingView(),
      isAlone: () => openRuns(this.#parts.tracker.at(root)).length <= 1,
    });
    this.#open.set(root, observer);
    this.#checks?.lookAtTestingView();
    const isNew = Date.parse(run.startedAt) >= this.#sessionBeganAtMs;
    if (isNew) observer.report(known.at(root).filter(({ at }) => at <= run.startedAt));
  }

  #stop(root: string, observer: RunObserver): void {
    const { tracker } = this.#parts;
    observer.dispose();
    this.#open.delete(root);
    const over = tracker.at(root)?.recent.find(({ id }) => id === observer.run.runId);
    if (over?.status === 'finished') this.#last.set(root, observer.run);
  }

  async #send(root: string, runId: string, evidence: readonly Evidence[]): Promise<void> {
    try {
      await this.#parts.engine.observe(root, runId, evidence);
    } catch (error) {
      this.#log.warn(`not recorded: ${asError(error).message}`);
    }
  }
}
