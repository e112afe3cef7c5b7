import { build } from 'esbuild';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundles } from '../../../esbuild.mjs';
import type { WorkerRetriever } from '../../../src/learning/docs/worker-retriever.js';
import type { WebKnowledge } from '../../../src/learning/web-knowledge.js';

interface Library {
  readonly WebKnowledge: typeof WebKnowledge;
  readonly WorkerRetriever: typeof WorkerRetriever;
}

export interface BuiltDocs extends Library {
  readonly workerFile: string;
  readonly folder: string;
  remove(): void;
}

/** The code as it is built: only there does node-fetch go through the address guard. */
export async function builtDocs(): Promise<BuiltDocs> {
  const folder = mkdtempSync(join(tmpdir(), 'built-docs-'));
  const library = join(folder, 'docs.mjs');
  const workerFile = join(folder, 'docs-worker.cjs');
  await Promise.all([
    build({
      ...bundles['learning.mjs'],
      entryPoints: [],
      stdin: {
        contents: `import { loadSqlite } from './src/learning/sqlite/load.js';
        await loadSqlite();
        export { WorkerRetriever } from './src/learning/docs/worker-retriever.js';
        export { WebKnowledge } from './src/learning/web-knowledge.js';`,
        resolveDir: resolve('.'),
      },
      outfile: library,
      logLevel: 'error',
    }),
    build({ ...bundles['docs-worker.cjs'], outfile: workerFile, logLevel: 'error' }),
  ]);
  copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', join(folder, 'sql-wasm.wasm'));
  const { WebKnowledge, WorkerRetriever } = (await import(library)) as Library;
  return {
    WebKnowledge,
    WorkerRetriever,
    workerFile,
    folder,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** As the product's, but quick: nobody has to be polite to a server of a test. */
export const quickly = { timeoutMs: 5000, retries: 1, retryDelayMs: 10, intervalMs: 0 };
