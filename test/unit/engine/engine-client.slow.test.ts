import { build } from 'esbuild';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../../src/engine/engine-api.js';
import { EngineClient } from '../../../src/engine/engine-client.js';
import type { StartRun } from '../../../src/learning/runs/run.js';
import { bundles } from '../../../esbuild.mjs';
import { databaseFile } from '../../../src/learning/agent-folder.js';
import { migrations } from '../../../src/learning/schema.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { openConnection } from '../../../src/learning/sqlite/open.js';

let built: string;
let workerFile: string;
let root: string;
let client: EngineClient;

beforeAll(async () => {
  await loadSqlite();
  built = mkdtempSync(join(tmpdir(), 'engine-'));
  workerFile = join(built, 'engine.cjs');
  await build({ ...bundles['engine.cjs'], outfile: workerFile, logLevel: 'error' });
  copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', join(built, 'sql-wasm.wasm'));
});
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
});
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'engine-root-')));
  client = newClient();
});
afterEach(async () => {
  await client.dispose();
  rmSync(root, { recursive: true, force: true });
});

function newClient(file = workerFile): EngineClient {
  return new EngineClient({ workerFile: file, log: () => undefined });
}

const run: StartRun = {
  goal: 'Fix the cart',
  role: 'coder',
  complexity: 'easy',
  author: { agent: 'fixture', modelName: 'qwen2.5-coder:7b', promptId: 'concise', provenance: 'told' },
  decisionIds: [],
};
const write = { create: true, readOnly: false };

function nextEvent(from: EngineClient, wanted: (event: EngineEvent) => boolean): Promise<EngineEvent> {
  return new Promise((resolve) => {
    const listening = from.onEvent((event) => {
      if (!wanted(event)) return;
      listening.dispose();
      resolve(event);
    });
  });
}

