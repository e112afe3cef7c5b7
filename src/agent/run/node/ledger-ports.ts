import type { Ledger } from '../../../learning/ledger.js';
import type { AgentLedger } from '../ports.js';
import type { EditLedger } from './recorded-files.js';

/** A ledger in this thread, as a run wants it. */
export function agentLedger(ledger: Ledger): AgentLedger {
  const { choosing } = ledger;
  return {
    suggest: (task) => later(() => choosing.suggest(task)),
    nextAttempt: (task, after) => later(() => choosing.nextAttempt(task, after)),
    checkAttempt: (runId, passed) =>
      later(() => {
        choosing.checkAttempt(runId, passed);
      }),
    startRun: (run) => later(() => ledger.startRun(run)),
    observe: (runId, evidence) => later(() => ledger.observe(runId, evidence)),
    finishRun: (runId, result) => later(() => ledger.finishRun(runId, result)),
    discardRun: (runId) => later(() => ledger.discardRun(runId)),
    getRun: (runId) => later(() => ledger.findRun(runId) ?? null),
    listRuns: (filter) => later(() => ledger.listRuns(filter)),
    reserveCall: (call, limits) => later(() => choosing.reserveCall(call, limits)),
    settleCall: (charge, used, traffic) =>
      later(() => {
        choosing.settleCall(charge, used, traffic);
      }),
  };
}

/** What a ledger in this thread remembers of edits in one checkout. */
export function editLedger(ledger: Ledger, checkout: string): EditLedger {
  return {
    pendingFiles: () => later(() => ledger.files.pending(checkout)),
    savePending: (put, drop) =>
      later(() => {
        ledger.savePending(checkout, put, drop);
      }),
    saveRunFiles: (runId, files) =>
      later(() => {
        ledger.saveRunFiles(runId, files);
      }),
    runLayers: (runId) => later(() => ledger.files.layers({ run: runId })),
  };
}

/** A call that throws at once becomes a promise that rejects. */
function later<T>(call: () => T): Promise<T> {
  return Promise.resolve().then(call);
}
