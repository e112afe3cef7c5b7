// Builds everything that ships into dist/. Types are checked by tsc, never here. Tests import `bundles`.
import { context } from 'esbuild';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const watch = process.argv.includes('--watch');

/**
 * node-fetch gets our https, which checks every address in the moment of connecting.
 * @type {import('esbuild').Plugin}
 */
const guardFetch = {
  name: 'guard-fetch',
  setup(build) {
    build.onResolve({ filter: /^node:https$/ }, ({ importer }) =>
      /[\\/]node_modules[\\/]node-fetch[\\/]/.test(importer)
        ? { path: fileURLToPath(new URL('src/learning/docs/guarded-https.ts', import.meta.url)) }
        : undefined,
    );
  },
};

/** @type {import('esbuild').BuildOptions} */
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
  plugins: [guardFetch],
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

/**
 * Everything that is built, by the name of its file in dist/.
 * @satisfies {Record<string, import('esbuild').BuildOptions>}
 */
export const bundles = {
  'extension.cjs': { ...node, entryPoints: ['src/extension.ts'], external: ['vscode'] },
  'engine.cjs': { ...node, entryPoints: ['src/engine/worker.ts'] },
  'docs-worker.cjs': { ...node, entryPoints: ['src/learning/docs/worker.ts'] },
  'cli.cjs': { ...node, entryPoints: ['src/cli/main.ts'], banner: { js: '#!/usr/bin/env node' } },
  'make-sft.cjs': {
    ...node,
    entryPoints: ['src/learning/make-sft.ts'],
    banner: { js: '#!/usr/bin/env node' },
  },
  'learning.mjs': {
    ...node,
    entryPoints: ['src/learning/index.ts'],
    format: 'esm',
    banner: { js: commonJsGlobals },
  },
  'webview.js': {
    ...node,
    entryPoints: ['webview/main.ts'],
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  },
};

async function main() {
  if (!watch) rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist', { recursive: true });
  copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', 'dist/sql-wasm.wasm');
  const contexts = await Promise.all(
    Object.entries(bundles).map(async ([name, bundle]) => [
      name,
      await context({ ...bundle, outfile: `dist/${name}` }),
    ]),
  );
  if (watch) {
    await Promise.all(contexts.map(([, each]) => each.watch()));
    return;
  }
  const inputs = {};
  for (const [name, each] of contexts) {
    const { metafile } = await each.rebuild();
    inputs[`dist/${name}`] = Object.keys(metafile.inputs).sort();
    await each.dispose();
  }
  // Read by whoever lists the licences of what is in the bundles.
  writeFileSync('dist/inputs.json', JSON.stringify(inputs, null, 1));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
