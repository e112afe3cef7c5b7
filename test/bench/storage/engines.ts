import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { migrations } from '../../../src/learning/schema.js';
import { openConnection } from '../../../src/learning/sqlite/open.js';
import { rival } from './rivals.js';
import { statements, type SampleRun } from './sample-run.js';

/** A database file opened by one of the engines under comparison. */
export interface OpenEngine {
  /** Stores one run in one transaction, durable on return. */
  record(run: SampleRun): void;
  close(): void;
}

export type Engine = (file: string) => OpenEngine;

// What src/learning/sqlite sets, for everybody.
const settings = [
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'foreign_keys = ON',
  'temp_store = MEMORY',
  'cache_size = -16000',
  'journal_mode = PERSIST',
  'synchronous = FULL',
  'journal_size_limit = 1048576',
];

export const ours: Engine = (file) => {
  const connection = openConnection(file, { migrations });
  return {
    record(run) {
      connection.transaction(() => {
        connection.run(statements.run, run.run);
        connection.run(statements.signals, run.signals);
        connection.run(statements.pair, run.pair);
        for (const pull of run.pulls) connection.run(statements.pull, pull);
      });
    },
    close() {
      connection.close();
    },
  };
};

interface Statement {
  run(values?: readonly unknown[]): unknown;
}

/** Of an engine with prepared statements whose `run` takes the values and resets. */
function preparedEngine(
  prepare: (sql: string) => Statement,
  afterCommit: () => void,
  close: () => void,
): OpenEngine {
  const begin = prepare('BEGIN IMMEDIATE');
  const commit = prepare('COMMIT');
  const run = prepare(statements.run);
  const signals = prepare(statements.signals);
  const pair = prepare(statements.pair);
  const pull = prepare(statements.pull);
  return {
    record(sample) {
      begin.run([]);
      run.run(sample.run);
      signals.run(sample.signals);
      pair.run(sample.pair);
      for (const each of sample.pulls) pull.run(each);
      commit.run([]);
      afterCommit();
    },
    close,
  };
}

interface BetterSqlite3 {
  pragma(sql: string): unknown;
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
  close(): void;
}

export function openBetterSqlite3(file: string): BetterSqlite3 {
  const Database = rival<new (file: string) => BetterSqlite3>('better-sqlite3');
  return new Database(file);
}

export const betterSqlite3: Engine = (file) => {
  const database = openBetterSqlite3(file);
  for (const setting of settings) database.pragma(setting);
  return preparedEngine(
    (sql) => database.prepare(sql),
    () => undefined,
    () => {
      database.close();
    },
  );
};

interface NodeSqlite3Wasm {
  exec(sql: string): unknown;
  prepare(sql: string): Statement & { finalize(): void };
  close(): void;
}

export const nodeSqlite3Wasm: Engine = (file) => {
  const { Database } = rival<{ Database: new (file: string) => NodeSqlite3Wasm }>('node-sqlite3-wasm');
  const database = new Database(file);
  for (const setting of settings) database.exec(`PRAGMA ${setting}`);
  const prepared: { finalize(): void }[] = [];
  return preparedEngine(
    (sql) => {
      const statement = database.prepare(sql);
      prepared.push(statement);
      return statement;
    },
    () => undefined,
    () => {
      for (const statement of prepared) statement.finalize();
      database.close();
    },
  );
};

interface SqlJs {
  Database: new (content: Uint8Array) => {
    run(sql: string): unknown;
    prepare(sql: string): Statement;
    export(): Uint8Array;
    close(): void;
  };
}

/** sql.js as its documentation has it: the database in memory, and the whole file written after each transaction. */
export async function sqlJsWithExport(): Promise<Engine> {
  const sqlJs = await rival<() => Promise<SqlJs>>('sql.js')();
  return (file) => {
    const database = new sqlJs.Database(readFileSync(file));
    database.run('PRAGMA foreign_keys = ON');
    return preparedEngine(
      (sql) => database.prepare(sql),
      () => {
        writeDurably(file, database.export());
      },
      () => {
        database.close();
      },
    );
  };
}

function writeDurably(file: string, content: Uint8Array): void {
  const fd = openSync(`${file}.part`, 'w');
  try {
    let done = 0;
    while (done < content.length) done += writeSync(fd, content, done);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${file}.part`, file);
}
