import type { EditLedger } from '../../agent/run/node/recorded-files.js';
import type { AgentLedger } from '../../agent/run/ports.js';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { RunView } from '../../learning/runs/run.js';
import type { Place } from '../ledger/places.js';
import type { RunLife } from '../runs/run-life.js';
import type { RunMemory } from '../runs/run-memory.js';
import type { RunTracker } from '../runs/run-tracker.js';
import type { Endings } from './endings.js';

interface AgentLedgerParts {
  readonly engine: AsyncEngine;
  readonly life: RunLife;
  readonly memory: RunMemory;
  readonly tracker: RunTracker;
  readonly endings: Endings;
}

/** A place's ledger as a run of ours wants it: its runs begin and end like all runs of this window. */
export function agentLedger(place: Place, parts: AgentLedgerParts): AgentLedger {
  const { endings, engine, life, memory, tracker } = parts;
  const { root } = place;
  return {
    suggest: (task) => engine.suggest(root, task),
    nextAttempt: (task, after) => engine.nextAttempt(root, task, after),
    checkAttempt: (runId, passed) => engine.checkAttempt(root, runId, passed),
    startRun: (run) => life.start(place, run, { promptText: null }),
    observe: (runId, evidence) => engine.observe(root, runId, evidence),
    finishRun: async (runId, result) => {
      const run = await known(engine.getRun(root, runId));
      // A person may have discarded it while it waited for their word.
      const over = run.status === 'open' ? await life.finish(place, run, result) : run;
      endings.over(over);
      return over;
    },
    discardRun: async (runId) => {
      const discarded = await tracker.change(place, () => engine.discardRun(root, runId));
      await memory.drop(runId);
      return discarded;
    },
    getRun: (runId) => engine.getRun(root, runId),
    listRuns: (filter) => engine.listRuns(root, filter),
    reserveCall: (call, limits) => engine.reserveCall(root, call, limits),
    settleCall: (charge, used, traffic) => engine.settleCall(root, charge, used, traffic),
  };
}

/** What the ledger remembers of edits in a place's checkout. */
export function editLedger({ root, checkout }: Place, engine: AsyncEngine): EditLedger {
  return {
    pendingFiles: () => engine.pendingFiles(root, checkout),
    savePending: (put, drop) => engine.savePending(root, checkout, put, drop),
    saveRunFiles: (runId, files) => engine.saveRunFiles(root, runId, files),
    runLayers: (runId) => engine.runLayers(root, { run: runId }),
  };
}

async function known(asked: Promise<RunView | null>): Promise<RunView> {
  const run = await asked;
  if (run === null) throw new Error('the run is not in the ledger');
  return run;
}
