import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundledProgram } from '../unit/support/bundled-program.js';
import { ChildProgram } from './support/child-program.js';
import { countRows, findDamage, openExperience } from './support/experience.js';
import { sqliteCli } from './support/sqlite-cli.js';
import { inTemporaryFolder } from './support/temporary-folder.js';
import { TortureLog, type TortureReport } from './support/torture-report.js';

/** The `sqlite3` command line reads and tries to write in a loop while one of our processes writes. */
export async function foreignPrograms(transactions: number): Promise<TortureReport> {
  const log = new TortureLog('sqlite3 in a loop', ['transactions', 'foreign reads', 'refused writes']);
  const bundle = await bundledProgram('test/torture/programs/writer.ts');
  await inTemporaryFolder(async (folder) => {
    const file = join(folder, 'experience.db');
    // Open here as well, so that the database stays fenced until the intruder has stopped.
    const connection = openExperience(file);
    try {
      const writer = new ChildProgram(bundle, [file, 'ours', '20', '-16000', String(transactions)]);
      const reader = new CliLoop(
        file,
        'SELECT count(*) FROM runs; SELECT sum(length(output_json)) FROM pairs',
      );
      const intruder = new CliLoop(file, "INSERT INTO runs (task_slug) VALUES ('foreign')");
      const { code } = await writer.exited;
      await reader.stop();
      await intruder.stop();
      if (code !== 0) log.fail(writer.errors);
      log.add('transactions', writer.lines.length);
      log.add('foreign reads', reader.runs);
      log.add('refused writes', intruder.refusals);
      for (const damage of findDamage(connection)) log.fail(damage);
      const expected = writer.lines.reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
      const found = countRows(connection, 'runs');
      if (found !== expected) log.fail(`${found} of ${expected} runs are there`);
    } finally {
      connection.close();
    }
    if (sqliteCli(file, "DELETE FROM runs WHERE task_slug = 'foreign'").errors !== '') {
      log.fail('the file is still closed to other programs after everybody has closed it');
    }
  });
  return log.report();
}

/** Runs the same SQL in the `sqlite3` command line over and over. */
class CliLoop {
  runs = 0;
  refusals = 0;
  readonly #file: string;
  readonly #sql: string;
  readonly #finished: Promise<void>;
  #isStopped = false;

  constructor(file: string, sql: string) {
    this.#file = file;
    this.#sql = sql;
    this.#finished = this.#loop();
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    return this.#finished;
  }

  async #loop(): Promise<void> {
    do {
      const errors = await this.#once();
      this.runs += 1;
      if (errors.includes('readonly database')) this.refusals += 1;
    } while (!this.#isStopped);
  }

  #once(): Promise<string> {
    return new Promise((resolve) => {
      const cli = spawn('sqlite3', ['-batch', this.#file, this.#sql], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let errors = '';
      cli.stderr.setEncoding('utf8').on('data', (text: string) => {
        errors += text;
      });
      cli.on('close', () => {
        resolve(errors);
      });
    });
  }
}
