import { ownAgent } from '../../agent/run/own-agent.js';
import type { ReportedRun } from '../../adapters/reported-run.js';
import type { AsyncEngine } from '../../engine/engine-client.js';
import { reportOf } from '../../learning/agents/report-of.js';
import type { RunView, StartRun } from '../../learning/runs/run.js';
import type { Place } from '../ledger/places.js';
import type { Observation } from '../observe/observation.js';
import type { RunLife } from '../runs/run-life.js';
import type { RunMemory } from '../runs/run-memory.js';
import { openRuns, type RunTracker } from '../runs/run-tracker.js';
import { noticedRun } from './noticed-run.js';
import { titleOfTold } from './told-run-title.js';

export interface ToldRunsParts {
  readonly engine: AsyncEngine;
  readonly tracker: RunTracker;
  readonly memory: RunMemory;
  readonly life: RunLife;
  readonly observation: Observation;
}

/** The life of runs that agents tell of, in the ledger and in this window. */
export class ToldRuns {
  readonly #parts: ToldRunsParts;

  constructor(parts: ToldRunsParts) {
    this.#parts = parts;
  }

  /** The run for what is told, begun or found; null where there is nothing yet that it could belong to. */
  async runOf(place: Place, told: ReportedRun): Promise<string | null> {
    // Telemetry tells of no edits: the editor sees them.
    return told.source === 'telemetry' ? this.#join(place, told) : this.#begin(place, told);
  }

  /** Lets the run that the editor noticed have what is told; null while it has noticed none. */
  async #join(place: Place, told: ReportedRun): Promise<string | null> {
    const { engine, tracker } = this.#parts;
    const known = tracker.at(place.root);
    const run = noticedRun([...openRuns(known), ...(known?.recent ?? [])], told);
    if (run === undefined) return null;
    const { root, checkout } = place;
    const agent = run.author.agent ?? told.agent;
    const promptId = await engine.instructionsAt(root, checkout, agent, run.startedAt);
    await tracker.change(place, () => engine.reportRun(root, run.id, reportOf(told, promptId)));
    return run.id;
  }

  /** Begins a run, or lets the one that a person began for this agent have what is told. */
  async #begin(place: Place, told: ReportedRun): Promise<string> {
    const { engine, life, memory, tracker } = this.#parts;
    const { root, checkout } = place;
    const isOver = told.endedAt !== null;
    const promptId = await engine.instructionsAt(root, checkout, told.agent, told.startedAt);
    const report = reportOf(told, promptId);
    await tracker.refresh(place);
    const other = openRuns(tracker.at(root)).find(({ author }) => author.provenance !== 'reported');
    const isAutomatic = other !== undefined && memory.get(other.id)?.isAutomatic === true;
    if (other !== undefined && !isOver && isAutomatic) await life.finish(place, other);
    else if (other !== undefined && !isOver && mayBe(other, told.agent)) {
      await tracker.change(place, () => engine.reportRun(root, other.id, report));
      return other.id;
    }
    const run: StartRun = {
      goal: titleOfTold(told),
      role: 'coder',
      complexity: null,
      author: { agent: told.agent, modelName: told.model, promptId, provenance: 'reported' },
      decisionIds: [],
      report,
      startedAt: told.startedAt,
    };
    const started = isOver
      ? await tracker.change(place, () => engine.startRun(root, run))
      : await life.start(place, run, { promptText: told.prompt });
    return started.id;
  }

  /** Ends a run that its agent is done with, unless somebody has. */
  async end(place: Place, runId: string, told: ReportedRun, paths: readonly string[]): Promise<void> {
    const { engine, life, memory, observation, tracker } = this.#parts;
    const { root } = place;
    const run = await engine.getRun(root, runId);
    if (run?.status !== 'open' || run.author.provenance !== 'reported' || told.endedAt === null) return;
    const unseen = paths.filter((path) => !run.files.includes(path));
    const files = await observation.exclusionsOf(place).keep(unseen);
    if (files.length > 0) {
      await engine.observe(root, runId, [{ kind: 'files', at: told.endedAt, paths: files }]);
    }
    const end = { finishedAt: told.endedAt };
    const finished =
      memory.get(runId) === undefined
        ? await tracker.change(place, () => engine.finishRun(root, runId, end))
        : await life.finish(place, run, end);
    // A question that changed no file was no attempt at a task.
    if (finished.files.length === 0) await tracker.change(place, () => engine.forgetRun(root, runId));
  }
}

/** Whether a run that a person began may be what an agent works on. */
function mayBe({ author }: RunView, agent: string): boolean {
  if (author.agent === ownAgent) return false;
  return author.agent === null || author.agent.toLowerCase() === agent.toLowerCase();
}
