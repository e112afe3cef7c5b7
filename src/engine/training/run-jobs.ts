import { basename, join, relative } from 'node:path';
import { createTunedModel } from '../../agent/ollama/create-tuned-model.js';
import { loraFolder } from '../../agent/ollama/lora-folder.js';
import { modelfileOf, tunedParameters, tunedSystem } from '../../agent/ollama/modelfile.js';
import { prepareTraining } from '../../agent/ollama/prepare-training.js';
import { databaseFile } from '../../learning/agent-folder.js';
import type { ExportOptions } from '../../learning/dataset/export-options.js';
import { SftExporter } from '../../learning/dataset/sft-exporter.js';
import { writeOwnFile } from '../../learning/own-file.js';
import { migrations } from '../../learning/schema.js';
import { loadSqlite } from '../../learning/sqlite/load.js';
import { openConnection } from '../../learning/sqlite/open.js';
import type { ExportRequest, JobWatch, TrainingJobs, TuneRequest } from './training-jobs.js';

export const trainingJobs: TrainingJobs = {
  previewExport: (request, watch) =>
    withExporter(request, (exporter) => exporter.preview(optionsOf(request, watch))),
  exportTraining: (request, watch) =>
    withExporter(request, (exporter) => exporter.export(optionsOf(request, watch))),
  prepareTraining: (request) => Promise.resolve(prepareTraining(request)),
  async createTuned(request, { signal, onProgress }) {
    const { host, name, base, adapterFile } = request;
    const modelfile = modelfileFor(request);
    await createTunedModel({ host, name, base, adapterFile, signal, onProgress });
    writeOwnFile(modelfile.path, modelfile.text);
    return modelfile.path;
  },
};

/** The exporter itself reads without the lock; with this connection, which it shares, no commit of others comes between. */
async function withExporter<T>({ root }: ExportRequest, use: (exporter: SftExporter) => T): Promise<T> {
  await loadSqlite();
  const connection = openConnection(databaseFile(root), { migrations, readOnly: true });
  try {
    return use(new SftExporter(root));
  } finally {
    connection.close();
  }
}

function optionsOf({ format, localOnly }: ExportRequest, { signal, onProgress }: JobWatch): ExportOptions {
  return {
    format,
    localOnly,
    onProgress: (read, total) => {
      onProgress(`${read} of ${total} recorded pairs`, total === 0 ? 1 : read / total);
      signal.throwIfAborted();
    },
  };
}

function modelfileFor({ root, base, adapterFile }: TuneRequest): { path: string; text: string } {
  const folder = loraFolder(root);
  const beside = relative(folder, adapterFile);
  const adapter = beside === basename(adapterFile) ? `./${beside}` : adapterFile;
  const role = /^(\w+)_adapter\.gguf$/.exec(basename(adapterFile))?.[1] ?? 'coder';
  return {
    path: join(folder, `${role}-tuned.Modelfile`),
    text: modelfileOf({ from: base, adapter, system: tunedSystem, parameters: tunedParameters }),
  };
}
