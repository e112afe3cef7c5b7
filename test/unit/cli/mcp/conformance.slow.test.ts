import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askedServer } from '../../../../src/cli/mcp/asked-server.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { currentVersion, installCodeServer } from '../../../harness/code-server.js';
import { TemporaryLedger } from '../../choosing/temporary-ledger.js';

const require = createRequire(import.meta.url);

/** What the official checks ask of every server. */
const ofEveryServer = ['server-initialize', 'ping', 'tools-list', 'tools-call-error', 'resources-list'];

/**
 * The rest call tools, prompts and resources of the checks' own sample server, ask for features that ours does not announce, or
 * look at the HTTP transport, which is only this test's. One that passes must not stand here: the checks complain then.
 */
const notOurs = [
  ...['logging-set-level', 'completion-complete', 'tools-call-image', 'tools-call-audio'],
  ...['tools-call-embedded-resource', 'tools-call-mixed-content', 'tools-call-with-logging'],
  ...['tools-call-with-progress', 'tools-call-sampling', 'tools-call-elicitation'],
  ...['elicitation-sep1034-defaults', 'elicitation-sep1330-enums', 'resources-read-text'],
  ...['resources-read-binary', 'resources-templates-read', 'resources-subscribe', 'resources-unsubscribe'],
  ...['prompts-list', 'prompts-get-simple', 'prompts-get-with-args', 'prompts-get-embedded-resource'],
  ...['prompts-get-with-image', 'server-sse-multiple-streams', 'dns-rebinding-protection'],
];

let place: TemporaryLedger;
let http: Server;
let results: string;

// The official checks speak HTTP alone, and our server speaks on standard input: the same server object, on their transport.
beforeAll(async () => {
  await loadSqlite();
  place = new TemporaryLedger();
  place.open().close();
  results = mkdtempSync(join(tmpdir(), 'conformance-'));
  http = createServer((request, response) => {
    const transport = new StreamableHTTPServerTransport();
    const server = askedServer({ root: place.root, maySites: false });
    response.on('close', () => void server.close());
    void server.connect(transport).then(() => transport.handleRequest(request, response));
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
});
afterAll(() => {
  http.closeAllConnections();
  http.close();
  place.remove();
  rmSync(results, { recursive: true });
});

it('passes the official conformance checks', { timeout: 180_000 }, async () => {
  const { node } = await installCodeServer(currentVersion, () => undefined);
  const address = http.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const baseline = join(results, 'expected.yaml');
  writeFileSync(baseline, `server:\n${notOurs.map((name) => `  - ${name}\n`).join('')}`);
  const program = require.resolve('@modelcontextprotocol/conformance/dist/index.js');
  const { stdout } = await promisify(execFile)(
    node,
    [program, 'server', '--url', `http://127.0.0.1:${String(port)}/mcp`, '--expected-failures', baseline],
    { cwd: results },
  );
  for (const name of ofEveryServer)
    expect(stdout).toMatch(new RegExp(`✓ ${name}: [1-9]\\d* passed, 0 failed`));
});
