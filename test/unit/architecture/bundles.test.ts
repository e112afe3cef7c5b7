import { build, type BuildOptions } from 'esbuild';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundles } from '../../../esbuild.mjs';

interface Contents {
  /** Source files, from the project's root. */
  readonly inputs: string[];
  /** What is loaded at run time and not in the bundle. */
  readonly externals: string[];
}

async function contentsOf(bundle: BuildOptions): Promise<Contents> {
  const { metafile } = await build({
    ...bundle,
    outdir: 'never-written',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const externals = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external === true).map(({ path }) => path),
  );
  return { inputs: Object.keys(metafile.inputs), externals };
}

describe('what is in each bundle', () => {
  it.each(Object.entries(bundles))('%s is what its layer allows', async (name, bundle) => {
    expect(bundle.entryPoints.every((file) => existsSync(file))).toBe(true);
    const { inputs, externals } = await contentsOf(bundle);
    const own = inputs.filter((file) => !file.startsWith('node_modules/'));
    if (name === 'webview.js') {
      expect(own.filter((file) => !file.startsWith('webview/') && !file.startsWith('src/shared/'))).toEqual(
        [],
      );
      expect(externals).toEqual([]);
      return;
    }
    expect(own.filter((file) => file.startsWith('webview/'))).toEqual([]);
    if (name === 'extension.cjs') {
      // WebAssembly, the database and parsers live in the worker; loading them here would cost every start.
      const packages = new Set(inputs.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]));
      expect([...packages].filter((name) => name !== undefined)).toEqual(['ignore']);
      return;
    }
    expect(externals).not.toContain('vscode');
    expect(own.filter((file) => file.startsWith('src/editor/') || file === 'src/extension.ts')).toEqual([]);
  });
});
