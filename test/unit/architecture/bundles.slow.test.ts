import { build, type BuildOptions } from 'esbuild';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundles } from '../../../esbuild.mjs';

interface Contents {
  /** Source files, from the project's root. */
  readonly inputs: string[];
  /** What is loaded at run time and not in the bundle. */
  readonly externals: string[];
  /** Files of which something is in the bundle, and not just looked at. */
  readonly used: string[];
  readonly text: string;
}

async function contentsOf(bundle: BuildOptions): Promise<Contents> {
  const { metafile, outputFiles } = await build({
    ...bundle,
    outdir: 'never-written',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const externals = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external === true).map(({ path }) => path),
  );
  const used = Object.values(metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const text = outputFiles.map((file) => file.text).join('\n');
  return { inputs: Object.keys(metafile.inputs), externals, used, text };
}

describe('what is in each bundle', () => {
  it.each(Object.entries(bundles))('%s is what its layer allows', async (name, bundle) => {
    expect(bundle.entryPoints.every((file) => existsSync(file))).toBe(true);
    const { inputs, externals, used, text } = await contentsOf(bundle);
    // `import { z } from 'zod'` would bring its messages in all languages; `import * as z` does not.
    expect(used.filter((file) => /\/zod\/.*\/locales\/(?!en\.|index\.)/.test(file))).toEqual([]);
    const own = inputs.filter((file) => !file.startsWith('node_modules/'));
    if (name === 'webview.js') {
      expect(own.filter((file) => !file.startsWith('webview/') && !file.startsWith('src/shared/'))).toEqual(
        [],
      );
      expect(externals).toEqual([]);
      expect(text.length).toBeLessThan(300_000);
      return;
    }
    expect(own.filter((file) => file.startsWith('webview/'))).toEqual([]);
    if (name === 'extension.cjs') {
      // WebAssembly, the database and parsers live in the worker; loading them here would cost every start.
      const packages = new Set(inputs.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]));
      expect([...packages].filter((name) => name !== undefined)).toEqual(['ignore']);
      // `(require("vscode"))` is esbuild's copy of the whole API, made once for each file.
      expect(text).toContain('require("vscode")');
      expect(text).not.toContain('(require("vscode"))');
      return;
    }
    expect(externals).not.toContain('vscode');
    expect(own.filter((file) => file.startsWith('src/editor/') || file === 'src/extension.ts')).toEqual([]);
  });
});
