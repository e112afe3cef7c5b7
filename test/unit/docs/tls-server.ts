import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { LookupAddress } from 'node:dns';

// A certificate of these tests alone, for react.dev, nodejs.org, docs.python.org, vuejs.org and evil.example. Nobody trusts it.
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBlzCCAT2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlkb2NzLXRl
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWRvY3MtdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCMzi0z2sFWI1wpa
XiQZlF/NmIP53fdp8LSPqauQnbhqlJzYjUQPqGGgN/a6hS0GnDZ3C8UhTbMq1qvL
vLok0kGjfjB8MEoGA1UdEQRDMEGCCXJlYWN0LmRldoIKbm9kZWpzLm9yZ4IPZG9j
cy5weXRob24ub3Jnggl2dWVqcy5vcmeCDGV2aWwuZXhhbXBsZTAPBgNVHRMBAf8E
BTADAQH/MB0GA1UdDgQWBBRal7ygC+e5XosKGG3pTcZ5zkgGYjAKBggqhkjOPQQD
AgNIADBFAiBbsVErTqlEe/6oIrPra/OkTGt+v4FdTkNzVbdcOvnIlgIhAPJXva3k
Qe9X68Y1bC6FC4k6S4DELmmFt21mg6Ednayy
-----END CERTIFICATE-----`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg4B+VlWiDgy63q1KR
fxbD80OwDN3GenX7EhiBEbRkAOqhRANCAAQjM4tM9rBViNcKWl4kGZRfzZiD+d33
afC0j6mrkJ24apSc2I1ED6hhoDf2uoUtBpw2dwvFIU2zKtary7y6JNJB
-----END PRIVATE KEY-----`;

/** A site on this machine, and the route that leads to it whatever the host. */
export class TlsServer {
  readonly requests: string[] = [];
  readonly lookups: string[] = [];
  readonly #server: Server;

  private constructor(respond: RequestListener) {
    this.#server = createServer({ key, cert: certificate }, (request, response) => {
      const [host = ''] = (request.headers.host ?? '').split(':');
      this.requests.push(`${host}${request.url ?? ''}`);
      respond(request, response);
    });
  }

  static async start(respond: RequestListener): Promise<TlsServer> {
    const server = new TlsServer(respond);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get route(): {
    lookup: () => Promise<LookupAddress[]>;
    isAllowed: (address: string) => boolean;
    ca: string;
    port: number;
  } {
    const { port } = this.#server.address() as AddressInfo;
    return {
      lookup: (host = '') => {
        this.lookups.push(host);
        return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
      },
      isAllowed: (address) => address === '127.0.0.1',
      ca: certificate,
      port,
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
