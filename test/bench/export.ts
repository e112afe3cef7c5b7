import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSqlite } from '../../src/learning/sqlite/load.js';
import { atExit } from '../harness/teardown.js';
import { recordSampleRuns } from '../support/sample-runs.js';
import { bundledProgram } from '../unit/support/bundled-program.js';
import { describeMachine } from './support/machine.js';

const barSeconds = 60;
const barMb = 300;

interface Measured {
  readonly seconds: number;
  /** Of all its threads: what it takes where nobody else wants the processor. */
  readonly cpuSeconds: number;
  /** Largest resident memory of the whole process. */
  readonly peakMb: number;
  readonly examples: number;
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Exports 100,000 recorded pairs in a process of its own, with and without a part for validation. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { pairs: { type: 'string', default: '100000' }, json: { type: 'boolean', default: false } },
  });
  const say = values.json ? console.error : console.log;
  const repoRoot = mkdtempSync(join(tmpdir(), 'll-export-'));
  atExit.add(() => {
    rmSync(repoRoot, { recursive: true, force: true });
  });
  say(describeMachine());
  await loadSqlite();
  recordSampleRuns(repoRoot, Number(values.pairs));
  const program = await bundledProgram('test/bench/export/programs/export-once.ts');
  const results = ['0', '0.1'].map((validation) => {
    const measured = JSON.parse(
      execFileSync(process.execPath, [program, repoRoot, validation], { encoding: 'utf8' }),
    ) as Measured;
    const isMet = measured.seconds < barSeconds && measured.peakMb < barMb;
    say(
      `${values.pairs} pairs, ${validation} held back: ${measured.examples} examples in ${measured.seconds.toFixed(1)} s ` +
        `(bar: under ${barSeconds}; ${measured.cpuSeconds.toFixed(1)} s of processor time), ${measured.peakMb.toFixed(0)} MB at most (bar: under ${barMb}), left out: ${JSON.stringify(measured.leftOut)}`,
    );
    return { validation, ...measured, barSeconds, barMb, isMet };
  });
  if (values.json) console.log(JSON.stringify({ machine: describeMachine(), results }, null, 2));
  return results.every(({ isMet }) => isMet) ? 0 : 1;
}
