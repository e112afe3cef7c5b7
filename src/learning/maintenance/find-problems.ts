import { migrations } from '../schema.js';
import type { Connection } from '../sqlite/connection.js';
import { schemaVersion } from '../sqlite/migrate.js';
import { loadedVfs } from '../sqlite/load.js';

const mostProblems = 20;

/**
 * What is wrong with a database, in SQLite's words: structure, indexes, constraints, references, and tables that are
 * not as the schema of its version has them. Reads all of it; empty when all is well.
 */
export function findProblems(connection: Connection): string[] {
  const structure = connection
    .all(`PRAGMA integrity_check(${mostProblems})`)
    .map((row) => String(row['integrity_check']))
    .filter((line) => line !== 'ok');
  const references = connection
    .all('PRAGMA foreign_key_check')
    .slice(0, mostProblems)
    .map((row) => `a row of ${String(row['table'])} refers to a missing row of ${String(row['parent'])}`);
  return [...structure, ...schemaProblems(connection), ...new Set(references)];
}

const schemaObjects = 'SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL';

function schemaProblems(connection: Connection): string[] {
  const found = new Set(
    connection.all(schemaObjects).map(({ type, name, sql }) => JSON.stringify([type, name, sql])),
  );
  return expectedObjects(schemaVersion(connection))
    .filter((object) => !found.has(JSON.stringify(object)))
    .map(([type, name]) => `the ${String(type)} ${String(name)} is missing or different`);
}

function expectedObjects(version: number): readonly (readonly unknown[])[] {
  const database = loadedVfs().openInMemory();
  try {
    for (const migration of migrations) if (migration.version <= version) database.run(migration.sql);
    return database.exec(schemaObjects).flatMap(({ values }) => values);
  } finally {
    database.close();
  }
}
