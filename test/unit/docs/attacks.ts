import type { RequestListener, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Site } from './tls-server.js';

/** What must never be fetched, and what the message about it says. */
export interface Attack {
  readonly name: string;
  readonly address?: string;
  readonly respond?: RequestListener;
  readonly robots?: Site;
  /** What the resolver says; the test's own server by default. */
  readonly addresses?: readonly string[];
  /** Ends when the time is up. */
  readonly isSlow?: true;
  readonly says: RegExp;
  /** How many pages may have been asked for before it is refused. */
  readonly requests: number;
}

const page = 'https://react.dev/page';
const notListed = /not on the list/;

const addresses: readonly (readonly [address: string, says: RegExp])[] = [
  ['http://react.dev/', /only https/],
  ['ftp://react.dev/', /only https/],
  ['ws://react.dev/', /only https/],
  ['file:///etc/passwd', /only https/],
  ['data:text/html,<h1>x</h1>', /only https/],
  ['javascript:alert(1)', /only https/],
  ['https://react.dev:8443/', /names a port/],
  ['https://react.dev:80/', /names a port/],
  ['https://me@react.dev/', /user name/],
  ['https://me:secret@react.dev/', /user name/],
  ['https://react.dev@evil.example/', /user name/],
  ['https://react.dev%40evil.example/', /not an address/],
  ['https:\\\\evil.example\\react.dev', notListed],
  ['https://evil.example/react.dev', notListed],
  ['https://react.dev.evil.example/', notListed],
  ['https://evilreact.dev/', notListed],
  ['https://sub.react.dev/', notListed],
  ['https://dev/', notListed],
  ['https://react.dev../', notListed],
  ['https://r\u0435act.dev/', notListed], // with a Cyrillic letter
  ['https://xn--ract-v4d.dev/', notListed],
  ['https://localhost/', notListed],
  ['https://127.0.0.1/', notListed],
  ['https://127.1/', notListed],
  ['https://2130706433/', notListed],
  ['https://0x7f000001/', notListed],
  ['https://0177.0.0.1/', notListed],
  ['https://[::1]/', notListed],
  ['https://[::ffff:127.0.0.1]/', notListed],
  ['https://0.0.0.0/', notListed],
  ['https://169.254.169.254/latest/meta-data', notListed],
  ['https://metadata.google.internal/', notListed],
  ['https://github.com/evil/repository', /only some parts/],
  ['https://github.com/sql-js/sql.jsx', /only some parts/],
  ['https://github.com/sql-js/sql.js/../../evil/repository', /only some parts/],
  ['https://github.com/sql-js/sql.js/%2e%2e/%2e%2e/evil', /only some parts/],
  ['https://gist.github.com/evil', notListed],
  ['https://raw.githubusercontent.com/evil', notListed],
];

const secretAddresses = [
  '127.0.0.3',
  '0.0.0.0',
  '10.0.0.8',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.1.1',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  'fd00::1',
  'fe80::1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
];

const html = (body: string | Buffer, headers: Record<string, string> = {}): RequestListener => {
  return (_, response) => {
    response.on('error', () => undefined);
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body);
  };
};
const redirect = (location: string): RequestListener => {
  return (_, response) => response.writeHead(302, { location }).end();
};
const raw = (write: (response: ServerResponse) => void): RequestListener => {
  return (_, response) => {
    response.socket?.on('error', () => undefined);
    write(response);
  };
};
/** Writes again and again until nobody listens any more. */
function flood(response: ServerResponse, text: string, everyMs: number): void {
  const timer = setInterval(() => response.socket?.write(text), everyMs);
  response.socket?.on('close', () => {
    clearInterval(timer);
  });
}
const zeros = Buffer.alloc(20_000_000);

