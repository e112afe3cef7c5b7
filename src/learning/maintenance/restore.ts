import { copyFileSync, existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { migrations } from '../schema.js';
import type { Connection } from '../sqlite/connection.js';
import { journalOf, resolveDatabasePath } from '../sqlite/database-path.js';
import { StorageError } from '../sqlite/errors.js';
import { schemaVersion } from '../sqlite/migrate.js';
import { openConnection } from '../sqlite/open.js';
import { UserError } from '../user-error.js';
import { whileAlone } from './alone.js';
import { findProblems } from './find-problems.js';
import { nameBeside, putInPlace, withStagingFolder } from './put-in-place.js';

export interface Restored {
  /** How many runs the database has now. */
  readonly runs: number;
  /** Where the database that was there before lies; undefined when there was none. */
  readonly kept: string | undefined;
}

/**
 * Puts a backup in the place of a database, after its content, schema and triggers were checked; what was there is kept
 * beside it.
 * @param database where it belongs; its folder is made when missing
 * @throws {UserError} when the backup is not whole or not one of ours, or somebody has the database open;
 *   {StorageError}
 */
export function restore(source: string, database: string, now: Date): Restored {
  const path = resolve(source);
  if (!existsSync(path)) throw new UserError(`There is no file ${path}.`);
  const file = resolveDatabasePath(database, true);
  if (existsSync(file) && realpathSync(path) === file) {
    throw new UserError(`${path} is the database itself. Give a backup of it.`);
  }
  return withStagingFolder(file, (folder) => {
    const staged = join(folder, 'experience.db');
    copyFileSync(path, staged);
    if (existsSync(journalOf(path))) copyFileSync(journalOf(path), journalOf(staged));
    const runs = checked(path, staged);
    return whileAlone(file, () => {
      const kept = existsSync(file) ? nameBeside(file, 'before-restore', now) : undefined;
      putInPlace(staged, file, kept ?? file);
      return { runs, kept };
    });
  });
}

/** The number of runs in a staged copy of `source`, brought to the newest schema. */
function checked(source: string, staged: string): number {
  const refuse = (why: string): UserError =>
    new UserError(`${source} was not restored: ${why} The present database was left as it is.`);
  let connection: Connection | undefined;
  try {
    const asItIs = openConnection(staged, { migrations: [], readOnly: true });
    const version = schemaVersion(asItIs);
    asItIs.close();
    if (version === 0) throw refuse('it is not an experience database.');
    connection = openConnection(staged, { migrations, create: false });
    if (connection.readOnlyReason !== undefined)
      throw refuse(connection.readOnlyReason.replaceAll(staged, 'it'));
    const [problem] = findProblems(connection);
    if (problem !== undefined) throw refuse(`it is damaged (${problem}).`);
    return Number(connection.get('SELECT count(*) AS runs FROM runs')?.['runs']);
  } catch (error) {
    if (error instanceof StorageError) throw refuse(whyUnreadable(error, staged));
    throw error;
  } finally {
    connection?.closeNow();
  }
}

function whyUnreadable(error: StorageError, staged: string): string {
  if (error.reason === 'not-a-database') return 'it is not a SQLite database.';
  if (error.reason === 'corrupt') return 'it is damaged.';
  return error.message.replaceAll(staged, 'it');
}
