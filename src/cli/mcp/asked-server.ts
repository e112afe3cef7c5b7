import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { ReadResourceResult } from '@modelcontextprotocol/sdk/types.js';
import { version } from '../../../package.json';
import type { AskedTool } from '../../learning/asked/asked-tool.js';
import { askedTools } from '../../learning/asked/asked-tools.js';
import { UserError } from '../../learning/user-error.js';
import { LedgerAnswers, type Answering } from './ledger-answers.js';

const instructions =
  'Learning Loop remembers how coding tasks came out in this repository. Ask recall and suggest before a coding task, and record_outcome when it is done.';

/** So many runs are listed as a resource. */
const listedRuns = 50;

/** The MCP server over a ledger, on no transport yet. */
export function askedServer(answering: Answering): McpServer {
  const server = new McpServer({ name: 'learning-loop', title: 'Learning Loop', version }, { instructions });
  const answers = new LedgerAnswers(answering);
  for (const tool of askedTools) registerTool(server, tool, answers, answering.maySites);
  registerResources(server, answers);
  return server;
}

function registerTool(server: McpServer, tool: AskedTool, answers: LedgerAnswers, maySites: boolean): void {
  const { name, title, description, input, isReadOnly, asks } = tool;
  const annotations = {
    title,
    readOnlyHint: isReadOnly,
    destructiveHint: false,
    idempotentHint: isReadOnly,
    openWorldHint: asks === 'docs' && maySites,
  };
  server.registerTool(
    name,
    { title, description, inputSchema: input, annotations },
    async (given, { signal }) => ({
      content: [{ type: 'text', text: await answers.answer(tool, given, signal) }],
    }),
  );
}

function registerResources(server: McpServer, answers: LedgerAnswers): void {
  const mimeType = 'application/json';
  server.registerResource(
    'standings',
    'learning-loop://standings',
    {
      title: 'Standings',
      description: 'How prompts, models, context sets and sources of context do, as JSON',
      mimeType,
    },
    ({ href }) =>
      json(
        href,
        answers.read(({ choosing }) => ({ arms: choosing.standings(), sources: choosing.uplifts() })),
      ),
  );
  server.registerResource(
    'runs',
    'learning-loop://runs',
    { title: 'Runs', description: `The newest ${listedRuns} runs, newest first, as JSON`, mimeType },
    ({ href }) =>
      json(
        href,
        answers.read((ledger) => ledger.listRuns({ limit: listedRuns })),
      ),
  );
  server.registerResource(
    'run',
    new ResourceTemplate('learning-loop://runs/{number}', { list: undefined }),
    { title: 'Run', description: 'A run and why it has its score, as JSON', mimeType },
    ({ href }, { number }) =>
      json(
        href,
        answers.read((ledger) => ledger.explainRun(ledger.runs.idOf(numberOf(number)))),
      ),
  );
}

function json(uri: string, value: unknown): ReadResourceResult {
  return { contents: [{ uri, mimeType: 'application/json', text: JSON.stringify(value, null, 1) }] };
}

function numberOf(given: string | string[] | undefined): number {
  if (typeof given !== 'string' || !/^\d{1,15}$/.test(given))
    throw new UserError('A run is asked for by its number.');
  return Number(given);
}
