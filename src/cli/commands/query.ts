import { ExperienceDB } from '../../learning/experience-db.js';
import type { Row, SqlValue } from '../../learning/sqlite/connection.js';
import type { Command } from '../command.js';
import { formatTable } from '../table.js';

export const query: Command = {
  name: 'query',
  summary: 'Run one SQL statement that only reads.',
  positionals: [{ name: 'SQL', help: 'one SELECT, WITH or PRAGMA statement, in quotes' }],
  options: { json: { type: 'boolean', help: 'print a JSON array with an object a row; bytes as base64' } },
  details: `The database is opened for reading only, so no statement can change it.

  learning-loop query "SELECT model_name, avg(reward) FROM runs GROUP BY model_name"

The tables: runs, signals, pairs, web_cache, and their companions; to list them:

  learning-loop query "SELECT name FROM sqlite_schema WHERE type = 'table'"`,
  run(call) {
    const db = new ExperienceDB(call.root, { readOnly: true, create: false });
    try {
      const rows = db.connection.all(call.positionals[0] ?? '');
      call.print(call.values['json'] === true ? asJson(rows) : asTable(rows));
    } finally {
      db.close();
    }
  },
};

function asJson(rows: readonly Row[]): string {
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(jsonEntry))),
    null,
    2,
  );
}

function jsonEntry([name, value]: [string, SqlValue]): [string, unknown] {
  return [name, value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value];
}

function asTable(rows: readonly Row[]): string {
  const [first] = rows;
  if (first === undefined) return 'No rows.';
  return formatTable(
    Object.keys(first),
    rows.map((row) => Object.values(row)),
  );
}
