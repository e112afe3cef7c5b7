import { build } from 'esbuild';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundles } from '../../../esbuild.mjs';
import type { fetchHtml } from '../../../src/learning/docs/fetch-html.js';
import type { WebKnowledge } from '../../../src/learning/web-knowledge.js';

export interface BuiltDocs {
  readonly WebKnowledge: typeof WebKnowledge;
  readonly fetchHtml: typeof fetchHtml;
}

/** The code as it is built: only there does node-fetch go through the address guard. */
export async function builtDocs(): Promise<{ docs: BuiltDocs; workerFile: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'built-docs-'));
  const library = join(folder, 'docs.mjs');
  const workerFile = join(folder, 'docs-worker.cjs');
  await build({
    ...bundles['learning.mjs'],
    entryPoints: [],
    stdin: {
      contents: `import { loadSqlite } from './src/learning/sqlite/load.js';
        await loadSqlite();
        export { WebKnowledge } from './src/learning/web-knowledge.js';
        export { fetchHtml } from './src/learning/docs/fetch-html.js';`,
      resolveDir: resolve('.'),
    },
    outfile: library,
    logLevel: 'error',
  });
  await build({ ...bundles['docs-worker.cjs'], outfile: workerFile, logLevel: 'error' });
  copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', join(folder, 'sql-wasm.wasm'));
  return {
    docs: (await import(library)) as BuiltDocs,
    workerFile,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
