import type { Connection } from './connection.js';
import type { Migration } from './migrate.js';
import type { Vfs } from './vfs.js';

const activeObjects = "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')";

/**
 * The triggers and views that the migrations up to the database's version do not create exactly so. They would run inside our
 * own statements, and a repository can bring any database it likes.
 * @returns their names, each with its type
 */
export function unknownTriggersAndViews(
  vfs: Vfs,
  connection: Connection,
  migrations: readonly Migration[],
  version: number,
): string[] {
  const found = connection.all(activeObjects);
  if (found.length === 0) return [];
  const known = knownTriggersAndViews(vfs, migrations, version);
  return found
    .filter((row) => !known.has(keyOf([row['type'], row['name'], row['sql']])))
    .map((row) => `${String(row['type'])} ${String(row['name'])}`);
}

function knownTriggersAndViews(vfs: Vfs, migrations: readonly Migration[], version: number): Set<string> {
  const database = vfs.openInMemory();
  try {
    for (const migration of migrations) if (migration.version <= version) database.run(migration.sql);
    return new Set(database.exec(activeObjects).flatMap((result) => result.values.map(keyOf)));
  } finally {
    database.close();
  }
}

function keyOf(columns: readonly unknown[]): string {
  return JSON.stringify(columns);
}
