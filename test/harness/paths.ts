import { tmpdir, homedir } from 'node:os';
import { join } from 'node:path';

/** The repository's root: `test/run.mjs` starts every program there. */
export const projectRoot = process.cwd();

/** What `npm run package` writes and the browser tests install. */
export const vsixPath = join(projectRoot, 'dist', 'learning-loop.vsix');

/** Bundled test programs, results and what failing tests leave behind. */
export const outFolder = join(projectRoot, 'test', '.out');

/** Where downloaded tools are kept between runs. */
export function cacheFolder(): string {
  const xdg = process.env['XDG_CACHE_HOME'];
  return join(xdg === undefined || xdg === '' ? join(homedir(), '.cache') : xdg, 'learning-loop');
}

/** A parent for temporary folders, short because VS Code puts Unix sockets (at most 107 bytes) below it. */
export function shortTempFolder(): string {
  return process.platform === 'win32' || tmpdir().length <= 32 ? tmpdir() : '/tmp';
}
