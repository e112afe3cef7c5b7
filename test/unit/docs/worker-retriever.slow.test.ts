import type { RequestListener } from 'node:http';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WorkerRetriever, type WorkerRetrieverOptions } from '../../../src/learning/docs/worker-retriever.js';
import { eventually } from '../../support/eventually.js';
import { builtDocs, quickly, type BuiltDocs } from './built-docs.js';
import { certificate, TlsServer } from './tls-server.js';

const address = 'https://react.dev/page';
const says =
  (body: string, type = 'text/html'): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-type': type, etag: '"a"' }).end(body);
  };

describe('the worker as built', () => {
  let built: BuiltDocs;
  const closers: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    built = await builtDocs();
  });
  afterAll(() => {
    built.remove();
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  async function open(
    respond: RequestListener,
    options: Partial<WorkerRetrieverOptions> = {},
  ): Promise<{ worker: WorkerRetriever; server: TlsServer }> {
    const server = await TlsServer.start(respond);
    const worker = new WorkerRetriever({
      workerFile: built.workerFile,
      lookup: server.route.lookup,
      allowedAddresses: ['127.0.0.1'],
      ca: certificate,
      port: server.port,
      limits: quickly,
      ...options,
    });
    closers.push(
      () => worker.close(),
      () => server.stop(),
    );
    return { worker, server };
  }

  it('retrieves a page, and says how far it is', async () => {
    const { worker, server } = await open(says('<h1>Hooks</h1><p>All of them.</p>'));
    const stages: string[] = [];
    expect(await worker.page({ address }, { onStage: (stage) => stages.push(stage) })).toMatchObject({
      kind: 'page',
      url: address,
      title: 'Hooks',
      markdown: '# Hooks\n\nAll of them.',
      etag: '"a"',
    });
    expect(stages).toEqual(['fetching', 'reading']);
    expect(new Set(server.lookups)).toEqual(new Set(['react.dev']));
  });

  it('retrieves an index', async () => {
    const { worker } = await open(says('- [Hooks](/hooks.md) - [Evil](https://evil.example/)', 'text/plain'));
    const index = { kind: 'llms', url: 'https://react.dev/llms.txt' } as const;
    expect(await worker.index({ index })).toMatchObject({
      kind: 'index',
      entries: [{ title: 'Hooks', url: 'https://react.dev/hooks' }],
    });
  });

  it('reads hosts that a person added', async () => {
    const added = 'https://docs.example.com/';
    const { worker } = await open(says('<p>Added.</p>'), { hosts: ['docs.example.com'] });
    expect(await worker.page({ address: added })).toMatchObject({ markdown: 'Added.' });
    const other = await open(says('<p>Added.</p>'));
    await expect(other.worker.page({ address: added })).rejects.toMatchObject({ reason: 'refused' });
  });

  it('checks what the resolver of its creator says', async () => {
    const { worker, server } = await open(says('secret'), { allowedAddresses: [] });
    await expect(worker.page({ address })).rejects.toThrow('127.0.0.1, which is not a public address');
    expect(server.requests).toEqual([]);
  });

  it('says offline when its creator finds no address', async () => {
    const { worker } = await open(says('x'), { lookup: () => Promise.reject(new Error('no')) });
    await expect(worker.page({ address })).rejects.toMatchObject({ reason: 'offline' });
  });

  it('starts nothing unless asked', async () => {
    const worker = new WorkerRetriever({ workerFile: '/nowhere/at/all.cjs' });
    await worker.close();
  });

  it('gives up a page that nobody wants any more, and goes on', async () => {
    const controller = new AbortController();
    const { worker } = await open((request, response) => {
      if (request.url === '/page') controller.abort();
      else says('<p>Next.</p>')(request, response);
    });
    await expect(worker.page({ address }, { signal: controller.signal })).rejects.toMatchObject({
      reason: 'cancelled',
    });
    expect(await worker.page({ address: `${address}2` })).toMatchObject({ markdown: 'Next.' });
    await expect(worker.page({ address }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      reason: 'cancelled',
    });
  });

  it('ends when its creator is killed', async () => {
    const program = `
      const { fork } = require('node:child_process');
      const worker = fork(${JSON.stringify(built.workerFile)}, { serialization: 'advanced' });
      worker.send({ kind: 'start', start: {} });
      worker.on('spawn', () => console.log(worker.pid));`;
    const creator = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(creator.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    creator.kill('SIGKILL');
    await eventually('the worker is gone', () => !isAlive(pid));
  });

  it('fails what is under way when it is closed', async () => {
    const { worker } = await open(() => undefined);
    const page = worker.page({ address });
    const ended = expect(page).rejects.toMatchObject({ reason: 'cancelled' });
    await worker.close();
    await ended;
  });
});

function isAlive(pid: number): boolean {
  try {
    // Signal 0 asks only; one that has ended may wait for init to collect it.
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a worker that misbehaves', () => {
  let folder: string;
  let worker: WorkerRetriever;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'misbehaving-'));
  });
  afterEach(() => worker.close());
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** A worker that answers every page, except that it does `harm` while it reads one whose address says so. */
  function misbehaving(harm: string, silenceMs: number): { log: string[] } {
    const workerFile = join(folder, 'worker.cjs');
    writeFileSync(
      workerFile,
      `process.on('message', ({ kind, id, question }) => {
         if (kind !== 'retrieve') return;
         if (!question.request.address.includes('harm')) {
           setTimeout(() => process.send({ kind: 'answer', id, answer: { kind: 'unchanged' } }), 300);
           return;
         }
         process.send({ kind: 'stage', id, stage: 'reading' });
         setTimeout(() => { ${harm} }, 20);
       });`,
    );
    const log: string[] = [];
    worker = new WorkerRetriever({ workerFile, silenceMs, log: (line) => log.push(line) });
    return { log };
  }

  it.each([
    ['hangs', 'for (;;);', 500],
    ['dies', 'throw new Error("broken")', 20_000],
    ['ends', 'process.exit(3)', 20_000],
    ['takes all memory', 'const all = []; for (;;) all.push(new Array(100_000).fill(all.length));', 20_000],
  ])('and %s fails what it was reading, and only that', async (_, harm, silenceMs) => {
    misbehaving(harm, silenceMs);
    const [bad, good] = await Promise.allSettled([
      worker.page({ address: 'https://react.dev/harm' }),
      worker.page({ address: 'https://react.dev/fine' }),
    ]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { reason: 'unusable' } });
    expect(good).toMatchObject({ status: 'fulfilled', value: { kind: 'unchanged' } });
    expect(await worker.page({ address: 'https://react.dev/later' })).toEqual({ kind: 'unchanged' });
  });

  it('that cannot even start fails what was asked', async () => {
    const log: string[] = [];
    worker = new WorkerRetriever({ workerFile: join(folder, 'none.cjs'), log: (line) => log.push(line) });
    await expect(worker.page({ address })).rejects.toMatchObject({ reason: 'unusable' });
    await eventually('the failure is in the log', () => log.length > 0);
  });
});
