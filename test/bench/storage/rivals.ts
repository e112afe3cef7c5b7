import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const folder = resolve('test/bench/rivals');

/** Installs the other engines, where that has not been done. better-sqlite3 is compiled, which takes a minute. */
export function installRivals(say: (line: string) => void): void {
  if (existsSync(`${folder}/node_modules/better-sqlite3/build`)) return;
  say('installing the other engines in test/bench/rivals …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    // The standard output is for the results.
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (status !== 0) throw new Error('npm ci failed in test/bench/rivals');
}

/** Loads one of the other engines. They bring no types; the caller names what it uses. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the type belongs to the name
export function rival<T>(name: string): T {
  return createRequire(`${folder}/any.js`)(name) as T;
}
