import { createServer, type Server } from 'node:http';
import type { RequestListener } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { WebKnowledge, WebKnowledgeOptions } from '../../../src/learning/web-knowledge.js';
import { eventually } from '../../support/eventually.js';
import { builtDocs, quickly, type BuiltDocs } from './built-docs.js';
import { TlsServer, type Site } from './tls-server.js';

const page = 'https://react.dev/page';

describe('fetching, as built', () => {
  let built: BuiltDocs;
  let folder: string;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    built = await builtDocs();
  });
  afterAll(() => {
    built.remove();
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    for (const close of closers.splice(0)) await close();
  });

  async function serve(
    respond: RequestListener,
    options: WebKnowledgeOptions = {},
    robots?: Site,
  ): Promise<{ server: TlsServer; web: WebKnowledge; problems: string[] }> {
    folder = mkdtempSync(join(tmpdir(), 'fetching-'));
    const server = await TlsServer.start(respond, robots);
    const problems: string[] = [];
    const web = new built.WebKnowledge(folder, {
      ...server.route,
      limits: quickly,
      onProblem: (problem) => problems.push(problem),
      ...options,
    });
    closers.push(async () => {
      web.close();
      await server.stop();
      rmSync(folder, { recursive: true });
    });
    return { server, web, problems };
  }
  const says =
    (body: string | Buffer, headers: Record<string, string> = {}): RequestListener =>
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
    };

  it('follows redirects inside the list', async () => {
    const { web, server } = await serve((request, response) => {
      if (request.url === '/new') says('<p>here</p>')(request, response);
      else
        response.writeHead(301, { location: request.url === '/a' ? 'https://nodejs.org/b' : '/new' }).end();
    });
    expect(await web.fetchPage('https://react.dev/a')).toMatchObject({
      url: 'https://react.dev/a',
      text: 'here',
    });
    expect(server.requests).toEqual(['react.dev/a', 'nodejs.org/b', 'nodejs.org/new']);
  });

  it.each([
    ['the header', Buffer.from('gr\u00fc\u00df', 'latin1'), 'text/html; charset=windows-1252'],
    ['the page', Buffer.from('<meta charset="windows-1252">gr\u00fc\u00df', 'latin1'), 'text/html'],
    [
      'a byte order mark, against the header',
      Buffer.from('\ufeffgr\u00fc\u00df'),
      'text/html; charset=iso-8859-1',
    ],
    ['nobody', Buffer.from('gr\u00fc\u00df'), 'text/html'],
    ['a charset that does not exist', Buffer.from('gr\u00fc\u00df'), 'text/html; charset=nonsense'],
  ])('decodes by what %s says', async (_, body, type) => {
    const { web } = await serve(says(body, { 'content-type': type }));
    expect((await web.fetchPage(page))?.text).toBe('gr\u00fc\u00df');
  });

  it('unpacks', async () => {
    const { web } = await serve(says(gzipSync('<p>packed</p>'), { 'content-encoding': 'gzip' }));
    expect((await web.fetchPage(page))?.text).toBe('packed');
  });

  it('takes Markdown and plain text as they are', async () => {
    const { web } = await serve(
      says('# Title\n\n<b>Text</b>\n\n## Part', { 'content-type': 'text/markdown' }),
    );
    expect(await web.fetchPage(`${page}#part`)).toMatchObject({
      title: 'Title',
      text: '# Title\n\n<b>Text</b>\n\n## Part',
      section: '## Part',
    });
  });

  it('checks the address again at every connection', async () => {
    let asked = 0;
    const lookup = (): Promise<{ address: string; family: number }[]> => {
      asked += 1;
      return Promise.resolve([{ address: asked <= 2 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
    };
    const { web, server, problems } = await serve(
      (_, response) => response.writeHead(302, { location: '/next' }).end(),
      { lookup },
    );
    expect(await web.fetchPage(page)).toBeNull();
    expect(problems).toEqual([expect.stringContaining('127.0.0.2, which is not a public address')]);
    expect(server.requests).toEqual(['react.dev/page']);
  });

  it('trusts no other certificate, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const { web, problems, server } = await serve(says('x'), { ca: undefined });
    expect(await web.fetchPage(page)).toBeNull();
    expect(problems).toEqual([expect.stringMatching(/certificate is not trusted .*sign in/)]);
    expect(server.requests).toEqual([]);
  });

  it('does not take the certificate of another host', async () => {
    const { web, problems } = await serve(says('x'));
    expect(await web.fetchPage('https://go.dev/')).toBeNull();
    expect(problems).toEqual([expect.stringMatching(/certificate is not trusted .*altnames/)]);
  });

  it('tries again when a site is busy, as often as it may', async () => {
    let asked = 0;
    const { web, server, problems } = await serve((request, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(503, { 'retry-after': '0' }).end();
      else says('<p>at last</p>')(request, response);
    });
    expect((await web.fetchPage(page))?.text).toBe('at last');
    asked = -10;
    expect(await web.fetchPage(`${page}2`)).not.toBeNull();
    expect(server.requests.length).toBe(3);
    expect(problems).toEqual([]);
  });

  it('gives up a site that stays busy or hangs up', async () => {
    const { web, server, problems } = await serve((request, response) => {
      if (request.url === '/gone') request.socket.destroy();
      else response.writeHead(503).end();
    });
    expect(await web.fetchPage(page)).toBeNull();
    expect(await web.fetchPage('https://react.dev/gone')).toBeNull();
    expect(server.requests).toEqual(['react.dev/page', 'react.dev/page', 'react.dev/gone', 'react.dev/gone']);
    expect(problems).toEqual([
      expect.stringContaining('503'),
      expect.stringContaining('could not be reached'),
    ]);
  });

  it('asks for robots.txt once, and keeps to it', async () => {
    let read = 0;
    const { web, server, problems } = await serve(says('<p>x</p>'), {}, (_, response) => {
      read += 1;
      response
        .writeHead(200, { 'content-type': 'text/plain' })
        .end('User-agent: *\nDisallow: /\n\nUser-agent: LearningLoop\nDisallow: /private\n');
    });
    expect(await web.fetchPage(page)).not.toBeNull();
    expect(await web.fetchPage('https://react.dev/private/x')).toBeNull();
    expect(read).toBe(1);
    expect(server.requests).toEqual(['react.dev/page']);
    expect(problems).toEqual([expect.stringContaining('robots.txt')]);
  });

  it('asks a host for one page at a time', async () => {
    let open = 0;
    let most = 0;
    const { web } = await serve((request, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        says('<p>x</p>')(request, response);
      }, 5);
    });
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => web.fetchPage(`https://react.dev/${name}`)));
    expect(most).toBe(1);
  });

  it('ends when nobody wants the page any more', async () => {
    const controller = new AbortController();
    const { web, problems } = await serve(() => {
      controller.abort();
    });
    expect(await web.fetchPage(page, { signal: controller.signal })).toBeNull();
    expect(problems).toEqual([]);
  });

  describe('through a proxy', () => {
    async function proxy(
      connectTo: (target: string) => number | undefined,
    ): Promise<{ address: string; connects: string[]; credentials: (string | undefined)[] }> {
      const connects: string[] = [];
      const credentials: (string | undefined)[] = [];
      const open = new Set<Socket>();
      const server: Server = createServer();
      server.on('connection', (socket: Socket) => {
        open.add(socket);
        socket.on('close', () => open.delete(socket));
      });
      server.on('connect', ({ url = '', headers }, socket) => {
        connects.push(url);
        credentials.push(headers['proxy-authorization']);
        const port = connectTo(url);
        if (port === undefined) {
          socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
          return;
        }
        const site = connect(port, '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
          site.pipe(socket).pipe(site);
        });
        site.on('error', () => undefined).on('close', () => socket.destroy());
        socket.on('error', () => undefined).on('close', () => site.destroy());
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      closers.push(async () => {
        await eventually('every connection is closed', () => open.size === 0);
        await new Promise((resolve) => server.close(resolve));
      });
      return {
        address: `http://me:s%20t@127.0.0.1:${(server.address() as AddressInfo).port}`,
        connects,
        credentials,
      };
    }

    it('asks the proxy, says that the check of addresses is its task, and allows nothing else', async () => {
      let port = 0;
      const through = await proxy(() => port);
      const { web, server, problems } = await serve(says('<p>x</p>'), { proxy: through.address });
      ({ port } = server);
      expect((await web.fetchPage(page))?.text).toBe('x');
      expect(await web.fetchPage('https://evil.example/')).toBeNull();
      expect(problems).toEqual([expect.stringContaining('not on the list')]);
      expect(new Set(through.connects)).toEqual(new Set([`react.dev:${port}`]));
      expect(through.credentials[0]).toBe(`Basic ${Buffer.from('me:s t').toString('base64')}`);
      expect(server.lookups).toEqual([]);
      expect(web.notice).toMatch(/127\.0\.0\.1:\d+\. It looks up/);
      expect(web.notice).not.toContain('s%20t');
    });

    it('checks the certificate of the site', async () => {
      let port = 0;
      const through = await proxy(() => port);
      const { web, server, problems } = await serve(says('x'), { proxy: through.address, ca: undefined });
      ({ port } = server);
      expect(await web.fetchPage(page)).toBeNull();
      expect(problems).toEqual([expect.stringContaining('certificate is not trusted')]);
    });

    it('says what the proxy says, without its password', async () => {
      const through = await proxy(() => undefined);
      const { web, problems } = await serve(says('x'), { proxy: through.address });
      expect(await web.fetchPage(page)).toBeNull();
      expect(problems).toEqual([expect.stringMatching(/^(?!.*(?:s%20t|s t)).*the proxy 127.* answered 407/)]);
    });
  });
});