const contents: readonly Attack[] = [
  { name: 'redirects without end', respond: redirect('/again'), says: /without end/, requests: 6 },
  {
    name: 'redirects between two hosts without end',
    respond: (request, response) =>
      response
        .writeHead(302, {
          location: request.headers.host?.startsWith('react') === true ? 'https://nodejs.org/' : page,
        })
        .end(),
    says: /without end/,
    requests: 6,
  },
  {
    name: 'a redirect to nowhere',
    respond: (_, response) => response.writeHead(302).end(),
    says: /redirects to nowhere/,
    requests: 1,
  },
  {
    name: 'a second redirect elsewhere',
    respond: (request, response) =>
      response
        .writeHead(302, { location: request.url === '/page' ? '/next' : 'https://evil.example/' })
        .end(),
    says: /not on the list/,
    requests: 2,
  },
  {
    name: 'a page of 30 MB',
    respond: html(Buffer.alloc(30_000_000, 'x ')),
    says: /larger than 5 MB/,
    requests: 1,
  },
  {
    name: 'a page that is longer than it says',
    respond: raw(({ socket }) =>
      socket?.end(`HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n${'x '.repeat(3_000_000)}`),
    ),
    says: /larger than 5 MB/,
    requests: 1,
  },
  {
    name: 'a gzip bomb',
    respond: html(gzipSync(zeros), { 'content-encoding': 'gzip' }),
    says: /larger than 5 MB/,
    requests: 1,
  },
  {
    name: 'a brotli bomb',
    respond: html(brotliCompressSync(zeros), { 'content-encoding': 'br' }),
    says: /larger than 5 MB/,
    requests: 1,
  },
  {
    name: 'a deflate bomb',
    respond: html(deflateSync(zeros), { 'content-encoding': 'deflate' }),
    says: /larger than 5 MB/,
    requests: 1,
  },
  {
    name: 'a page that is packed twice',
    respond: html(gzipSync(gzipSync('x')), { 'content-encoding': 'gzip, gzip' }),
    says: /packed in a way/,
    requests: 1,
  },
  {
    name: 'a page that is not packed as it says',
    respond: html('plain text', { 'content-encoding': 'gzip' }),
    says: /could not be reached/,
    requests: 1,
  },
  {
    name: 'a PDF',
    respond: html('%PDF-1.7', { 'content-type': 'application/pdf' }),
    says: /application\/pdf/,
    requests: 1,
  },
  {
    name: 'JSON',
    respond: html('{}', { 'content-type': 'application/json' }),
    says: /application\/json/,
    requests: 1,
  },
  {
    name: 'a program',
    respond: html('MZ', { 'content-type': 'application/octet-stream' }),
    says: /octet-stream/,
    requests: 1,
  },
  {
    name: 'what has no type',
    respond: (_, response) => response.writeHead(200).end('x'),
    says: /no known type/,
    requests: 1,
  },
  {
    name: 'a page of only scripts',
    respond: html('<script>render()</script>'),
    says: /no text on it/,
    requests: 1,
  },
  {
    name: 'a page that is nested without end',
    respond: html('<div>'.repeat(200_000)),
    says: /could not be read/,
    requests: 1,
  },
  {
    name: 'an answer that was not asked for',
    respond: (_, response) => response.writeHead(304).end(),
    says: /answered 304/,
    requests: 1,
  },
  { name: 'no answer', respond: () => undefined, says: /no answer within/, isSlow: true, requests: 1 },
  {
    name: 'headers a letter at a time',
    respond: raw((response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\nx-slow: ');
      flood(response, 'x', 20);
    }),
    says: /no answer within/,
    isSlow: true,
    requests: 1,
  },
  {
    name: 'a page a letter at a time',
    respond: raw((response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n');
      flood(response, 'x', 20);
    }),
    says: /no answer within/,
    isSlow: true,
    requests: 1,
  },
  {
    name: 'provisional answers without end',
    respond: raw((response) => {
      flood(response, 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n', 1);
    }),
    says: /no answer within/,
    isSlow: true,
    requests: 1,
  },
  {
    name: 'headers without end',
    respond: raw(({ socket }) => socket?.end(`HTTP/1.1 200 OK\r\n${'x-flood: yes\r\n'.repeat(20_000)}\r\n`)),
    says: /could not be reached/,
    requests: 1,
  },
  {
    name: 'one header without end',
    respond: raw(({ socket }) => socket?.end(`HTTP/1.1 200 OK\r\nx-flood: ${'y'.repeat(500_000)}\r\n\r\n`)),
    says: /could not be reached/,
    requests: 1,
  },
  {
    name: 'trailers without end',
    respond: raw(({ socket }) =>
      socket?.end(
        `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n${'x-flood: yes\r\n'.repeat(20_000)}\r\n`,
      ),
    ),
    says: /could not be reached/,
    requests: 1,
  },
  {
    name: 'what is not HTTP',
    respond: raw(({ socket }) => socket?.end('220 mail.example ESMTP\r\n')),
    says: /could not be reached/,
    requests: 1,
  },
  {
    name: 'a wait of an hour',
    respond: (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
    says: /answered 429/,
    requests: 1,
  },
  {
    name: 'a page that robots.txt forbids',
    respond: html('<p>x</p>'),
    robots: (_, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /'),
    says: /robots\.txt/,
    requests: 0,
  },
  {
    name: 'a page of a host whose robots.txt fails',
    respond: html('<p>x</p>'),
    robots: (_, response) => response.writeHead(500).end(),
    says: /robots\.txt could not be read/,
    requests: 0,
  },
];

export const attacks: readonly Attack[] = [
  ...addresses.map(([address, says]) => ({ name: `the address ${address}`, address, says, requests: 0 })),
  ...addresses
    .filter(([address]) => !address.includes('\u0435'))
    .map(([address, says]) => ({
      name: `a redirect to ${address}`,
      respond: redirect(address),
      says: address.includes('%40') ? /redirects to nowhere/ : says,
      requests: 1,
    })),
  {
    name: 'a redirect without a scheme',
    respond: redirect('//evil.example/x'),
    says: notListed,
    requests: 1,
  },
  ...secretAddresses.map((address) => ({
    name: `a name that leads to ${address}`,
    addresses: [address],
    says: /not a public address/,
    requests: 0,
  })),
  {
    name: 'a name that leads to a public and a private address',
    addresses: ['93.184.215.14', '10.0.0.1'],
    says: /10\.0\.0\.1, which is not a public address/,
    requests: 0,
  },
  { name: 'a name that leads nowhere', addresses: [], says: /has no address/, requests: 0 },
  ...contents,
];
