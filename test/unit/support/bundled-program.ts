import { build } from 'esbuild';
import { join } from 'node:path';

/**
 * Bundles a TypeScript program so that plain Node can run it as a process or thread of its own.
 * @param entry path from the project's root
 * @returns path of the bundle; packages are loaded from node_modules
 */
export async function bundledProgram(entry: string): Promise<string> {
  const outfile = join('test', '.out', entry.replace(/\.ts$/, '.mjs'));
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}
