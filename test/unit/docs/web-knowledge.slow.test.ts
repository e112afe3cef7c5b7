import { createHook } from 'node:async_hooks';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WebKnowledge } from '../../../src/learning/web-knowledge.js';
import { builtDocs, quickly, type BuiltDocs } from './built-docs.js';
import { TlsServer } from './tls-server.js';

const dayMs = 86_400_000;
const sentence = (about: string): string =>
  `${about} is explained here in a sentence that is long enough to be a paragraph.`;
const llms = `# React
- [Rules of Hooks](https://react.dev/learn/hooks.md)
- [useState](https://react.dev/reference/react/useState.md): a hook
- [Gone hooks](https://react.dev/gone.md)
- [Elsewhere hooks](https://evil.example/hooks)
`;
const hooks = `<main><h1>Rules of Hooks</h1><p>${sentence('Calling hooks')}</p><h2 id="top">At the top</h2><p>${sentence('The top')}</p></main>`;
const useState = `<main><h1>useState</h1>${['useState', 'State', 'Setting', 'Fourth'].map((each) => `<p>${sentence(each)}</p>`).join('')}</main>`;
const pages = new Map([
  ['react.dev/llms.txt', llms],
  ['react.dev/learn/hooks', hooks],
  ['react.dev/reference/react/useState', useState],
  ['18.react.dev/learn/hooks', hooks.replace('Rules', 'Old rules')],
  [
    'vuejs.org/guide/introduction.html',
    `<h1>Vue</h1><p>${sentence('Vue')}</p><a href="/guide/reactivity.html">Reactivity</a>`,
  ],
  ['vuejs.org/guide/reactivity.html', `<h1>Reactivity</h1><p>${sentence('Reactivity')}</p>`],
]);

