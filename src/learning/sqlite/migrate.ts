import { basename, dirname, join } from 'node:path';
import type { Connection } from './connection.js';
import { copyDatabase } from './copy-database.js';
import { StorageError } from './errors.js';

export interface Migration {
  /** The file's `user_version` afterwards; 1 or more. */
  readonly version: number;
  readonly sql: string;
}

export function schemaVersion(connection: Connection): number {
  const value = connection.get('PRAGMA user_version')?.['user_version'];
  return typeof value === 'number' ? value : 0;
}

/** The version that all migrations together lead to. */
export function newestVersion(migrations: readonly Migration[]): number {
  return Math.max(0, ...migrations.map((migration) => migration.version));
}

/**
 * Brings the database to the newest version, each step in a transaction of its own. Before each step a database that
 * had anything in it is copied to `NAME.v<its version>.bak` in the folder `keepCopyIn`.
 * @throws {StorageError} `migration` when a step fails; that step is undone
 */
export function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  keepCopyIn: string = dirname(connection.file),
): void {
  if (schemaVersion(connection) >= newestVersion(migrations)) return;
  const hadContent = hasContent(connection);
  for (const migration of [...migrations].sort((a, b) => a.version - b.version)) {
    connection.transaction(() => {
      const before = schemaVersion(connection);
      // Another process may have been here since.
      if (before >= migration.version) return;
      if (hadContent) {
        copyDatabase(connection, join(keepCopyIn, `${basename(connection.file)}.v${before}.bak`));
      }
      apply(connection, migration);
    });
  }
}

function apply(connection: Connection, migration: Migration): void {
  try {
    connection.exec(migration.sql);
    connection.exec(`PRAGMA user_version = ${migration.version}`);
  } catch (error) {
    if (!(error instanceof StorageError) || (error.reason !== 'sql' && error.reason !== 'constraint'))
      throw error;
    throw new StorageError(
      'migration',
      `${connection.file} could not be brought to version ${migration.version} and was left as it was. ${error.message}`,
      { cause: error },
    );
  }
}

function hasContent(connection: Connection): boolean {
  return connection.get('SELECT 1 FROM sqlite_schema LIMIT 1') !== undefined;
}
