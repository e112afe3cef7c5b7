// Builds everything that ships into dist/. Types are checked by tsc, never here. Tests import `bundles`.
import { context } from 'esbuild';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parse } from 'node:path';
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

/**
 * VS Code gives its API to CommonJS. For `import * as` esbuild would copy all of it, name by name, for each file: half of what
 * loading the extension takes.
 * @type {import('esbuild').Plugin}
 */
const requireVscode = {
  name: 'require-vscode',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/](?:editor[\\/].*|extension)\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        /^import \* as vscode from 'vscode';$/m,
        "const vscode = require('vscode');",
      ),
      loader: 'ts',
    }));
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
 * Everything that is built, by the name of its file in dist/. Each of these makes one file that stands alone.
 * @satisfies {Record<string, import('esbuild').BuildOptions>}
 */
export const bundles = {
  'extension.cjs': {
    ...node,
    entryPoints: ['src/extension.ts'],
    external: ['vscode'],
    plugins: [requireVscode, guardFetch],
  },
  'engine.cjs': { ...node, entryPoints: ['src/engine/worker.ts'] },
  // Loaded when a run of our own agent begins; `runAgent` for other programs.
  'agent.cjs': { ...node, entryPoints: ['src/agent/main.ts'] },
  'training-worker.cjs': { ...node, entryPoints: ['src/engine/training/worker.ts'] },
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

const alone = ['extension.cjs', 'learning.mjs', 'webview.js'];
const sharing = Object.entries(bundles).filter(([name]) => !alone.includes(name));

/**
 * Programs and threads of Node have most of their code in common, so in dist/ they share it, in chunks. Only ES modules can; a
 * small file of the name above loads each.
 * @type {import('esbuild').BuildOptions}
 */
const shared = {
  ...node,
  entryPoints: sharing.map(([name, { entryPoints }]) => ({
    in: entryPoints[0] ?? '',
    out: parse(name).name,
  })),
  format: 'esm',
  splitting: true,
  chunkNames: 'chunk-[hash]',
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  banner: { js: commonJsGlobals },
};

function writeLoaders() {
  for (const [name, { banner }] of sharing) {
    const loader = [
      ...(banner ? [banner.js] : []),
      `module.exports = import('./${parse(name).name}.mjs');`,
      '',
    ];
    writeFileSync(`dist/${name}`, loader.join('\n'));
  }
}

async function main() {
  if (!watch) rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist', { recursive: true });
  copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', 'dist/sql-wasm.wasm');
  writeLoaders();
  const files = alone.map((name) => ({ ...bundles[name], outfile: `dist/${name}` }));
  const contexts = await Promise.all([...files, shared].map((options) => context(options)));
  if (watch) {
    await Promise.all(contexts.map((each) => each.watch()));
    return;
  }
  const inputs = {};
  for (const each of contexts) {
    const { metafile } = await each.rebuild();
    for (const [file, output] of Object.entries(metafile.outputs)) {
      inputs[file] = Object.keys(output.inputs).sort();
    }
    await each.dispose();
  }
  // Read by whoever lists the licences of what is in the bundles.
  writeFileSync('dist/inputs.json', JSON.stringify(inputs, null, 1));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
