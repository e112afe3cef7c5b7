import type { Command } from '../command.js';

export const mcp: Command = {
  name: 'mcp',
  summary: 'Let an agent ask: an MCP server on standard input and output.',
  positionals: [],
  options: {
    'docs-online': {
      type: 'boolean',
      help: 'let the agent have official documentation fetched; else only kept pages',
    },
  },
  json: null,
  details: `An MCP client starts it; its configuration names the command and the repository:

  { "mcpServers": { "learning-loop": {
      "command": "learning-loop", "args": ["mcp", "--root", "/path/to/repository"] } } }

The agent can ask suggest, recall, look_up_docs, explain_run and standings, and tell how a task
came out with record_outcome. Nothing is written where no score is kept yet. Choices are
made as without any setting of VS Code.`,
  async run(call) {
    // Loaded by who needs it: the protocol takes more code than most other commands.
    const { serveMcp } = await import('../mcp/serve-mcp.js');
    await serveMcp({ root: call.root, maySites: call.values['docs-online'] === true });
  },
};
