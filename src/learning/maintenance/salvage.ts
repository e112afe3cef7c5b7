import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../schema.js';
import type { Connection } from '../sqlite/connection.js';
import { journalOf, resolveDatabasePath } from '../sqlite/database-path.js';
import { schemaVersion } from '../sqlite/migrate.js';
import { openConnection } from '../sqlite/open.js';
import { UserError } from '../user-error.js';
import { whileAlone } from './alone.js';
import { isDamage } from './damage.js';
import { findProblems } from './find-problems.js';
import { makeReadable, transplantSchema } from './make-readable.js';
import { nameBeside, putInPlace, withStagingFolder } from './put-in-place.js';
import { rescueTables, tablesOf, type TableRescue } from './rescue-tables.js';

export interface Salvaged {
  readonly tables: readonly TableRescue[];
  /** Pages with rows of which not even the table is known. */
  readonly lostPages: number;
  /** Where the damaged database lies now, untouched. */
  readonly kept: string;
}

/**
 * Rescues what can be read of a damaged database into a new one that takes its place. The damaged one stays beside it,
 * with its journal. The file is read a second time first, since what looked like damage may have been a moment.
 * @returns undefined when the database is not damaged
 * @throws {UserError} when somebody has it open, or nothing can be read of it; {StorageError}; then everything is as it was
 */
export function salvage(database: string, now: Date): Salvaged | undefined {
  if (!existsSync(database)) throw new UserError(`There is no database at ${database}.`);
  const file = resolveDatabasePath(database, false);
  return whileAlone(file, () =>
    withStagingFolder(file, (folder) => {
      const copy = join(folder, 'damaged.db');
      copyFileSync(file, copy);
      if (existsSync(journalOf(file))) copyFileSync(journalOf(file), journalOf(copy));
      if (isWhole(copy)) return undefined;
      const fresh = join(folder, 'experience.db');
      const { tables, lostPages } = rescued(copy, fresh);
      if (tables.every(({ rows }) => rows === 0)) throw nothingReadable(file);
      const kept = nameBeside(file, 'damaged', now);
      putInPlace(fresh, file, kept);
      return { tables, lostPages, kept };
    }),
  );
}

/** Opening it rolls back what its journal still holds. Without migrations, since a damaged header could ask for some. */
function isWhole(copy: string): boolean {
  return succeeds(
    copy,
    (connection) => schemaVersion(connection) > 0 && findProblems(connection).length === 0,
  );
}

/** Whether the schema can be read and names every table. */
function hasTables(file: string, tables: readonly string[]): boolean {
  return succeeds(file, (connection) => {
    const found = connection
      .all("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .map(({ name }) => name);
    return tables.every((table) => found.includes(table));
  });
}

/** False also when the file cannot be opened or read. */
function succeeds(file: string, check: (connection: Connection) => boolean): boolean {
  let connection: Connection | undefined;
  try {
    connection = openConnection(file, { migrations: [], create: false });
    return check(connection);
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    connection?.closeNow();
  }
}

function rescued(damaged: string, fresh: string): Pick<Salvaged, 'tables' | 'lostPages'> {
  rmSync(journalOf(damaged), { force: true });
  const target = openConnection(fresh, { migrations });
  try {
    const reference = join(fresh, '..', 'reference.db');
    copyFileSync(target.file, reference);
    const lostPages = makeReadable(damaged, reference);
    if (!hasTables(damaged, tablesOf(target))) transplantSchema(damaged, reference);
    const source = openConnection(damaged, { migrations: [], readOnly: true });
    try {
      const tables = rescueTables(source, target);
      const [problem] = findProblems(target);
      if (problem !== undefined) throw new Error(`The rescued database is not sound: ${problem}`);
      return { tables, lostPages };
    } finally {
      source.closeNow();
    }
  } finally {
    target.closeNow();
  }
}

function nothingReadable(file: string): UserError {
  return new UserError(
    `Nothing could be read of ${file}. It was left as it is. Restore a copy with "learning-loop restore FILE", ` +
      'or move it away to start afresh.',
  );
}
