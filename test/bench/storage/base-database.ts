import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { migrations } from '../../../src/learning/schema.js';
import { openBetterSqlite3 } from './engines.js';
import { sampleRun, statements } from './sample-run.js';

/** What the database holds before anything is measured. */
export interface Base {
  readonly name: string;
  readonly runs: number;
  readonly promptBytes: number;
  readonly outputBytes: number;
}

/** Creates the database with our schema by native SQLite, which is quickest. */
export function createBase(file: string, base: Base): void {
  mkdirSync(dirname(file), { recursive: true });
  const database = openBetterSqlite3(file);
  database.pragma('auto_vacuum = INCREMENTAL');
  database.pragma('journal_mode = PERSIST');
  database.pragma('synchronous = OFF');
  database.exec('BEGIN');
  for (const { version, sql } of migrations) {
    database.exec(sql);
    database.pragma(`user_version = ${version}`);
  }
  const run = database.prepare(statements.run);
  const signals = database.prepare(statements.signals);
  const pair = database.prepare(statements.pair);
  const pull = database.prepare(statements.pull);
  for (let index = 0; index < base.runs; index += 1) {
    const sample = sampleRun(index, base.promptBytes, base.outputBytes);
    run.run(sample.run);
    signals.run(sample.signals);
    pair.run(sample.pair);
    for (const each of sample.pulls) pull.run(each);
  }
  database.exec('COMMIT');
  database.close();
}
