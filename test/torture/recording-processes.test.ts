import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/learning/choice/seeded-random.js';
import { Ledger } from '../../src/learning/ledger.js';
import { loadSqlite } from '../../src/learning/sqlite/load.js';
import { bundledProgram } from '../unit/support/bundled-program.js';

let program: string;
let root: string;

beforeAll(async () => {
  await loadSqlite();
  program = await bundledProgram('test/torture/programs/recorder.ts');
  root = realpathSync(mkdtempSync(join(tmpdir(), 'processes-')));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

interface Recorder {
  readonly process: ChildProcess;
  readonly acknowledged: string[];
  readonly ended: Promise<unknown>;
}

function start(seed: number): Recorder {
  const child = spawn(process.execPath, [program, root, String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const acknowledged: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (output + chunk.toString()).split('\n');
    output = lines.pop() ?? '';
    acknowledged.push(...lines);
  });
  return { process: child, acknowledged, ended: once(child, 'close') };
}

describe('six processes that record, judge and update, and are killed', () => {
  it('leave files, sums and pulls that agree, and everything acknowledged', async () => {
    const random = seededRandom(11);
    const recorders: Recorder[] = [];
    for (let round = 0; round < 2; round++) {
      const wave = Array.from({ length: 6 }, (_, index) => start(round * 6 + index));
      recorders.push(...wave);
      for (const each of wave) {
        while (each.acknowledged.length === 0) {
          expect(each.process.exitCode).toBeNull();
          await pause(5);
        }
      }
      for (const each of wave) {
        await pause(random() * 120);
        each.process.kill('SIGKILL');
      }
      await Promise.all(wave.map(({ ended }) => ended));
    }
    const acknowledged = recorders.flatMap((each) => each.acknowledged);
    expect(acknowledged.length).toBeGreaterThan(40);

    const ledger = new Ledger(root);
    const { connection } = ledger.db;
    const scalar = (sql: string): unknown => Object.values(connection.get(sql) ?? {})[0];
    expect(scalar('PRAGMA integrity_check')).toBe('ok');
    expect(scalar('SELECT count(*) FROM pragma_foreign_key_check')).toBe(0);
    const rewards = new Map(
      connection
        .all<{ id: number; reward: number }>('SELECT id, reward FROM runs')
        .map((run) => [run.id, run.reward]),
    );
    for (const line of acknowledged) {
      const [kind, id] = line.split(' ');
      if (kind === 'run') expect(rewards.has(Number(id))).toBe(true);
    }
    const judged = new Set(
      acknowledged.filter((line) => line.startsWith('verdict')).map((line) => line.split(' ')[1]),
    );
    for (const id of judged) {
      expect(scalar(`SELECT verdict FROM run_facts WHERE run_id = ${id!}`)).toBe(1);
    }
    const updates = acknowledged.filter((line) => line.startsWith('update')).length;
    const direct = Number(scalar(`SELECT count(*) FROM pulls WHERE cause = 'direct'`));
    expect(direct).toBeGreaterThanOrEqual(updates);
    expect(direct).toBeLessThanOrEqual(updates + recorders.length);
    expect(scalar(`SELECT count(*) FROM pulls WHERE cause = 'person'`)).toBe(0);

    const files = JSON.parse(readFileSync(join(root, '.agent', 'prompt_variants.json'), 'utf8')) as {
      id: string;
      wins: number;
      trials: number;
    }[];
    for (const { id, wins, trials } of files) {
      const tally = ledger.pulls.tally('prompt', id);
      const runs = connection.get<{ n: number; reward: number }>(
        'SELECT count(*) AS n, total(reward) AS reward FROM runs WHERE prompt_id = ?',
        [id],
      )!;
      const updated = connection.get<{ n: number }>(
        `SELECT count(*) AS n FROM pulls WHERE cause = 'direct' AND arm = ?`,
        [id],
      )!;
      expect(tally.trials).toBe(runs.n + updated.n);
      expect(tally.wins).toBeCloseTo(runs.reward + updated.n * 0.5, 6);
      expect(trials).toBe(tally.trials);
      expect(wins).toBeCloseTo(tally.wins, 5);
    }
    ledger.close();
  }, 60_000);
});
