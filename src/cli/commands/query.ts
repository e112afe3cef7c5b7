import { ExperienceDB } from '../../learning/experience-db.js';
import type { Row, SqlValue } from '../../learning/sqlite/connection.js';
import type { Command } from '../command.js';
import { formatTable } from '../table.js';
import { printJson, wantsJson } from '../print-json.js';

export const query: Command = {
  name: 'query',
  summary: 'Run one SQL statement that only reads.',
  positionals: [{ name: 'SQL', help: 'one SELECT, WITH or PRAGMA statement, in quotes' }],
  options: {},
  json: {
    prints: 'a list of objects',
    fields: {
      '<column>': 'each column of the statement; bytes as base64',
    },
  },
  details: `The database is opened for reading only, so no statement can change it.

  learning-loop query "SELECT model_name, avg(reward) FROM runs GROUP BY model_name"

The tables: runs, signals, pairs, web_cache, and their companions; to list them:

  learning-loop query "SELECT name FROM sqlite_schema WHERE type = 'table'"`,
  run(call) {
    const db = new ExperienceDB(call.root, { readOnly: true, create: false });
    try {
      const rows = db.connection.all(call.positionals[0] ?? '');
      if (wantsJson(call)) printJson(call, rows.map(asFields));
      else call.print(asTable(rows));
    } finally {
      db.close();
    }
  },
};

function asFields(row: Row): object {
  return Object.fromEntries(Object.entries(row).map(jsonEntry));
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
