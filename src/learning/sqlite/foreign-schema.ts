import type { Connection } from './connection.js';
import type { Migration } from './migrate.js';
import type { Vfs } from './vfs.js';

const activeObjects = "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')";

interface ActiveObject {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

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
  const applied = migrations.filter((migration) => migration.version <= version);
  const found = connection
    .all(activeObjects)
    .map((row) => ({ type: String(row['type']), name: String(row['name']), sql: String(row['sql']) }));
  if (areWordForWord(found, applied)) return [];
  const known = createdBy(vfs, applied);
  return found
    .filter(({ type, name, sql }) => !known.has(keyOf([type, name, sql])))
    .map(({ type, name }) => `${type} ${name}`);
}

/**
 * Whether each is a statement of the migrations as it stands there, where nothing is ever dropped or renamed. True for
 * nearly every database, and spares running the migrations, which would double the time of opening.
 */
function areWordForWord(found: readonly ActiveObject[], applied: readonly Migration[]): boolean {
  const onlyAdds = !applied.some(({ sql }) => /\b(?:drop|rename)\b/i.test(sql));
  const isThere = ({ type, name, sql }: ActiveObject): boolean =>
    sql.startsWith(`CREATE ${type.toUpperCase()} ${name} `) &&
    applied.some((migration) => migration.sql.includes(`\n${sql};`));
  return onlyAdds && found.every(isThere);
}

/** What the migrations create in an empty database. */
function createdBy(vfs: Vfs, applied: readonly Migration[]): Set<string> {
  const database = vfs.openInMemory();
  try {
    for (const { sql } of applied) database.run(sql);
    return new Set(database.exec(activeObjects).flatMap((result) => result.values.map(keyOf)));
  } finally {
    database.close();
  }
}

function keyOf(columns: readonly unknown[]): string {
  return JSON.stringify(columns);
}
