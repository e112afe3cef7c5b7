import { build } from 'esbuild';
import { copyFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundles } from '../../../../esbuild.mjs';
import type { DocsAccess } from '../../../../src/engine/docs/docs-api.js';
import { EngineClient } from '../../../../src/engine/engine-client.js';
import { ExperienceDB } from '../../../../src/learning/experience-db.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { eventually } from '../../../support/eventually.js';

const hooks = 'https://react.dev/learn/hooks';
const run = {
  goal: 'Fix the cart',
  role: 'coder',
  complexity: 'easy',
  author: { agent: 'fixture', modelName: null, promptId: null, provenance: 'told' },
  decisionIds: [],
} as const;

describe('documentation in the engine', () => {
  let built: string;
  let root: string;
  let client: EngineClient;
  /** A proxy that takes connections and never says a word. */
  let silent: Server;
  let silentAccess: DocsAccess;
  let connections: number;
  // Nobody listens there: whatever asks a site fails at once.
  const offline: DocsAccess = {
    hosts: ['docs.example.com'],
    proxy: 'http://127.0.0.1:9',
    noProxy: undefined,
  };

  beforeAll(async () => {
    await loadSqlite();
    built = mkdtempSync(join(tmpdir(), 'docs-engine-'));
    await Promise.all(
      (['engine.cjs', 'docs-worker.cjs'] as const).map((name) =>
        build({ ...bundles[name], outfile: join(built, name), logLevel: 'error' }),
      ),
    );
    copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', join(built, 'sql-wasm.wasm'));
    silent = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    silentAccess = { hosts: [], proxy: `http://127.0.0.1:${port}`, noProxy: undefined };
  });
  afterAll(() => {
    silent.close();
    rmSync(built, { recursive: true, force: true });
  });
  beforeEach(async () => {
    connections = 0;
    root = realpathSync(mkdtempSync(join(tmpdir(), 'docs-engine-root-')));
    const db = new ExperienceDB(root);
    db.upsertWebCache(
      hooks,
      '<h1>Rules of Hooks</h1><p>Call them at the top.</p><h2 id="why">Why</h2><p>So.</p>',
    );
    db.close();
    client = new EngineClient({ workerFile: join(built, 'engine.cjs'), log: () => undefined });
    await client.engine.open(root, { create: true, readOnly: false });
  });
  afterEach(async () => {
    await client.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  it('finds, reads, copies and clears what is kept, and says so in the records', async () => {
    const { engine } = client;
    const { places, problem } = await engine.searchDocs(
      root,
      { query: 'why', library: null, cacheOnly: false },
      offline,
      1,
    );
    expect([places[0]?.url, places[0]?.anchor, problem]).toEqual([hooks, 'why', null]);
    const { id } = await engine.startRun(root, run);
    const wanted = { address: `${hooks}#why`, query: 'why', refresh: false };
    const { page } = await engine.docsPage(root, wanted, offline, 2);
    expect(page).toMatchObject({ title: 'Rules of Hooks', heading: 'Why', anchor: 'why' });
    const part = await engine.copyDocs(root, `${hooks}#why`, 'why', offline);
    expect(part?.sources).toEqual([`${hooks}#why`]);
    expect(await engine.docsLookUps(root, 5)).toMatchObject([
      { action: 'copied', url: hooks, run: id },
      { action: 'read', url: hooks, source: 'cache', run: id },
    ]);
    expect(await engine.pageUses(root)).toMatchObject([{ url: hooks, runs: 1 }]);
    expect(await engine.docsConnections(root, 5)).toEqual([]);
    expect((await engine.keptDocs(root, offline)).map(({ url }) => url)).toEqual([hooks]);
    expect(await engine.clearDocs(root, offline)).toBe(1);
    expect(await engine.keptDocsPage(root, hooks, offline)).toBeNull();
    expect(await engine.docsLookUps(root, 5)).toEqual([]);
  });

  it('gives a run the pages that answer its task, and draws which of them take part', async () => {
    const { engine } = client;
    const { id } = await engine.startRun(root, run);
    const wanted = { runId: id, query: 'why', library: null, maxTokens: 1000 };
    const text = await engine.docsForRun(root, wanted, offline, 1);
    const [use] = await engine.pageUses(root);
    expect(use).toMatchObject({ url: hooks, runs: text.includes(hooks) ? 1 : 0 });
    const none = { ...wanted, query: 'zebra crossing' };
    expect(await engine.docsForRun(root, none, offline, 2)).toBe('');
  });

  it('keeps a page when its site cannot be reached, and says why', async () => {
    const wanted = { address: hooks, query: null, refresh: true };
    const { page, problem, isOffline } = await client.engine.docsPage(root, wanted, offline, 1);
    expect(page?.title).toBe('Rules of Hooks');
    expect(problem).toContain('react.dev could not be reached');
    expect(isOffline).toBe(true);
  });

  it('reads only hosts on the list and those that the person added', async () => {
    const { engine } = client;
    const read = async (address: string, access: DocsAccess): Promise<string | null> =>
      (await engine.docsPage(root, { address, query: null, refresh: false }, access, 1)).problem;
    expect(await read('https://docs.example.com/', offline)).toContain('could not be reached');
    expect(await read('https://docs.example.com/', { ...offline, hosts: [] })).toContain('not on the list');
    await expect(engine.docsLibraries(root, { ...offline, hosts: ['*.com'] })).rejects.toMatchObject({
      reason: 'user',
      message: expect.stringContaining('"*.com" is not the name') as string,
    });
    const libraries = await engine.docsLibraries(root, offline);
    expect(libraries.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'docs.example.com']));
  });

  it('asks no site when only what is kept is searched', async () => {
    const { engine } = client;
    const search = { query: 'hooks', library: 'react', cacheOnly: true };
    const { places } = await engine.searchDocs(root, search, silentAccess, 1);
    expect(places[0]).toMatchObject({ url: hooks });
    expect(connections).toBe(0);
  });

  it('records runs while a site keeps a look-up waiting, which can be cancelled', async () => {
    const { engine } = client;
    const wanted = { address: 'https://react.dev/slow', query: null, refresh: false };
    const reading = engine.docsPage(root, wanted, silentAccess, 7);
    await eventually('the proxy is asked', () => connections > 0);
    await expect(engine.startRun(root, run)).resolves.toMatchObject({ status: 'open' });
    await engine.cancelDocs(root, 7);
    await expect(reading).resolves.toMatchObject({ page: null, isOffline: false });
  });

  it('needs a ledger to keep pages in', async () => {
    await client.engine.close(root);
    await expect(client.engine.keptDocs(root, offline)).rejects.toMatchObject({ reason: 'user' });
  });
});
