import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FromDocsWorker, ToDocsWorker } from '../../../src/learning/docs/worker-messages.js';
import type { WebKnowledge } from '../../../src/learning/web-knowledge.js';
import { builtDocs, type BuiltDocs } from './built-docs.js';
import { certificate, TlsServer } from './tls-server.js';

const dayMs = 86_400_000;
const sentence = (about: string): string =>
  `${about} is explained here in a sentence that is long enough to be a paragraph.`;
const pages: Readonly<Record<string, string>> = {
  '/reference/react': `<h1>React Reference</h1><p>${sentence('All of React')}</p><p>${sentence('Every one of the hooks')}</p>`,
  '/reference/react/useState': `<main><h1>useState</h1>${['useState', 'State', 'Setting', 'Fourth'].map((each) => `<p>${sentence(each)}</p>`).join('')}</main>`,
  '/learn/hooks': `<h1>Rules of hooks</h1><p>${sentence('Calling hooks')}</p>`,
  '/scripts': '<script>render()</script>',
};

const respond: RequestListener = (request, response) => {
  const page = pages[request.url ?? ''];
  response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(page);
};

describe('web knowledge, as built', () => {
  let built: Awaited<ReturnType<typeof builtDocs>>;
  let docs: BuiltDocs;
  let server: TlsServer;
  let root: string;
  let now: number;
  let problems: string[];
  let web: WebKnowledge;

  beforeAll(async () => {
    built = await builtDocs();
    docs = built.docs;
  });
  afterAll(() => {
    built.remove();
  });
  beforeEach(async () => {
    server = await TlsServer.start(respond);
    root = mkdtempSync(join(tmpdir(), 'web-knowledge-'));
    now = Date.parse('2026-02-03T04:05:06Z');
    problems = [];
    web = open();
  });
  afterEach(async () => {
    web.close();
    await server.stop();
    rmSync(root, { recursive: true });
  });

  function open(): WebKnowledge {
    return new docs.WebKnowledge(root, {
      ...server.route,
      clock: () => new Date(now),
      onProblem: (problem) => problems.push(problem),
    });
  }

  it('fetches a page and keeps it for seven days', async () => {
    const url = 'https://react.dev/reference/react/useState';
    const page = await web.fetchPage(`${url}#usage`);
    expect(page).toMatchObject({
      url,
      title: 'useState',
      fetchedAt: '2026-02-03T04:05:06.000Z',
      isStale: false,
    });
    expect(page?.summary.split('\n\n')).toEqual(['useState', 'State', 'Setting'].map(sentence));
    now += 7 * dayMs - 1000;
    web.close();
    web = open();
    expect(await web.fetchPage(url)).toEqual(page);
    expect(server.requests).toHaveLength(1);
    now += 2000;
    expect(await web.fetchPage(url)).toMatchObject({ fetchedAt: '2026-02-10T04:05:07.000Z', isStale: false });
    expect(server.requests).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  it('serves the old page, marked, when the site cannot be had any more', async () => {
    const url = 'https://react.dev/learn/hooks';
    await web.fetchPage(url);
    await server.stop();
    now += 30 * dayMs;
    expect(await web.fetchPage(url)).toMatchObject({ title: 'Rules of hooks', isStale: true });
    expect(problems).toEqual([expect.stringContaining('could not be reached')]);
    server = await TlsServer.start((_, response) => response.writeHead(404).end());
    web.close();
    web = open();
    expect(await web.fetchPage(url)).toMatchObject({ title: 'Rules of hooks', isStale: true });
  });

  it.each([
    ['https://evil.example/', 'not on the list'],
    ['http://react.dev/', 'only https'],
    ['https://react.dev/none', '404'],
    ['https://react.dev/scripts', 'no text on it'],
  ])('gives null for %s, and says why', async (url, why) => {
    expect(await web.fetchPage(url)).toBeNull();
    expect(problems).toEqual([expect.stringContaining(why)]);
  });

  it('finds pages by their words, titles first, and fetches only where the documentation begins', async () => {
    await web.fetchPage('https://react.dev/learn/hooks');
    await web.fetchPage('https://react.dev/reference/react/useState');
    const found = await web.searchDocs('hooks', 'react');
    expect(found.map(({ title }) => title)).toEqual(['Rules of hooks', 'React Reference']);
    expect(server.requests.at(-1)).toBe('react.dev/reference/react');
    expect(await web.searchDocs('usestate')).toMatchObject([{ title: 'useState' }]);
    expect(await web.searchDocs('')).toEqual([]);
    expect(server.requests).toHaveLength(3);
  });

  it('does not search the pages of other libraries', async () => {
    await web.fetchPage('https://react.dev/learn/hooks');
    expect(await web.searchDocs('hooks', 'vue')).toEqual([]);
  });

  it('names the libraries it knows', async () => {
    expect(await web.searchDocs('hooks', 'nonsense')).toEqual([]);
    expect(problems).toEqual([
      expect.stringMatching(/No documentation is known for "nonsense", only for .*react.*python/),
    ]);
    expect(server.lookups).toEqual([]);
  });

  it('writes the part of a prompt', async () => {
    const found = await web.searchDocs('hooks', 'react');
    expect(web.formatForPrompt(found)).toBe(
      '# Web Knowledge (Official Documentation)\n\n## 1. React Reference\n\nSource: https://react.dev/reference/react\n\n' +
        `${sentence('All of React')}\n\n${sentence('Every one of the hooks')}`,
    );
    expect(web.formatForPrompt([])).toBe('');
  });

  it.each([
    [{ web: 'on' }, true],
    [{ web: true }, true],
    [{ web: 'off' }, false],
    [{ web: false }, false],
    [{}, false],
  ])('knows whether %j asks for it', (card, isEnabled) => {
    expect(web.isWebEnabled(card)).toBe(isEnabled);
  });

  it('reaches nobody unless asked', async () => {
    await web.searchDocs('anything');
    web.formatForPrompt([]);
    expect(server.lookups).toEqual([]);
  });

  describe('in its worker', () => {
    let worker: Worker | undefined;
    afterEach(async () => {
      await worker?.terminate();
    });

    /** Asks the worker for a page, answers its look-ups, and gives its answer. */
    function ask(to: Worker, address: string): Promise<FromDocsWorker> {
      return new Promise((resolve) => {
        to.on('message', (message: FromDocsWorker) => {
          if (message.kind !== 'lookup') resolve(message);
          else
            to.postMessage({
              kind: 'addresses',
              id: message.id,
              addresses: [{ address: '127.0.0.1', family: 4 }],
            } satisfies ToDocsWorker);
        });
        to.postMessage({ kind: 'retrieve', id: 7, address } satisfies ToDocsWorker);
      });
    }

    it('retrieves a page', async () => {
      const { port } = server.route;
      worker = new Worker(built.workerFile, { workerData: { looksUpOverPort: true, ca: certificate, port } });
      expect(await ask(worker, 'https://react.dev/learn/hooks')).toMatchObject({
        kind: 'page',
        id: 7,
        page: { url: 'https://react.dev/learn/hooks', title: 'Rules of hooks', html: pages['/learn/hooks'] },
      });
    });

    it('says what it may not fetch', async () => {
      worker = new Worker(built.workerFile);
      expect(await ask(worker, 'https://evil.example/')).toMatchObject({
        kind: 'problem',
        id: 7,
        reason: 'refused',
      });
    });
  });
});
