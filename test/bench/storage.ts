import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSqlite } from '../../src/learning/sqlite/load.js';
import { createBase, type Base } from './storage/base-database.js';
import {
  betterSqlite3,
  nodeSqlite3Wasm,
  ours,
  sqlJsWithExport,
  type Engine,
  type OpenEngine,
} from './storage/engines.js';
import { measureFreshOpening, type FreshOpening } from './storage/fresh-process.js';
import { projectionContestant } from './storage/projection.js';
import { installRivals } from './storage/rivals.js';
import { measureRoundRobin, type Contestant } from './storage/round-robin.js';
import { sampleRun } from './storage/sample-run.js';
import { median, quantile } from './support/statistics.js';

const small = { promptBytes: 400, outputBytes: 500 };
const bases: readonly Base[] = [
  { name: '1,000 runs', runs: 1000, ...small },
  { name: '10,000 runs', runs: 10_000, ...small },
  { name: '100,000 runs', runs: 100_000, ...small },
  { name: '50 MB', runs: 8600, promptBytes: 2048, outputBytes: 3072 },
];

interface Timing {
  readonly base: string;
  readonly engine: string;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly samples: number;
}

interface Bar {
  readonly bar: string;
  readonly measured: number;
  readonly limit: string;
  readonly isMet: boolean;
}

/** What a durable run costs beside other engines, at several sizes of the database, and what opening it costs. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '600' },
    },
  });
  const say = values.json ? console.error : console.log;
  installRivals(say);
  await loadSqlite();
  // Beside the project, since a temporary folder may lie in memory, where syncing costs nothing.
  mkdirSync('test/.out', { recursive: true });
  const folder = mkdtempSync(resolve('test/.out/storage-'));
  try {
    const timings = await measureRuns(folder, Number(values.rounds), say);
    say(`opening ${join(folder, '100,000 runs')} in fresh processes …`);
    const opening = await measureFreshOpening(join(folder, 'repository'));
    const bars = [...barsOfRuns(timings), ...barsOfOpening(opening)];
    if (values.json) console.log(JSON.stringify({ timings, opening, bars }, null, 2));
    else print(timings, bars);
    return bars.every(({ isMet }) => isMet) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureRuns(folder: string, measured: number, say: (line: string) => void): Promise<Timing[]> {
  const engines: Readonly<Record<string, Engine>> = {
    ours,
    'better-sqlite3': betterSqlite3,
    'node-sqlite3-wasm': nodeSqlite3Wasm,
  };
  const open: OpenEngine[] = [];
  const contestants: Record<string, Contestant> = {};
  const add = (base: Base, name: string, engine: Engine, everyRounds: number): void => {
    const file = join(folder, name, `${base.name}.db`);
    mkdirSync(join(folder, name), { recursive: true });
    copyFileSync(join(folder, `${base.name}.db`), file);
    const opened = engine(file);
    open.push(opened);
    contestants[`${base.name}/${name}`] = {
      everyRounds,
      act: (round) => {
        opened.record(sampleRun(base.runs + round, 2048, 3072));
      },
    };
  };
  for (const base of bases) {
    const file = join(folder, `${base.name}.db`);
    createBase(file, base);
    say(`${base.name}: ${(statSync(file).size / 1e6).toFixed(0)} MB`);
    for (const [name, engine] of Object.entries(engines)) add(base, name, engine, 1);
    if (base.name === '50 MB') add(base, 'sql.js with export', await sqlJsWithExport(), 20);
    if (base.runs === 100_000) {
      mkdirSync(join(folder, 'repository', '.agent'), { recursive: true });
      copyFileSync(file, join(folder, 'repository', '.agent', 'experience.db'));
    }
  }
  const projection = projectionContestant(join(folder, 'projection'));
  contestants['-/JSON projection (after the commit)'] = projection.contestant;

  say('recording runs …');
  const times = measureRoundRobin(contestants, { warmUp: 200, measured });
  for (const engine of open) engine.close();
  projection.close();
  return [...times].map(([key, timesMs]) => {
    const [base = '', engine = ''] = key.split('/');
    return {
      base,
      engine,
      medianMs: median(timesMs),
      p99Ms: quantile(timesMs, 0.99),
      samples: timesMs.length,
    };
  });
}

function barsOfRuns(timings: readonly Timing[]): Bar[] {
  const medianMs = (base: string, engine: string): number => {
    const timing = timings.find((each) => each.base === base && each.engine === engine);
    if (timing === undefined) throw new Error(`${engine} was not measured over ${base}`);
    return timing.medianMs;
  };
  const [thousand = '', tenThousand = '', hundredThousand = '', fiftyMb = ''] = bases.map(({ name }) => name);
  return [
    ...[thousand, tenThousand, hundredThousand].map((base) =>
      atMost(
        `a run over ${base}, times better-sqlite3`,
        medianMs(base, 'ours') / medianMs(base, 'better-sqlite3'),
        1.35,
      ),
    ),
    atMost(
      'a run over 100,000 runs, times that over 1,000',
      medianMs(hundredThousand, 'ours') / medianMs(thousand, 'ours'),
      1.5,
    ),
    atLeast(
      'times faster than sql.js with export at 50 MB',
      medianMs(fiftyMb, 'sql.js with export') / medianMs(fiftyMb, 'ours'),
      30,
    ),
  ];
}

function barsOfOpening(opening: FreshOpening): Bar[] {
  return [
    atMost('opening 100,000 runs and reading the stats, ms', opening.openAndStatsMs, 150),
    atMost('memory above a bare process, MB', opening.memoryMb, 60),
    atMost('reading the stats again, ms', opening.warmStatsMs, 10),
  ];
}

function atMost(bar: string, measured: number, limit: number): Bar {
  return { bar, measured, limit: `<= ${limit}`, isMet: measured <= limit };
}

function atLeast(bar: string, measured: number, limit: number): Bar {
  return { bar, measured, limit: `>= ${limit}`, isMet: measured >= limit };
}

function print(timings: readonly Timing[], bars: readonly Bar[]): void {
  console.table(
    timings.map(({ base, engine, medianMs, p99Ms, samples }) => {
      const oursMs = timings.find((each) => each.base === base && each.engine === 'ours')?.medianMs;
      return {
        base,
        engine,
        'median ms': medianMs.toFixed(3),
        'p99 ms': p99Ms.toFixed(2),
        'times ours': oursMs === undefined ? '' : (medianMs / oursMs).toFixed(2),
        samples,
      };
    }),
  );
  for (const { bar, measured, limit, isMet } of bars) {
    console.log(`${isMet ? 'holds ' : 'MISSED'} ${bar}: ${measured.toFixed(2)} (${limit})`);
  }
}