describe('web knowledge, as built', () => {
  let built: BuiltDocs;
  let server: TlsServer;
  let root: string;
  let now: number;
  let problems: string[];
  let web: WebKnowledge;
  let respond: RequestListener;

  beforeAll(async () => {
    built = await builtDocs();
  });
  afterAll(() => {
    built.remove();
  });
  beforeEach(async () => {
    respond = (request, response) => {
      const page = pages.get(`${(request.headers.host ?? '').split(':')[0] ?? ''}${request.url ?? ''}`);
      const type = request.url?.endsWith('.txt') === true ? 'text/plain' : 'text/html';
      response.writeHead(page === undefined ? 404 : 200, { 'content-type': type }).end(page);
    };
    server = await TlsServer.start((request, response) => {
      respond(request, response);
    });
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
    return new built.WebKnowledge(root, {
      ...server.route,
      limits: quickly,
      clock: () => new Date(now),
      onProblem: (problem) => problems.push(problem),
    });
  }

  describe('a page', () => {
    const url = 'https://react.dev/reference/react/useState';

    it('is fetched, and kept for seven days', async () => {
      const page = await web.fetchPage(`${url}#usage`);
      expect(page).toMatchObject({
        url,
        title: 'useState',
        fetchedAt: '2026-02-03T04:05:06.000Z',
        isStale: false,
        version: null,
      });
      expect(page?.summary.split('\n\n')).toEqual(['useState', 'State', 'Setting'].map(sentence));
      now += 7 * dayMs - 1000;
      web.close();
      web = open();
      expect(await web.fetchPage(url)).toEqual(page);
      expect(server.requests).toHaveLength(1);
      now += 2000;
      expect(await web.fetchPage(url)).toMatchObject({
        fetchedAt: '2026-02-10T04:05:07.000Z',
        isStale: false,
      });
      expect(server.requests).toHaveLength(2);
      expect(problems).toEqual([]);
    });

    it('is not sent again when the site says that nothing changed', async () => {
      const asked: unknown[] = [];
      respond = ({ headers }, response) => {
        asked.push([headers['if-none-match'], headers['if-modified-since']]);
        const known = headers['if-none-match'] === '"a"';
        const modified = 'Mon, 02 Feb 2026 00:00:00 GMT';
        response
          .writeHead(known ? 304 : 200, {
            'content-type': 'text/html',
            etag: '"a"',
            'last-modified': modified,
          })
          .end(known ? undefined : useState);
      };
      await web.fetchPage(url);
      now += 8 * dayMs;
      expect(await web.fetchPage(url)).toMatchObject({
        fetchedAt: '2026-02-03T04:05:06.000Z',
        isStale: false,
      });
      now += 6 * dayMs;
      await web.fetchPage(url);
      expect(asked).toEqual([
        [undefined, undefined],
        ['"a"', 'Mon, 02 Feb 2026 00:00:00 GMT'],
      ]);
    });

    it('is asked for anew on demand', async () => {
      await web.fetchPage(url);
      await web.fetchPage(url, { refresh: true });
      expect(server.requests).toHaveLength(2);
    });

    it('is fetched once, however many ask', async () => {
      const found = await Promise.all([web.fetchPage(url), web.fetchPage(url), web.fetchPage(url)]);
      expect(found.map((page) => page?.title)).toEqual(['useState', 'useState', 'useState']);
      expect(server.requests).toHaveLength(1);
    });

    it('is still fetched for those who want it when the first does not want it any more', async () => {
      const controller = new AbortController();
      const answer = respond;
      respond = () => {
        respond = answer;
        controller.abort();
      };
      const first = web.fetchPage(url, { signal: controller.signal });
      const second = web.fetchPage(url);
      expect(await first).toBeNull();
      expect((await second)?.title).toBe('useState');
      expect(problems).toEqual([]);
    });

    it.each([
      ['cannot be reached', undefined, 'could not be reached'],
      ['has lost it', (_, response) => response.writeHead(404).end(), '404'],
      ['fails', (_, response) => response.writeHead(500).end(), '500'],
      [
        'says almost nothing any more',
        (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Loading</p>'),
        'almost nothing',
      ],
      [
        'sends everybody to sign in',
        (_, response) => response.writeHead(302, { location: 'http://login.example/' }).end(),
        'sign in',
      ],
      [
        'answers with something else',
        (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
        'application/json',
      ],
    ] satisfies [string, RequestListener | undefined, string][])(
      'is served as it was, marked, when its site %s',
      async (_, then, why) => {
        await web.fetchPage(url);
        now += 30 * dayMs;
        if (then === undefined) await server.stop();
        else respond = then;
        expect(await web.fetchPage(url)).toMatchObject({
          title: 'useState',
          fetchedAt: '2026-02-03T04:05:06.000Z',
          isStale: true,
        });
        expect(problems).toEqual([expect.stringContaining(why)]);
        expect(web.cached()).toHaveLength(1);
      },
    );

    it('is read when somebody put it into the cache by SQL', async () => {
      web.close();
      const { ExperienceDB } = await import('../../../src/learning/experience-db.js');
      const { loadSqlite } = await import('../../../src/learning/sqlite/load.js');
      await loadSqlite();
      const db = new ExperienceDB(root, { clock: () => new Date(now) });
      db.upsertWebCache(url, useState);
      db.upsertWebCache('https://evil.example/', hooks);
      db.close();
      web = open();
      expect(await web.fetchPage(url)).toMatchObject({ title: 'useState', isStale: false });
      expect((await web.searchDocs('hooks')).map((page) => page.url)).toEqual([]);
      expect((await web.searchDocs('setting')).map((page) => page.url)).toEqual([url]);
      expect(server.requests).toEqual([]);
    });

    it('is forgotten on demand', async () => {
      await web.fetchPage(url);
      await web.fetchPage('https://react.dev/learn/hooks');
      expect(web.clearCache(url)).toBe(1);
      expect(web.cached().map((item) => item.url)).toEqual(['https://react.dev/learn/hooks']);
      expect(web.clearCache()).toBe(1);
      expect(web.cached()).toEqual([]);
      expect(await web.searchDocs('hooks')).toEqual([]);
    });
  });

  describe('a search', () => {
    it('finds and fetches what the site lists, and nothing that it may not', async () => {
      const found = await web.searchDocs('hooks', 'react');
      expect(found.map(({ url, section }) => [url, section])).toEqual([
        ['https://react.dev/learn/hooks', null],
      ]);
      expect(server.requests[0]).toBe('react.dev/llms.txt');
      expect(server.requests.slice(1).sort()).toEqual(['react.dev/gone', 'react.dev/learn/hooks']);
      expect(problems).toEqual([expect.stringContaining('404')]);
    });

    it('leads to the part of the page that answers', async () => {
      await web.searchDocs('hooks', 'react');
      expect(await web.searchDocs('at the top', 'react')).toMatchObject([
        {
          url: 'https://react.dev/learn/hooks',
          anchor: 'top',
          section: `## At the top\n\n${sentence('The top')}`,
        },
      ]);
      expect((await web.lookUp('top'))[0]).toMatchObject({
        url: 'https://react.dev/learn/hooks',
        anchor: 'top',
      });
    });

    it('uses the links of a page of contents where there is nothing better', async () => {
      const found = await web.searchDocs('reactivity', 'vue');
      expect(found.map(({ title }) => title)).toEqual(['Reactivity']);
      expect(server.requests).toEqual([
        'vuejs.org/llms.txt',
        'vuejs.org/guide/introduction.html',
        'vuejs.org/guide/reactivity.html',
      ]);
    });

    it('goes on with the cache when there is no network', async () => {
      await web.searchDocs('hooks', 'react');
      await server.stop();
      now += 30 * dayMs;
      expect(await web.searchDocs('hooks', 'react')).toMatchObject([
        { title: 'Rules of Hooks', isStale: true },
      ]);
      expect(problems.slice(1).length).toBeLessThanOrEqual(2);
      problems = [];
      expect(await web.searchDocs('anything', 'python')).toEqual([]);
      expect(problems).toEqual([expect.stringContaining('could not be reached')]);
    });

    it('says what it knows of the pages, without fetching them', async () => {
      await web.fetchPage('https://react.dev/learn/hooks');
      const kept = async (): Promise<unknown> =>
        (await web.lookUp('hooks state', 'react')).map((place) => [place.url, place.page, place.kept]);
      const state = ['https://react.dev/reference/react/useState', null, 'no'];
      const rules = ['https://react.dev/learn/hooks', 'Rules of Hooks'];
      expect(await kept()).toEqual(expect.arrayContaining([state, [...rules, 'fresh']]));
      now += 8 * dayMs;
      expect(await kept()).toEqual(expect.arrayContaining([state, [...rules, 'stale']]));
      expect(server.requests.filter((request) => !request.endsWith('llms.txt'))).toEqual([
        'react.dev/learn/hooks',
      ]);
    });

    it('asks no site when it is told to', async () => {
      expect(await web.lookUp('hooks', 'react', { cacheOnly: true })).toEqual([]);
      expect(await web.fetchPage('https://react.dev/learn/hooks', { cacheOnly: true })).toBeNull();
      expect(web.kept('https://react.dev/learn/hooks')).toBeNull();
      expect(web.kept('https://evil.example/')).toBeNull();
      expect(server.lookups).toEqual([]);
    });

    it('tells whoever asks what went wrong', async () => {
      const told: string[] = [];
      const onProblem = (problem: string): void => void told.push(problem);
      await web.lookUp('hooks', 'nonsense', { onProblem });
      await web.fetchPage('https://evil.example/', { onProblem });
      expect(told).toEqual([expect.stringContaining('nonsense'), expect.stringContaining('not on the list')]);
      expect(problems).toEqual([]);
    });

    it('looks only at the cache without a library', async () => {
      await web.fetchPage('https://react.dev/learn/hooks');
      expect(await web.searchDocs('hooks')).toMatchObject([{ title: 'Rules of Hooks' }]);
      expect(await web.searchDocs('')).toEqual([]);
      expect(server.requests).toHaveLength(1);
    });

    it('names the libraries it knows', async () => {
      expect(await web.searchDocs('hooks', 'nonsense')).toEqual([]);
      expect(problems).toEqual([
        expect.stringMatching(/No documentation is known for "nonsense", only for .*react.*python/),
      ]);
      expect(server.lookups).toEqual([]);
    });
  });

  it('keeps a record of look-ups and of connections', async () => {
    const url = 'https://react.dev/learn/hooks';
    await web.read(url, {}, 'rules of hooks');
    await web.fetchPage(url);
    const page = await web.fetchPage('https://react.dev/gone');
    expect(page).toBeNull();
    expect(web.copyForPrompt(web.kept(url) ?? expect.fail('not kept')).sources).toEqual([url]);
    web.close();
    const { ExperienceDB } = await import('../../../src/learning/experience-db.js');
    const { DocsLog } = await import('../../../src/learning/docs/records/docs-log.js');
    const { loadSqlite } = await import('../../../src/learning/sqlite/load.js');
    await loadSqlite();
    const db = new ExperienceDB(root);
    const log = new DocsLog(db.connection, () => new Date(now));
    const at = '2026-02-03T04:05:06.000Z';
    expect(log.lookUps(10)).toEqual([
      { at, action: 'copied', query: null, url, source: 'cache', run: null },
      { at, action: 'read', query: null, url, source: 'cache', run: null },
      { at, action: 'read', query: 'rules of hooks', url, source: 'site', run: null },
    ]);
    const connections = log.connections(10);
    expect(connections.map((each) => [each.at, each.host, each.url, each.purpose])).toEqual([
      [at, 'react.dev', 'https://react.dev/gone', 'page'],
      [at, 'react.dev', url, 'page'],
      [at, 'react.dev', 'https://react.dev/robots.txt', 'rules'],
    ]);
    expect(connections.every(({ bytes }) => bytes > 100)).toBe(true);
    db.close();
    web = open();
  });

  it('knows which libraries the workspace uses', () => {
    writeFileSync(join(root, 'package-lock.json'), '{"dependencies":{"zod":{"version":"4.6.7"}}}');
    const [first, second] = web.catalogue();
    expect(first).toMatchObject({ name: 'zod', host: 'zod.dev', isUsed: true });
    expect(second?.isUsed).toBe(false);
  });

  describe('the version in use', () => {
    it('decides which page it is', async () => {
      const lock = { packages: { 'node_modules/react': { version: '18.3.1' } } };
      writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
      expect(await web.fetchPage('https://react.dev/learn/hooks')).toMatchObject({
        url: 'https://18.react.dev/learn/hooks',
        title: 'Old rules of Hooks',
        version: '18',
      });
      expect(await web.searchDocs('hooks', 'react')).toMatchObject([{ title: 'Old rules of Hooks' }]);
    });

    it('gives way to the newest where a site has no such page', async () => {
      writeFileSync(join(root, 'package-lock.json'), '{"dependencies":{"react":{"version":"18.0.0"}}}');
      expect(await web.fetchPage('https://react.dev/reference/react/useState')).toMatchObject({
        url: 'https://react.dev/reference/react/useState',
        version: null,
      });
      expect(problems).toEqual([]);
    });
  });

  describe('a card', () => {
    it.each([
      ['on', true],
      ['On', true],
      [true, true],
      ['true', true],
      ['on  # Enable web knowledge', true],
      ['off', false],
      [false, false],
      ['only', false],
      ['off # not on', false],
      [1, false],
      [undefined, false],
      [null, false],
      [{}, false],
    ])('with web: %j says %s', (value, isEnabled) => {
      expect(web.isWebEnabled({ web: value })).toBe(isEnabled);
    });
  });

  describe('without being asked', () => {
    const connecting = new Set([
      'TCPCONNECTWRAP',
      'GETADDRINFOREQWRAP',
      'QUERYWRAP',
      'UDPWRAP',
      'PIPECONNECTWRAP',
      'TLSWRAP',
    ]);

    async function connectionsDuring(work: () => Promise<unknown>): Promise<string[]> {
      const seen: string[] = [];
      const hook = createHook({
        init: (_, type) => {
          if (connecting.has(type)) seen.push(type);
        },
      }).enable();
      await work();
      hook.disable();
      return seen;
    }

    it('opens no connection', async () => {
      mkdirSync(join(root, 'other'));
      expect(
        await connectionsDuring(async () => {
          const other = new built.WebKnowledge(join(root, 'other'));
          await other.searchDocs('anything');
          await other.lookUp('anything');
          await other.fetchPage('https://evil.example/');
          await other.searchDocs('anything', 'nonsense');
          other.formatForPrompt([]);
          other.isWebEnabled({ web: 'on' });
          other.cached();
          other.clearCache();
          other.close();
        }),
      ).toEqual([]);
    });

    it('would be seen to open one', async () => {
      const seen = await connectionsDuring(() => web.fetchPage('https://react.dev/learn/hooks'));
      expect(seen).toContain('TCPCONNECTWRAP');
      expect(seen).toContain('TLSWRAP');
    });
  });
});
