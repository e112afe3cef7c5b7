import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { Reviewer } from '../e2e/review-steps.js';
import { Editor } from '../e2e/support/editor.js';
import { packageExtension } from '../harness/vsix.js';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { describeMachine } from './support/machine.js';
import { typeKeys } from './review/typist.js';
import { shownMs, whenMarked, type ShownMs } from './review/when-marked.js';
import { median, quantile } from './support/statistics.js';

const fileCount = 200;
const hunksPerFile = 10;
const linesPerFile = 120;
const pendingBarRatio = 1.2;
/** What two windows without the extension differ by on a shared machine. */
const restBarRatio = 1.1;
const marksBarMs = 200;

/**
 * Typing in a real VS Code, from the key to the frame that shows it: with the extension at rest and without it, and with 2,000
 * pending edits in 200 files and with none, each alternately. And how long after the text of an edit its marks are shown.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '4' },
      keys: { type: 'string', default: '120' },
      json: { type: 'boolean', default: false },
    },
  });
  const say = values.json ? console.error : console.log;
  say(await packageExtension());
  const bare = await Editor.start({ isInstalled: false });
  const editor = await Editor.start({ settings: { 'learningLoop.automaticRuns': true } });
  try {
    const bench = new ReviewBench(editor);
    await bench.begin();
    await bare.workbench.openFile('money.ts');
    const atRest = await bench.atRest(bare, Number(values.rounds), Number(values.keys));
    const frames = await bench.typing(Number(values.rounds), Number(values.keys));
    const marks = await bench.marks(15);
    const colourMs = median(marks.map((each) => each.colourMs));
    const p95 = { withoutMs: quantile(frames.withoutMs, 0.95), withMs: quantile(frames.withMs, 0.95) };
    const rows = [
      {
        what: 'key to frame, median, with no run open / without the extension',
        value: median(atRest.withMs) / median(atRest.withoutMs),
        bar: restBarRatio,
      },
      {
        what: 'key to frame, p95, with / without 2,000 pending',
        value: p95.withMs / p95.withoutMs,
        bar: pendingBarRatio,
      },
      { what: 'text of an edit to the colour of its line, median, ms', value: colourMs, bar: marksBarMs },
    ];
    const isMet = rows.every(({ value, bar }) => value <= bar);
    if (values.json)
      console.log(JSON.stringify({ machine: describeMachine(), rows, atRest, p95, marks }, null, 2));
    else {
      say(describeMachine());
      console.table(
        rows.map(({ what, value, bar }) => ({
          what,
          value: Number(value.toFixed(2)),
          bar,
          holds: value <= bar,
        })),
      );
      say(`key to frame, p95: ${p95.withoutMs.toFixed(1)} ms without, ${p95.withMs.toFixed(1)} ms with`);
      const later = (mark: 'gutterMs' | 'lensMs'): string =>
        median(marks.map((each) => each[mark])).toFixed(0);
      say(`to the bar in the gutter ${later('gutterMs')} ms, to Keep and Reject ${later('lensMs')} ms`);
    }
    return isMet ? 0 : 1;
  } finally {
    await editor.stop();
    await bare.stop();
  }
}

class ReviewBench {
  readonly #reviewer: Reviewer;
  readonly #page: Page;

  constructor(editor: Editor) {
    this.#reviewer = new Reviewer(editor);
    this.#page = editor.workbench.page;
  }

  async begin(): Promise<void> {
    const { folder } = this.#reviewer;
    mkdirSync(join(folder, 'many'));
    for (let file = 0; file < fileCount; file += 1) {
      const lines = Array.from(
        { length: linesPerFile },
        (_, line) => `export const value${line} = ${line * file};\n`,
      );
      writeFileSync(this.#path(file), lines.join(''));
    }
    const git = (...args: string[]): Buffer =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
    git('add', '.');
    git('commit', '--quiet', '--message=many files');
    await this.#reviewer.begin();
    await this.#reviewer.workbench.openFile('money.ts');
  }

  /** Milliseconds from each key to its frame in a window without the extension, and in this one while no run is open. */
  async atRest(
    bare: Editor,
    rounds: number,
    keys: number,
  ): Promise<{ withoutMs: number[]; withMs: number[] }> {
    const withoutMs: number[] = [];
    const withMs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      withoutMs.push(...(await typeKeys(bare.workbench.page, keys)));
      withMs.push(...(await typeKeys(this.#page, keys)));
    }
    return { withoutMs, withMs };
  }

  /** Milliseconds from each key to the frame that shows it. */
  async typing(rounds: number, keys: number): Promise<{ withoutMs: number[]; withMs: number[] }> {
    const withoutMs: number[] = [];
    const withMs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      withoutMs.push(...(await typeKeys(this.#page, keys)));
      this.#change();
      await this.#pendingFiles(fileCount);
      withMs.push(...(await typeKeys(this.#page, keys)));
      this.#reviewer.script('git checkout --quiet -- many');
      await this.#pendingFiles(0);
    }
    return { withoutMs, withMs };
  }

  async marks(edits: number): Promise<ShownMs[]> {
    const shown: ShownMs[] = [];
    await this.#reviewer.workbench.openFile('receipt.ts');
    for (let edit = 0; edit < edits; edit += 1) {
      const word = `mark${edit}`;
      const waiting = this.#page.evaluate(whenMarked, word);
      await sleep(200);
      this.#reviewer.script(`sed -i '1s/^/const ${word} = 1;\\n/' src/receipt.ts`);
      shown.push(shownMs.parse(await waiting));
      this.#reviewer.script('git checkout --quiet -- src/receipt.ts');
      await this.#pendingFiles(0);
    }
    return shown;
  }

  /** Changes every file in ten places, as an agent does. */
  #change(): void {
    for (let file = 0; file < fileCount; file += 1) {
      const lines = readFileSync(this.#path(file), 'utf8').split('\n');
      for (let hunk = 0; hunk < hunksPerFile; hunk += 1) {
        const at = hunk * (linesPerFile / hunksPerFile);
        lines[at] = `${lines[at] ?? ''} // by an agent`;
      }
      writeFileSync(this.#path(file), lines.join('\n'));
    }
  }

  async #pendingFiles(count: number): Promise<void> {
    const row = z.object({ n: z.number() });
    const sql = `SELECT count(*) AS n FROM pending_files WHERE path LIKE 'many/%' OR path LIKE 'src/receipt%'`;
    await eventually(
      `${count} files are pending`,
      () => query(this.#reviewer.folder, sql, row)[0]?.n === count,
      120_000,
    );
    // The views follow a moment later.
    await sleep(1500);
  }

  #path(file: number): string {
    return join(this.#reviewer.folder, 'many', `file${file}.ts`);
  }
}
