// Builds everything that ships into dist/. Types are checked by tsc, never here.
import { context } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';

const watch = process.argv.includes('--watch');

const node = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: !watch,
  sourcemap: watch,
  metafile: true,
  legalComments: 'none',
  // jsonc-parser's UMD build bundles without a warning and fails at run time.
  mainFields: ['module', 'main'],
  logLevel: 'info',
};

/** Bundled as ESM, sql.js still asks for what only CommonJS has. */
const commonJsGlobals = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  "import { dirname as __pathDirname } from 'node:path';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  'const __dirname = __pathDirname(__filename);',
].join('\n');

const bundles = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.cjs', external: ['vscode'] },
  { ...node, entryPoints: ['src/engine/worker.ts'], outfile: 'dist/engine.cjs' },
  { ...node, entryPoints: ['src/learning/docs/worker.ts'], outfile: 'dist/docs-worker.cjs' },
  { ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.cjs', banner: { js: '#!/usr/bin/env node' } },
  { ...node, entryPoints: ['src/learning/make-sft.ts'], outfile: 'dist/make-sft.cjs', banner: { js: '#!/usr/bin/env node' } },
  {
    ...node,
    entryPoints: ['src/learning/index.ts'],
    outfile: 'dist/learning.mjs',
    format: 'esm',
    banner: { js: commonJsGlobals },
  },
  {
    ...node,
    entryPoints: ['webview/main.ts'],
    outfile: 'dist/webview.js',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  },
].filter((bundle) => bundle.entryPoints.every((file) => existsSync(file)));

if (!watch) rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', 'dist/sql-wasm.wasm');

const contexts = await Promise.all(bundles.map((bundle) => context(bundle)));
if (watch) {
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  const inputs = {};
  for (const [index, each] of contexts.entries()) {
    const { metafile } = await each.rebuild();
    inputs[bundles[index].outfile] = Object.keys(metafile.inputs).sort();
    await each.dispose();
  }
  // Read by the test of the layers and by the third-party notices.
  writeFileSync('dist/inputs.json', JSON.stringify(inputs, null, 1));
}
