import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../../src/learning/schema.js';
import type { Connection } from '../../../src/learning/sqlite/connection.js';
import { openConnection } from '../../../src/learning/sqlite/open.js';

/** A folder with a database path in it; nothing is there yet. */
export function temporaryDatabase(): { folder: string; file: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'maintenance-'));
  return {
    folder,
    file: join(folder, 'experience.db'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens a database, lets the body use it, and closes it. */
export function using<T>(file: string, body: (connection: Connection) => T): T {
  const connection = openConnection(file, { migrations });
  try {
    return body(connection);
  } finally {
    connection.close();
  }
}

/** As many finished runs as asked for, each with signals, facts, evidence, pulls and a pair; ids count from 1. */
export function fillDatabase(file: string, runs: number, pairBytes = 300): void {
  using(file, (connection) => {
    connection.transaction(() => {
      connection.run("INSERT OR REPLACE INTO ledger VALUES ('id', 'abcdef012345')");
      for (let id = 1; id <= runs; id += 1) addRun(connection, id, pairBytes);
      connection.run(
        "INSERT INTO web_cache VALUES ('https://react.dev/', '<h1>React</h1>', '2026-01-01 00:00:00')",
      );
      connection.run("INSERT INTO web_pages (url, title) VALUES ('https://react.dev/', 'React')");
    });
  });
}

function addRun(connection: Connection, id: number, pairBytes: number): void {
  const uuid = uuidOf(id);
  const model = id % 3 === 0 ? 'qwen2.5-coder:7b' : 'gpt-4o-mini';
  const reward = (id % 11) / 10.5;
  connection.run("INSERT INTO runs VALUES (?, '2026-01-01 00:00:00', ?, ?, 'default', ?, 100, 2000)", [
    id,
    `task-${id}`,
    model,
    reward,
  ]);
  connection.run('INSERT INTO signals VALUES (?, 1, 0, 0, 85.5, 0, 0)', [id]);
  connection.run(
    `INSERT INTO run_facts (id, run_id, status, task_slug, role, model_name, prompt_id, provenance, started_at)
     VALUES (?, ?, 'finished', ?, 'coder', ?, 'default', 'reported', '2026-01-01 00:00:00')`,
    [uuid, id, `task-${id}`, model],
  );
  connection.run(
    "INSERT INTO evidence (run, ts, kind, payload) VALUES (?, '2026-01-01 00:00:00', 'reported', '{}')",
    [uuid],
  );
  connection.run(
    `INSERT INTO pulls (ts, chooser, arm, arm_version, cause, trials, wins, run)
     VALUES ('2026-01-01 00:00:00', 'model', ?, 'v', 'run', 1, ?, ?)`,
    [model, reward, uuid],
  );
  connection.run("INSERT INTO pairs VALUES (?, ?, 'coder', ?, '\"ok\"', ?)", [
    id,
    `task-${id}`,
    JSON.stringify(`${id} `.repeat(pairBytes / 4)),
    reward,
  ]);
  connection.run('INSERT INTO pair_runs VALUES (?, ?)', [id, uuid]);
}

function uuidOf(id: number): string {
  return `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
}