describe('the engine in its thread', () => {
  it('records a run from start to verdict', async () => {
    const { engine } = client;
    await expect(engine.open(root, write)).resolves.toMatchObject({ exists: true, readOnlyReason: null });
    const suggestion = await engine.suggest(root, { complexity: 'easy', maxCostPer1k: 1 });
    expect(suggestion.prompt.text.length).toBeGreaterThan(50);
    const author = { ...run.author, promptId: suggestion.prompt.arm, modelName: suggestion.model.arm };
    const decisionIds = [suggestion.prompt.decisionId, suggestion.model.decisionId];
    const started = await engine.startRun(root, { ...run, author, decisionIds });
    expect(started).toMatchObject({
      status: 'open',
      taskSlug: 'fix-the-cart',
      goal: 'Fix the cart',
      reward: null,
    });
    await engine.observe(root, started.id, [
      {
        kind: 'command',
        at: '',
        source: 'task',
        check: 'test',
        label: 'test',
        exitCode: 0,
        tests: { passed: 4, failed: 0 },
      },
    ]);
    const finished = await engine.finishRun(root, started.id, {
      pair: { promptJson: '{}', outputJson: '{}' },
    });
    expect(finished).toMatchObject({ status: 'finished', reward: 0.875 });
    const judged = await engine.setVerdict(root, started.id, 'accepted');
    expect(judged).toMatchObject({ reward: 1, verdict: 1 });
    const standings = await engine.standings(root);
    expect(standings.find(({ arm }) => arm === suggestion.model.arm)).toMatchObject({
      trials: 1,
      wins: 1,
      mean: 1,
    });
    expect((await engine.stats(root)).recentStats.totalRuns).toBe(1);
    await engine.forgetRun(root, started.id);
    await expect(engine.getRun(root, started.id)).resolves.toBeNull();
    expect((await engine.standings(root)).every(({ trials }) => trials === 0)).toBe(true);
  });

  it('leaves a run by hand and a discarded run without a count', async () => {
    const { engine } = client;
    await engine.open(root, write);
    const author = { agent: 'by hand', modelName: null, promptId: null, provenance: 'told' } as const;
    const byHand = await engine.startRun(root, { ...run, author });
    await engine.setVerdict(root, byHand.id, 'accepted');
    await engine.finishRun(root, byHand.id, {});
    const discarded = await engine.startRun(root, run);
    await engine.discardRun(root, discarded.id);
    const unchecked = await engine.startRun(root, run);
    await expect(engine.finishRun(root, unchecked.id, {})).resolves.toMatchObject({
      status: 'finished',
      reward: null,
    });
    expect((await engine.listRuns(root, { limit: 10 })).map(({ status }) => status)).toEqual([
      'finished',
      'discarded',
      'finished',
    ]);
    expect((await engine.standings(root)).every(({ trials }) => trials === 0)).toBe(true);
  });

  it('reads design cards without a ledger, broken ones with the place, links not at all', async () => {
    const tasks = join(root, '.agent', 'tasks');
    mkdirSync(tasks, { recursive: true });
    writeFileSync(join(tasks, 'good.yaml'), 'name: good\ngoals: [one]\n');
    writeFileSync(join(tasks, 'broken.yaml'), 'name: [\n');
    symlinkSync('/etc/hostname', join(tasks, 'link.yaml'));
    const cards = await client.engine.designCards(root);
    expect(cards.map(({ name, result }) => [name, result.card?.name ?? result.problems.length > 0])).toEqual([
      ['broken.yaml', true],
      ['good.yaml', 'good'],
    ]);
  });

  it('makes nothing where it was not asked to', async () => {
    await expect(client.engine.open(root, { create: false, readOnly: false })).resolves.toMatchObject({
      exists: false,
    });
    await expect(client.engine.open(root, { create: true, readOnly: true })).resolves.toMatchObject({
      exists: false,
    });
    expect(existsSync(join(root, '.agent'))).toBe(false);
    await expect(client.engine.startRun(root, run)).rejects.toMatchObject({ reason: 'user' });
  });

  it('tells another window of a change, and of a hand edit', async () => {
    const other = newClient();
    await client.engine.open(root, write);
    await other.engine.open(root, write);
    const changed = nextEvent(other, ({ type }) => type === 'changed');
    const started = await client.engine.startRun(root, run);
    await expect(changed).resolves.toEqual({ type: 'changed', root });
    await expect(other.engine.getRun(root, started.id)).resolves.toMatchObject({ status: 'open' });
    await pause(300);
    const edited = nextEvent(other, ({ type }) => type === 'changed');
    writeFileSync(join(root, '.agent', 'prompt_variants.json'), '[{"id":"mine","template":"concise"}]');
    await edited;
    expect((await other.engine.suggest(root, { complexity: null, maxCostPer1k: 1 })).prompt.arm).toBe('mine');
    await other.dispose();
  });

  it('waits for another process that holds the lock, says so, and then records', async () => {
    await client.engine.open(root, write);
    const connection = openConnection(databaseFile(root), { migrations });
    const waiting = nextEvent(client, ({ type }) => type === 'waiting');
    connection.exec('BEGIN IMMEDIATE');
    const started = client.engine.startRun(root, run);
    await expect(waiting).resolves.toEqual({ type: 'waiting', root, waiting: true });
    connection.exec('COMMIT');
    connection.close();
    await expect(started).resolves.toMatchObject({ status: 'open' });
  });

  it('says after a crash what was not recorded, and goes on with the same ledgers', async () => {
    const crashing = join(built, 'crashing.cjs');
    writeFileSync(
      crashing,
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', (message) => { if (message.method === 'setVerdict') process.exit(9); });
       require(${JSON.stringify(workerFile)});`,
    );
    const fragile = newClient(crashing);
    await fragile.engine.open(root, write);
    const { id } = await fragile.engine.startRun(root, run);
    const unrecorded = new Promise((resolve) => fragile.onCrash(resolve));
    await expect(fragile.engine.setVerdict(root, id, 'accepted')).rejects.toMatchObject({
      reason: 'crashed',
    });
    await expect(unrecorded).resolves.toEqual(['setVerdict']);
    await expect(fragile.engine.getRun(root, id)).resolves.toMatchObject({ status: 'open', verdict: null });
    await fragile.dispose();
  });

  it('copies the database once a day and brings the copy back when all is gone', async () => {
    const copies = join(built, 'copies');
    const keep = { ...write, copiesIn: copies };
    await client.engine.open(root, keep);
    await expect.poll(() => existsSync(copies) && readdirSync(copies).length).toBe(1);
    const { id } = await client.engine.startRun(root, run);
    await client.engine.close(root);
    rmSync(join(copies, readdirSync(copies)[0] ?? ''));
    await client.engine.open(root, keep);
    await expect.poll(() => readdirSync(copies).length).toBe(1);
    await client.engine.close(root);
    rmSync(join(root, '.agent'), { recursive: true });

    const state = await client.engine.open(root, keep);
    expect(state).toMatchObject({
      exists: false,
      copyFrom: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
    });
    expect(existsSync(join(root, '.agent'))).toBe(false);
    await expect(client.engine.restoreCopy(root)).resolves.toMatchObject({ exists: true, copyFrom: null });
    await expect(client.engine.getRun(root, id)).resolves.toMatchObject({ status: 'open' });
  });

  it('says when the database was deleted under it, and starts anew when asked', async () => {
    await client.engine.open(root, write);
    await client.engine.startRun(root, run);
    const vanished = nextEvent(client, ({ type }) => type === 'vanished');
    rmSync(join(root, '.agent'), { recursive: true });
    await expect(client.engine.startRun(root, run)).rejects.toThrow(/was deleted while/);
    await expect(vanished).resolves.toEqual({ type: 'vanished', root });
    await expect(client.engine.open(root, { ...write, startAnew: true })).resolves.toMatchObject({
      exists: true,
    });
    await expect(client.engine.listRuns(root, { limit: 5 })).resolves.toEqual([]);

    const other = newClient();
    await other.engine.open(root, write);
    // What the opening itself set off is over by then.
    await pause(500);
    const changed = nextEvent(client, ({ type }) => type === 'changed');
    await other.engine.startRun(root, run);
    await expect(changed).resolves.toEqual({ type: 'changed', root });
    await other.dispose();
  });

  it('goes on with a database that was restored under it', async () => {
    await client.engine.open(root, write);
    const { id } = await client.engine.startRun(root, run);
    const file = databaseFile(root);
    const bytes = readFileSync(file);
    rmSync(file);
    writeFileSync(file, bytes);
    await expect(client.engine.setVerdict(root, id, 'accepted')).resolves.toMatchObject({ verdict: 1 });
  });

  it('saves what can be read of a damaged database', async () => {
    await client.engine.open(root, write);
    const author = { ...run.author, agent: 'before' };
    for (let i = 0; i < 200; i++) await client.engine.startRun(root, { ...run, author });
    await client.engine.close(root);
    const file = databaseFile(root);
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096 * 12, 4096 * 13);
    writeFileSync(file, bytes);
    await client.engine.open(root, write).catch(() => undefined);
    const salvaged = await client.engine.repair(root);
    expect(salvaged?.kept).toContain('damaged');
    expect(existsSync(salvaged?.kept ?? '')).toBe(true);
    await expect(client.engine.startRun(root, run)).resolves.toMatchObject({ status: 'open' });
  });

  it('answers nothing after it was closed', async () => {
    await client.engine.open(root, write);
    await client.dispose();
    await expect(client.engine.stats(root)).rejects.toMatchObject({ reason: 'closed' });
  });
});
