import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Connection } from '../sqlite/connection.js';
import { copyDatabase } from '../sqlite/copy-database.js';
import { openConnection } from '../sqlite/open.js';
import { UserError } from '../user-error.js';

/**
 * Copies a database as last committed to `target`, which must not exist: an ordinary SQLite file, whole or not there at
 * all. Others wait meanwhile.
 * @returns the copy's size in bytes
 * @throws {UserError} when `target` exists or the database is damaged; {StorageError}
 */
export function backup(file: string, target: string): number {
  const path = resolve(target);
  if (!existsSync(file)) throw new UserError(`There is no database at ${file}.`);
  if (existsSync(path))
    throw new UserError(`${path} exists already and was left as it is. Choose another name.`);
  const connection = openConnection(file, { migrations: [], readOnly: true });
  try {
    connection.withLock(() => {
      assertWhole(connection);
      copyDatabase(connection, path);
    });
    return statSync(path).size;
  } finally {
    connection.close();
  }
}

/** Also the first read under the lock, which rolls back what a crash has left. */
function assertWhole(connection: Connection): void {
  const [problem] = connection.all('PRAGMA quick_check(1)');
  if (problem?.['quick_check'] === 'ok') return;
  throw new UserError(`${connection.file} is damaged, so it was not copied. Run "learning-loop doctor".`);
}
