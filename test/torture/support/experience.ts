import { migrations } from '../../../src/learning/schema.js';
import type { Connection } from '../../../src/learning/sqlite/connection.js';
import { openConnection, type OpenOptions } from '../../../src/learning/sqlite/open.js';

export function openExperience(file: string, options: Partial<OpenOptions> = {}): Connection {
  return openConnection(file, { migrations, busyTimeoutMs: 20_000, ...options });
}

/** Opens the database, lets the body use it, and closes it. */
export function withExperience<T>(
  file: string,
  body: (connection: Connection) => T,
  options: Partial<OpenOptions> = {},
): T {
  const connection = openExperience(file, options);
  try {
    return body(connection);
  } finally {
    connection.close();
  }
}

/** Adds a run with its signals, pull and pair, marked with a tag. To be called in a transaction. */
export function addRun(connection: Connection, tag: string, pairBytes = 5000): void {
  const { lastInsertRowid: run } = connection.run(
    'INSERT INTO runs (task_slug, model_name, prompt_id, reward) VALUES (?, ?, ?, 0.5)',
    [tag, `model-${tag.length % 5}`, 'prompt'],
  );
  connection.run('INSERT INTO signals VALUES (?, 1, 2, 3, 4.5, 0, 0)', [run]);
  connection.run(
    `INSERT INTO pulls (ts, chooser, arm, arm_version, cause, trials, wins)
     VALUES ('2026-01-01 00:00:00', 'prompt', 'prompt', 'v', 'run', 1, 0.5)`,
  );
  connection.run(
    "INSERT INTO pairs (task_slug, role, prompt_json, output_json, label) VALUES (?, 'coder', ?, ?, 0.5)",
    [tag, 'p'.repeat(pairBytes * 0.4), 'o'.repeat(pairBytes * 0.6)],
  );
}

/** Everything about the database that says something was lost or torn. */
export function findDamage(connection: Connection): string[] {
  const damage: string[] = [];
  for (const row of connection.all('PRAGMA integrity_check')) {
    if (row['integrity_check'] !== 'ok') damage.push(String(row['integrity_check']));
  }
  const counts = ['runs', 'signals', 'pulls', 'pairs'].map((table) => countRows(connection, table));
  if (new Set(counts).size > 1) damage.push(`a transaction is there in part: ${counts.join(', ')} rows`);
  return damage;
}

export function countRows(connection: Connection, table: string): number {
  return Number(connection.get(`SELECT count(*) AS n FROM ${table}`)?.['n']);
}

/** How many runs there are of each tag. */
export function runsByTag(connection: Connection): Map<string, number> {
  const rows = connection.all('SELECT task_slug AS tag, count(*) AS n FROM runs GROUP BY task_slug');
  return new Map(rows.map((row) => [String(row['tag']), Number(row['n'])]));
}
