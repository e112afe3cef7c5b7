import type { RunFile, RunLayer } from '../../../learning/runs/edited-files.js';
import type { EditLedger } from './recorded-files.js';

/** Edits of a run that the ledger does not know: they are pending there, and whose they are is remembered only here. */
export function withoutRuns(ledger: EditLedger): EditLedger {
  const layers = new Map<string, RunLayer>();
  const startedAt = '';
  return {
    ...ledger,
    saveRunFiles: (runId, files: readonly RunFile[]) => {
      for (const file of files) {
        const before = layers.get(file.path)?.before ?? file.before;
        layers.set(file.path, { ...file, before, runId, startedAt });
      }
      return Promise.resolve();
    },
    runLayers: () => Promise.resolve([...layers.values()]),
  };
}
