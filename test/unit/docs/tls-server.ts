import type { LookupAddress } from 'node:dns';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';

// A certificate of these tests alone, for react.dev, 18.react.dev, nodejs.org, docs.python.org, vuejs.org, github.com, docs.example.com and evil.example. Nobody trusts it.
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBpjCCAUygAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlkb2NzLXRl
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWRvY3MtdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNtd6tRpzWt3PZ2s
DUkKAyyCfTcTphHHafeaXCuV/wW+gFLxmpRvfxbadV60gQeSB4mjBgFsFwz+WwSR
nzRYFPmjgYwwgYkwdgYDVR0RBG8wbYIJcmVhY3QuZGV2ggwxOC5yZWFjdC5kZXaC
Cm5vZGVqcy5vcmeCD2RvY3MucHl0aG9uLm9yZ4IJdnVlanMub3JnggpnaXRodWIu
Y29tghBkb2NzLmV4YW1wbGUuY29tggxldmlsLmV4YW1wbGUwDwYDVR0TAQH/BAUw
AwEB/zAKBggqhkjOPQQDAgNIADBFAiAgw3K+eUz9NERIgBmuzIhLX9VvtEJ48HuP
6xgm1/UuqQIhAKyp3aPYUGdlrUI+aqcLKn9+4r+4UvgSzu2psOiCWvKr
-----END CERTIFICATE-----`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgcxQxfn0slel++9yW
HYzST7bvHfVVZeqkbm1VfyH6vsShRANCAATbXerUac1rdz2drA1JCgMsgn03E6YR
x2n3mlwrlf8FvoBS8ZqUb38W2nVetIEHkgeJowYBbBcM/lsEkZ80WBT5
-----END PRIVATE KEY-----`;

/** Answers the way a site would; what it does not answer gets a 404. */
export type Site = (request: IncomingMessage, response: ServerResponse) => void;

/** A site on this machine, and the route that leads to it whatever the host. */
export class TlsServer {
  /** What was asked for, host and path, apart from robots.txt. */
  readonly requests: string[] = [];
  readonly lookups: string[] = [];
  readonly #server: Server;

  private constructor(respond: RequestListener, robots: Site | undefined) {
    this.#server = createServer({ key, cert: certificate }, (request, response) => {
      const [host = ''] = (request.headers.host ?? '').split(':');
      if (request.url === '/robots.txt') {
        if (robots === undefined) response.writeHead(404).end();
        else robots(request, response);
        return;
      }
      this.requests.push(`${host}${request.url ?? ''}`);
      respond(request, response);
    });
    this.#server.on('tlsClientError', () => undefined);
  }

  static async start(respond: RequestListener, robots?: Site): Promise<TlsServer> {
    const server = new TlsServer(respond, robots);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** What leads here: the resolver notes the host, and this machine counts as a public address. */
  get route(): {
    lookup: (host: string) => Promise<LookupAddress[]>;
    isAllowed: (address: string) => boolean;
    ca: string;
    port: number;
  } {
    return {
      lookup: (host) => {
        this.lookups.push(host);
        return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
      },
      isAllowed: (address) => address === '127.0.0.1',
      ca: certificate,
      port: this.port,
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
