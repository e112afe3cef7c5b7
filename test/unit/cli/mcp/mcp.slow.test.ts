import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inputJsonSchema } from '../../../../src/learning/asked/asked-tool.js';
import { askedTools } from '../../../../src/learning/asked/asked-tools.js';
import { databaseFile } from '../../../../src/learning/agent-folder.js';
import { diagnose } from '../../../../src/learning/maintenance/doctor.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { record, TemporaryLedger } from '../../choosing/temporary-ledger.js';
import { CommandLine } from '../command-line.js';

let program: CommandLine;
let place: TemporaryLedger;
const clients: Client[] = [];

beforeAll(async () => {
  await loadSqlite();
  program = await CommandLine.bundle('src/cli/main.ts');
});
afterAll(() => {
  program.remove();
});
beforeEach(() => {
  place = new TemporaryLedger();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  place.remove();
});

/** A stock client with the command as a person would configure it. */
async function connect(root: string, ...flags: readonly string[]): Promise<{ client: Client; pid: number }> {
  const client = new Client({ name: 'stock-client', version: '1.0.0' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program.file, 'mcp', '--root', root, ...flags],
    stderr: 'inherit',
  });
  await client.connect(transport);
  clients.push(client);
  return { client, pid: transport.pid ?? 0 };
}

const answer = z.object({
  isError: z.boolean().optional(),
  content: z.tuple([z.object({ type: z.literal('text'), text: z.string() })]),
});

async function call(client: Client, name: string, input: Record<string, unknown>): Promise<string> {
  const { content, isError } = answer.parse(await client.callTool({ name, arguments: input }));
  return isError === true ? `ERROR ${content[0].text}` : content[0].text;
}

async function resource(client: Client, uri: string): Promise<unknown> {
  const { contents } = await client.readResource({ uri });
  return JSON.parse(z.object({ text: z.string() }).parse(contents[0]).text);
}

const outcome = {
  ...{ task: 'Fix the cart', agent: 'Stock', model: 'gpt-4o-mini' },
  checks: [{ command: 'npm test', kind: 'test', exit_code: 0, tests_passed: 3, tests_failed: 0 }],
};

describe('the MCP server', () => {
  it('lists each tool as it is everywhere, and says which change nothing', async () => {
    const { client } = await connect(place.root);
    const { tools } = await client.listTools();
    expect(tools.map(({ name, title, description }) => ({ name, title, description }))).toEqual(
      askedTools.map(({ name, title, description }) => ({ name, title, description })),
    );
    for (const tool of askedTools) {
      const listed = tools.find(({ name }) => name === tool.name);
      expect(listed?.inputSchema.properties).toEqual(inputJsonSchema(tool)['properties']);
      expect(listed?.annotations?.readOnlyHint).toBe(tool.isReadOnly);
    }
    expect(client.getInstructions()).toContain('before a coding task');
  });

  it('writes nothing where no score is kept, and says what to do', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-ledger-'));
    const { client } = await connect(folder);
    const input = { ...outcome, query: 'x' };
    for (const { name } of askedTools)
      expect(await call(client, name, input)).toMatch(
        /^ERROR No score is kept in .*Keep Score in This Workspace/,
      );
    await expect(resource(client, 'learning-loop://runs')).rejects.toThrow('No score is kept');
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('records and recalls beside a window that has the ledger open', async () => {
    const window = place.open();
    record(window, { model: 'llama3.2:3b' }, 1);
    const { client } = await connect(place.root);
    const [, code] = /^Suggestion (\S+)/.exec(await call(client, 'suggest', { task: 'Fix the cart' })) ?? [];
    expect(await call(client, 'record_outcome', { ...outcome, suggestion: code })).toMatch(
      /^Recorded\. Run 2 /,
    );
    record(window, { model: 'llama3.2:3b' }, 0);
    expect(window.listRuns({ limit: 9 }).map(({ author }) => author.agent)).toEqual([null, 'Stock', null]);
    expect(await call(client, 'recall', { task: 'the cart' })).toContain('> by: Stock, model gpt-4o-mini');
    expect(await call(client, 'explain_run', { run: 2 })).toContain('Tests: 3/3');
    expect(await call(client, 'standings', { of: 'models' })).toContain('> gpt-4o-mini');
    expect(await resource(client, 'learning-loop://standings')).toMatchObject({
      arms: expect.any(Array) as unknown,
    });
    expect(await resource(client, 'learning-loop://runs')).toHaveLength(3);
    expect(await resource(client, 'learning-loop://runs/2')).toMatchObject({ run: { number: 2 } });
    await expect(resource(client, 'learning-loop://runs/9')).rejects.toThrow('There is no run 9.');
    expect(await call(client, 'explain_run', { run: 'x' })).toMatch(/^ERROR /);
  });

  it('asks no site unless the person said so where the client is configured', async () => {
    place.open().close();
    const query = { query: 'hooks', library: 'react', ask_site: true };
    const { client } = await connect(place.root);
    expect(await call(client, 'look_up_docs', query)).toMatch(/^ERROR Only kept pages were looked at/);
    const { tools } = await (await connect(place.root, '--docs-online')).client.listTools();
    expect(tools.map(({ annotations }) => annotations?.openWorldHint)).toEqual(
      askedTools.map(({ asks }) => asks === 'docs'),
    );
  });

  it('writes nothing but the protocol to its output', async () => {
    place.open().close();
    const server = spawn(process.execPath, [program.file, 'mcp', '--root', place.root]);
    const lines = createInterface({ input: server.stdout });
    const said: string[] = [];
    lines.on('line', (line) => said.push(line));
    const say = (message: object): void =>
      void server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    const clientInfo = { name: 'raw', version: '1' };
    say({
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
    });
    server.stdin.write('this is no message\n');
    say({ id: 2, method: 'tools/call', params: { name: 'no_such_tool', arguments: {} } });
    say({ id: 3, method: 'tools/call', params: { name: 'suggest', arguments: { task: 'x' } } });
    server.stdin.end();
    await once(server, 'close');
    const answered = said.map((line) => z.looseObject({ jsonrpc: z.literal('2.0') }).parse(JSON.parse(line)));
    expect(answered.map((each) => each['id']).sort()).toEqual([1, 2, 3]);
    expect(server.exitCode).toBe(0);
  });

  it('loses nothing that it acknowledged when it is killed in the middle of a call', async () => {
    const window = place.open();
    const held = join(`${databaseFile(place.root)}-lock`, 'held');
    let acknowledged = 0;
    for (let round = 1; round <= 4; round += 1) {
      const { client, pid } = await connect(place.root);
      for (let count = 0; count < round; count += 1) {
        expect(await call(client, 'record_outcome', outcome)).toMatch(/^Recorded/);
        acknowledged += 1;
      }
      const underWay = call(client, 'record_outcome', outcome);
      // Nobody else is at it now: the window is this thread.
      while (!existsSync(held)) await setImmediate();
      process.kill(pid, 'SIGKILL');
      await expect(underWay).rejects.toThrow('Connection closed');
      const recorded = window.listRuns({ limit: 500 });
      expect(recorded.length).toBeGreaterThanOrEqual(acknowledged);
      expect(recorded.length).toBeLessThanOrEqual(acknowledged + round);
      expect(recorded.every(({ status }) => status === 'finished')).toBe(true);
    }
    expect(diagnose(databaseFile(place.root), new Date())?.problems).toEqual([]);
  });
});
