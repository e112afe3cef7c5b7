import * as assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:https';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, ConfigurationTarget, workspace } from 'vscode';
import { WorkerRetriever } from '../../src/learning/docs/worker-retriever.js';
import type { WebKnowledge } from '../../src/learning/web-knowledge.js';
import { eventually } from '../support/eventually.js';
import { certificate, TlsServer } from '../unit/docs/tls-server.js';
import { learningLoop } from './support/learning-loop.js';
import { agree, openFolder } from './support/runs.js';

/** What is used of the library as built. */
interface Library {
  readonly WebKnowledge: typeof WebKnowledge;
}

interface Network {
  /** What the resolver says; this machine without it. */
  readonly addresses?: readonly string[];
  /** Whether this machine counts as a public address. */
  readonly isAllowed?: boolean;
  /** Whether the site's certificate is trusted; default true. */
  readonly isTrusted?: boolean;
}

const page = 'https://react.dev/learn/hooks';
const dist = (name: string): string => join(learningLoop().extensionPath, 'dist', name);
const modes = ['override', 'on', 'fallback', 'off'] as const;

describe('documentation in the extension host', () => {
  let server: TlsServer;
  let library: Library;
  let folder: string;
  let problems: string[];

  before('start a site on this machine', async () => {
    folder = mkdtempSync(join(tmpdir(), 'docs-host-'));
    library = (await import(dist('learning.mjs'))) as Library;
    server = await TlsServer.start((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hooks</h1><p>All of them.</p>');
    });
  });
  beforeEach(() => {
    problems = [];
    server.requests.length = 0;
  });
  after(async () => {
    const http = workspace.getConfiguration('http');
    await http.update('proxySupport', undefined, ConfigurationTarget.Global);
    await http.update('proxyStrictSSL', undefined, ConfigurationTarget.Global);
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const routeTo = ({ addresses = ['127.0.0.1'], isTrusted = true }: Network) => ({
    lookup: () => Promise.resolve(addresses.map((address) => ({ address, family: isIP(address) }))),
    port: server.port,
    limits: { intervalMs: 0, retries: 0, timeoutMs: 5000 },
    ...(isTrusted ? { ca: certificate } : {}),
  });
  /** In the extension host's own thread, where VS Code replaces https, and in the thread that the product uses. */
  const ways: Readonly<Record<string, (network: Network) => Promise<string | undefined>>> = {
    'the library': async (network) => {
      const web = new library.WebKnowledge(folder, {
        ...routeTo(network),
        ...(network.isAllowed === true ? { isAllowed: () => true } : {}),
        onProblem: (problem) => problems.push(problem),
      });
      const found = await web.fetchPage(page, { refresh: true });
      web.clearCache();
      web.close();
      return found?.title;
    },
    'the worker': async (network) => {
      const worker = new WorkerRetriever({
        workerFile: dist('docs-worker.cjs'),
        ...routeTo(network),
        ...(network.isAllowed === true ? { allowedAddresses: ['127.0.0.1'] } : {}),
      });
      try {
        const found = await worker.page({ address: page });
        return found.kind === 'page' ? found.title : undefined;
      } catch (error) {
        problems.push(String(error));
        return undefined;
      } finally {
        await worker.close();
      }
    },
  };

  for (const mode of modes) {
    describe(`with http.proxySupport ${mode}`, () => {
      before('set it', async () => {
        await workspace.getConfiguration('http').update('proxySupport', mode, ConfigurationTarget.Global);
        await eventually('it is set', () => workspace.getConfiguration('http').get('proxySupport') === mode);
      });

      for (const [way, read] of Object.entries(ways)) {
        it(`${way} reads a page of a site that may be read`, async () => {
          assert.equal(await read({ isAllowed: true }), 'Hooks', problems.join(' '));
          assert.deepEqual(server.requests, ['react.dev/learn/hooks']);
        });

        for (const addresses of [
          ['127.0.0.1'],
          ['::ffff:127.0.0.1'],
          ['::1'],
          ['10.0.0.1'],
          ['169.254.169.254'],
          ['93.184.216.34', '127.0.0.1'],
        ]) {
          it(`${way} does not connect to ${addresses.join(' or ')}`, async () => {
            assert.equal(await read({ addresses }), undefined);
            assert.match(problems.join(' '), /leads to \S+, which is not a public address/);
            assert.deepEqual(server.requests, []);
          });
        }
      }
    });
  }

  it('is checked where an agent is not asked: VS Code puts its own in the place of ours', async () => {
    const http = workspace.getConfiguration('http');
    await http.update('proxySupport', 'override', ConfigurationTarget.Global);
    await eventually(
      'it is set',
      () => workspace.getConfiguration('http').get('proxySupport') === 'override',
    );
    let wasAsked = false;
    const agent = new Agent({
      lookup: (_, __, answer) => {
        wasAsked = true;
        answer(new Error('no'), '', 4);
      },
    });
    await new Promise<void>((resolve) => {
      get('https://react.dev/', { agent }).on('error', () => {
        resolve();
      });
    });
    assert.equal(wasAsked, false);
  });

  it('trusts no certificate more because of http.proxyStrictSSL', async () => {
    const http = workspace.getConfiguration('http');
    await http.update('proxyStrictSSL', false, ConfigurationTarget.Global);
    await eventually('it is set', () => workspace.getConfiguration('http').get('proxyStrictSSL') === false);
    for (const read of Object.values(ways)) {
      problems = [];
      assert.equal(await read({ isAllowed: true, isTrusted: false }), undefined);
      assert.match(problems.join(' '), /certificate is not trusted/);
      assert.deepEqual(server.requests, []);
    }
  });
});

describe('a workspace', () => {
  it('adds no host', async () => {
    const file = join(openFolder(), '.vscode', 'settings.json');
    mkdirSync(join(file, '..'), { recursive: true });
    const added = { 'learningLoop.docsHosts': ['docs.example.com'], 'learningLoop.quietSeconds': 7 };
    writeFileSync(file, JSON.stringify(added));
    const settings = () => workspace.getConfiguration('learningLoop', workspace.workspaceFolders?.[0]);
    await eventually('its settings are read', () => settings().get('quietSeconds') === 7);
    assert.deepEqual(settings().get('docsHosts'), []);
    await agree();
    await assert.rejects(
      async () =>
        commands.executeCommand('learningLoop.lookUpDocs', { query: 'a', library: 'docs.example.com' }),
      /No documentation is known for "docs\.example\.com"/,
    );
    await assert.rejects(
      async () => commands.executeCommand('learningLoop.lookUpDocs', { library: 'react' }),
      /`query`/,
    );
  });
});
