import { mkdtempSync, rmSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../src/learning/docs/public-address.js';
import type { WebKnowledge } from '../../../src/learning/web-knowledge.js';
import { attacks, type Attack } from './attacks.js';
import { builtDocs, quickly, type BuiltDocs } from './built-docs.js';
import { certificate, TlsServer } from './tls-server.js';

let built: BuiltDocs;
let folder: string;
beforeAll(async () => {
  built = await builtDocs();
  folder = mkdtempSync(join(tmpdir(), 'attacks-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  built.remove();
});

/** A hostile network: one server that answers, and one resolver that says, what the attack under way wants. */
class HostileNetwork {
  attack: Attack | undefined;
  readonly problems: string[] = [];
  readonly server: TlsServer;
  readonly limits;

  private constructor(server: TlsServer, timeoutMs: number) {
    this.server = server;
    this.limits = { ...quickly, timeoutMs };
  }

  static async start(timeoutMs: number): Promise<HostileNetwork> {
    const server = await TlsServer.start(
      (request, response) => network.attack?.respond?.(request, response),
      (request, response) => {
        const { robots } = network.attack ?? {};
        if (robots === undefined) response.writeHead(404).end();
        else robots(request, response);
      },
    );
    const network = new HostileNetwork(server, timeoutMs);
    return network;
  }

  begin(attack: Attack): void {
    this.attack = attack;
    for (const list of [this.problems, this.server.requests, this.server.lookups]) list.length = 0;
  }

  readonly lookup: TlsServer['route']['lookup'] = async (host) => {
    const { addresses } = this.attack ?? {};
    if (addresses === undefined) return this.server.route.lookup(host);
    return addresses.map((address) => ({ address, family: isIP(address) }));
  };

  readonly onProblem = (problem: string): void => {
    this.problems.push(problem);
  };
}

const inLibrary = ({ server, lookup, limits, onProblem }: HostileNetwork): WebKnowledge =>
  new built.WebKnowledge(folder, {
    ...server.route,
    lookup,
    isAllowed: (address) => address === '127.0.0.1' || isPublicAddress(address),
    limits,
    onProblem,
  });

const inWorker = ({ server, lookup, limits, onProblem }: HostileNetwork): WebKnowledge =>
  new built.WebKnowledge(folder, {
    retriever: new built.WorkerRetriever({
      workerFile: built.workerFile,
      lookup,
      allowedAddresses: ['127.0.0.1'],
      ca: certificate,
      port: server.port,
      limits,
    }),
    onProblem,
  });

describe.each([
  ['the library as built', inLibrary],
  ['the worker as built', inWorker],
])('%s', (_, open) => {
  const ended: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ended.splice(0)) await end();
  });

  async function use(
    timeoutMs: number,
  ): Promise<{ network: HostileNetwork; web: WebKnowledge; end: () => Promise<void> }> {
    const network = await HostileNetwork.start(timeoutMs);
    const web = open(network);
    const end = (): Promise<void> => {
      web.close();
      return network.server.stop();
    };
    return { network, web, end };
  }

  async function expectRefused(
    attack: Attack,
    { network, web }: Awaited<ReturnType<typeof use>>,
  ): Promise<void> {
    network.begin(attack);
    expect(await web.fetchPage(attack.address ?? 'https://react.dev/page')).toBeNull();
    expect(network.problems).toEqual([expect.stringMatching(attack.says)]);
    expect(network.problems[0]).not.toContain('secret');
    expect(network.server.requests).toHaveLength(attack.requests);
    if (attack.address !== undefined) expect(network.server.lookups).toEqual([]);
    expect(web.cached()).toEqual([]);
  }

  describe.each([
    [
      'at its usual pace',
      10_000,
      attacks.filter(({ isSlow, robots }) => isSlow !== true && robots === undefined),
    ],
    ['when the time is up', 1500, attacks.filter(({ isSlow }) => isSlow === true)],
  ])('%s', (_pace, timeoutMs, some) => {
    let used: Awaited<ReturnType<typeof use>>;
    beforeAll(async () => {
      used = await use(timeoutMs);
    });
    afterAll(() => used.end());

    it.each(some)('refuses $name', (attack) => expectRefused(attack, used));
  });

  // What a host's robots.txt says is remembered, so each of them needs a guest that has not been there.
  it.each(attacks.filter(({ robots }) => robots !== undefined))('refuses $name', async (attack) => {
    const used = await use(10_000);
    ended.push(used.end);
    await expectRefused(attack, used);
  });
});

it('are at least 40, each another one', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(40);
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
});
