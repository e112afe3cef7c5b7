import { spawnSync } from 'node:child_process';

/** Whether the `sqlite3` command line is installed: another SQLite, which knows nothing of our lock. */
export const hasSqliteCli = spawnSync('sqlite3', ['-version']).status === 0;

/** Runs SQL in the `sqlite3` command line. */
export function sqliteCli(file: string, sql: string): { readonly output: string; readonly errors: string } {
  const { stdout, stderr } = spawnSync('sqlite3', ['-batch', file, sql], { encoding: 'utf8' });
  return { output: stdout.trim(), errors: stderr.trim() };
}
