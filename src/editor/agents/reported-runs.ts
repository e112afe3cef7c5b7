import * as vscode from 'vscode';
import type { ReportedRun } from '../../adapters/reported-run.js';
import type { ToldRun } from '../../engine/agents/agent-reports.js';
import type { TelemetryFile } from '../../engine/agents/copilot-telemetry.js';
import { reportOf } from '../../learning/agents/report-of.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { EngineNews } from '../engine-news.js';
import type { Feature } from '../feature.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import { asError, type Logger } from '../log.js';
import type { ReportedEdits } from '../review/service/automatic-runs.js';
import { openRuns } from '../runs/run-tracker.js';
import { ToldEdits } from './told-edits.js';
import { ToldRuns, type ToldRunsParts } from './told-runs.js';
import { whoseEdit } from './whose-edit.js';

export interface ReportedRunsParts extends ToldRunsParts {
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly news: EngineNews;
  /** Copilot’s telemetry, where a person wants it to be read. */
  readonly telemetryAt: (place: Place) => TelemetryFile | undefined;
}

/** The editor may see the last edits of a run so long after its agent told that it had stopped. */
const lateMs = 10_000;
/** A hook tells of an edit so long after it at most, or not at all. */
const hookMs = 2000;
/** Agents that were interrupted tell nothing: from time to time it is asked who has fallen silent. */
const askAgainMs = 5 * 60_000;

/** Opens, fills in and ends runs as agents tell of them: while they work, and afterwards what they told meanwhile. */
export class ReportedRuns implements Feature, ReportedEdits {
  readonly name = 'reported runs';
  readonly #told = new ToldEdits(() => Date.now());
  /** How many paths each run has told of. */
  readonly #counts = new Map<string, number>();
  readonly #reading = new Map<string, Promise<void>>();
  readonly #stale = new Set<string>();
  readonly #runs: ToldRuns;
  readonly #parts: ReportedRunsParts;
  readonly #log: Logger;

  constructor(parts: ReportedRunsParts, log: Logger) {
    this.#runs = new ToldRuns(parts);
    this.#parts = parts;
    this.#log = log;
  }

  register(): Disposable {
    const { news, tracker } = this.#parts;
    const registered = new DisposableStore();
    const followed = new Set<string>();
    registered.add(
      tracker.onDidChange(() => {
        for (const { place } of tracker.all()) {
          if (!this.#mayRecord(place.root)) followed.delete(place.root);
          else if (!followed.has(place.root)) {
            followed.add(place.root);
            void this.read(place);
          }
        }
      }),
    );
    registered.add(
      news.onDidReport((root) => {
        const place = this.#parts.places.at(root);
        if (place !== undefined) void this.read(place);
      }),
    );
    const timer = setInterval(() => {
      for (const known of tracker.all()) {
        const isWaiting = openRuns(known).some(({ author }) => author.provenance === 'reported');
        if (isWaiting) void this.read(known.place);
      }
    }, askAgainMs);
    registered.add({
      dispose: () => {
        clearInterval(timer);
      },
    });
    return registered;
  }

  async runFor(root: string, path: string, agent: string | null): Promise<string | null | undefined> {
    const until = Date.now() + hookMs;
    for (;;) {
      const open = openRuns(this.#parts.tracker.at(root));
      const toldBy = this.#told.lately(root, path, lateMs);
      const whose = whoseEdit({ open, agent, toldBy, isWaiting: Date.now() < until });
      if (whose.kind === 'run') return whose.runId;
      if (whose.kind !== 'unclear') return whose.kind === 'nobody' ? null : undefined;
      await this.#told.next(until - Date.now());
    }
  }

  #mayRecord(root: string): boolean {
    const { ledgers, tracker } = this.#parts;
    return ledgers.isWritable(root) && tracker.at(root)?.ledger.readOnlyReason === null;
  }

  /** Takes in what was told, one reading after the other; calls that come during one share the next. */
  async read(place: Place): Promise<void> {
    const { root } = place;
    const current = this.#reading.get(root);
    if (current !== undefined) {
      this.#stale.add(root);
      return current;
    }
    const reading = this.#readUntilFresh(place).finally(() => this.#reading.delete(root));
    this.#reading.set(root, reading);
    return reading;
  }

  async #readUntilFresh(place: Place): Promise<void> {
    do {
      this.#stale.delete(place.root);
      try {
        if (this.#mayRecord(place.root)) await this.#takeAll(place);
      } catch (error) {
        this.#log.warn(`what agents told was not recorded: ${asError(error).message}`);
      }
    } while (this.#stale.has(place.root));
  }

  async #takeAll(place: Place): Promise<void> {
    const { runs, problems } = await this.#parts.engine.agentReports(
      place.root,
      this.#parts.telemetryAt(place),
    );
    for (const problem of problems) this.#log.warn(problem);
    for (const run of runs) {
      await this.#take(place, run).catch((error: unknown) => {
        this.#log.warn(`what ${run.told.agent} told was not recorded: ${asError(error).message}`);
      });
    }
  }

  async #take(place: Place, { told, runId: known, isNews }: ToldRun): Promise<void> {
    const { engine, tracker } = this.#parts;
    const { root } = place;
    const runId = known ?? (await this.#runs.runOf(place, told));
    if (runId === null) return;
    if (known !== null && isNews) {
      await tracker.change(place, () => engine.reportRun(root, known, reportOf(told, null)));
    }
    const paths = this.#pathsOf(place, told);
    this.#told.tell(root, runId, paths, this.#counts.get(runId) ?? 0);
    this.#counts.set(runId, paths.length);
    if (told.endedAt !== null) await this.#runs.end(place, runId, told, paths);
  }

  /** Relative to the ledger's root; what lies elsewhere is left out. */
  #pathsOf(place: Place, { paths }: ReportedRun): string[] {
    return paths.flatMap((path) => {
      const located = this.#parts.places.locate(vscode.Uri.file(path));
      return located?.root === place.root ? [located.path] : [];
    });
  }
}
