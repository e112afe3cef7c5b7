import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../src/learning/docs/public-address.js';
import { builtDocs, type BuiltDocs } from './built-docs.js';
import { TlsServer } from './tls-server.js';

const limits = { bytes: 50_000, timeoutMs: 1_000, redirects: 5 };

describe('fetchHtml', () => {
  let docs: BuiltDocs;
  let remove: () => void;
  let server: TlsServer | undefined;

  beforeAll(async () => {
    ({ docs, remove } = await builtDocs());
  });
  afterAll(() => {
    remove();
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  async function serve(respond: RequestListener): Promise<TlsServer> {
    server = await TlsServer.start(respond);
    return server;
  }
  const html =
    (body: string, type = 'text/html; charset=utf-8'): RequestListener =>
    (_, response) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    };

  it('fetches a page, following redirects inside the list', async () => {
    const { route, requests } = await serve((request, response) => {
      if (request.url === '/new') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>here</p>');
      else
        response.writeHead(301, { location: request.url === '/a' ? 'https://nodejs.org/b' : '/new' }).end();
    });
    await expect(docs.fetchHtml('https://react.dev/a', route, limits)).resolves.toEqual({
      url: 'https://nodejs.org/new',
      html: '<p>here</p>',
    });
    expect(requests).toEqual(['react.dev/a', 'nodejs.org/b', 'nodejs.org/new']);
  });

  it.each([
    ['the header', Buffer.from('gr\u00fc\u00df', 'latin1'), 'text/html; charset=windows-1252'],
    ['the page', Buffer.from('<meta charset="windows-1252">gr\u00fc\u00df', 'latin1'), 'text/html'],
    ['nobody', Buffer.from('gr\u00fc\u00df'), 'text/html'],
    ['a charset that does not exist', Buffer.from('gr\u00fc\u00df'), 'text/html; charset=nonsense'],
  ])('decodes by what %s says', async (_, body, type) => {
    const { route } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    expect((await docs.fetchHtml('https://react.dev/', route, limits)).html).toMatch(/gr\u00fc\u00df$/);
  });

  it.each([
    'http://react.dev/',
    'https://evil.example/',
    'https://127.0.0.1/',
    'https://169.254.169.254/latest',
    'https://[::ffff:127.0.0.1]/',
    'https://0x7f000001/',
    'https://me:x@react.dev/',
    'https://react.dev:8443/',
    'file:///etc/passwd',
    '//evil.example/x',
  ])('refuses a redirect to %s', async (location) => {
    const { route, requests } = await serve((_, response) => {
      response.writeHead(302, { location }).end();
    });
    await expect(docs.fetchHtml('https://react.dev/', route, limits)).rejects.toMatchObject({
      reason: 'refused',
    });
    expect(requests).toEqual(['react.dev/']);
  });

  it('gives up redirects without end, and one to nowhere', async () => {
    const { route, requests } = await serve((request, response) => {
      response.writeHead(302, request.url === '/nowhere' ? {} : { location: '/again' }).end();
    });
    await expect(docs.fetchHtml('https://react.dev/', route, limits)).rejects.toThrow('without end');
    expect(requests).toHaveLength(6);
    await expect(docs.fetchHtml('https://react.dev/nowhere', route, limits)).rejects.toThrow(
      'redirects to nowhere',
    );
  });

  it.each([
    '127.0.0.1',
    '10.0.0.8',
    '169.254.169.254',
    '::1',
    '::ffff:127.0.0.1',
    'fd00::1',
    '64:ff9b::7f00:1',
  ])('does not connect where the name leads to %s', async (address) => {
    const { route, requests } = await serve(html('secret'));
    const family = address.includes(':') ? 6 : 4;
    const lookup = (): Promise<{ address: string; family: number }[]> =>
      Promise.resolve([
        { address: '93.184.215.14', family: 4 },
        { address, family },
      ]);
    await expect(
      docs.fetchHtml('https://react.dev/', { ...route, lookup, isAllowed: isPublicAddress }, limits),
    ).rejects.toThrow('not a public address');
    expect(requests).toEqual([]);
  });

  it('checks the address again at every connection', async () => {
    const { route, requests } = await serve((_, response) => {
      response.writeHead(302, { location: '/next' }).end();
    });
    let asked = 0;
    const lookup = (): Promise<{ address: string; family: number }[]> =>
      Promise.resolve([{ address: ++asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
    await expect(docs.fetchHtml('https://react.dev/', { ...route, lookup }, limits)).rejects.toThrow(
      '127.0.0.2',
    );
    expect(requests).toEqual(['react.dev/']);
  });

  it('trusts no other certificate', async () => {
    const { route } = await serve(html('x'));
    await expect(docs.fetchHtml('https://react.dev/', { ...route, ca: undefined }, limits)).rejects.toThrow(
      'self-signed',
    );
    await expect(docs.fetchHtml('https://go.dev/', route, limits)).rejects.toThrow('altnames');
  });

  const unusable: [string, RequestListener, string][] = [
    ['a large page', html('x'.repeat(60_000)), 'larger than'],
    [
      'a small page that unpacks to a large one',
      (_, response) => {
        const packed = gzipSync('x'.repeat(5_000_000));
        response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(packed);
      },
      'larger than',
    ],
    ['a PDF', html('%PDF-1.7', 'application/pdf'), 'application/pdf'],
    ['JSON', html('{}', 'application/json'), 'application/json'],
    ['what has no type', (_, response) => response.writeHead(200).end('x'), 'no known type'],
    ['a page that is not there', (_, response) => response.writeHead(404).end('x'), '404'],
  ];
  it.each(unusable)('refuses %s', async (_, respond, why) => {
    const { route } = await serve(respond);
    const fetched = docs.fetchHtml('https://react.dev/', route, limits);
    await expect(fetched).rejects.toMatchObject({
      reason: 'unusable',
      message: expect.stringContaining(why) as string,
    });
  });

  const failing: [string, RequestListener, string][] = [
    ['does not answer', () => undefined, 'no answer within 1 s'],
    [
      'answers a letter at a time',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const timer = setInterval(() => response.write('x'), 50);
        response.on('close', () => {
          clearInterval(timer);
        });
      },
      'no answer within 1 s',
    ],
    ['fails', (_, response) => response.writeHead(503).end(), '503'],
    ['hangs up', (request) => request.socket.destroy(), 'could not be reached'],
    [
      'sends headers without end',
      (_, response) => {
        response.socket?.end(`HTTP/1.1 200 OK\r\n${'x-flood: yes\r\n'.repeat(5_000)}\r\n`);
      },
      'could not be reached',
    ],
  ];
  it.each(failing)('says so when a site %s', async (_, respond, why) => {
    const { route } = await serve(respond);
    const fetched = docs.fetchHtml('https://react.dev/', route, limits);
    await expect(fetched).rejects.toMatchObject({
      reason: 'offline',
      message: expect.stringContaining(why) as string,
    });
  });
});
