import { UserError } from '../../learning/user-error.js';
import type { Command } from '../command.js';
import { printJson, wantsJson } from '../print-json.js';

export const run: Command = {
  name: 'run',
  summary: 'Run a design card with our own agent, and check what it does.',
  positionals: [{ name: 'CARD', help: 'a design card: its file, or its name in .agent/tasks' }],
  options: {
    yes: { type: 'boolean', help: 'send the prompt and run the checks of the card without asking' },
    'allow-protected': {
      type: 'boolean',
      help: 'let edits of package.json, lockfiles, CI and the like through without asking',
    },
    model: { type: 'string', placeholder: 'ID', help: 'use this model instead of the suggested one' },
    prompt: { type: 'string', placeholder: 'ID', help: 'use this prompt instead of the suggested one' },
    endpoint: {
      type: 'string',
      placeholder: 'URL',
      help: 'ask this server alone: http://HOST:PORT for Ollama, https://HOST/v1 for others',
    },
    escalate: { type: 'boolean', help: 'try ever stronger models until the checks pass' },
  },
  json: {
    prints: 'an object',
    fields: {
      verified: 'whether every check of the card passed',
      run: 'id, number, reward, status',
      attempts: 'model, prompt, files, refused, withheld, checks, passed, tokens, costUsd and more',
    },
  },
  details: `Prompt, model and context are chosen from what earlier runs taught. The edits stay pending
for review in VS Code. Exits with 0 when every check of the card passed, with 1 when not,
and with 2 when it was called wrongly.

Servers are Ollama (OLLAMA_HOST, else on this machine), OpenAI where OPENAI_API_KEY is set,
and "endpoints": {"NAME": "URL"} in ~/.config/learning-loop/config.json; a repository cannot
name any. Keys come from the environment: OPENAI_API_KEY, LEARNING_LOOP_KEY_<HOST>.`,
  async run(call) {
    // Loaded by who needs it: clients of model servers take more code than all of the other commands.
    const [{ runInTerminal }, { resultAsJson, resultInWords }] = await Promise.all([
      import('../agent-run/run-in-terminal.js'),
      import('../agent-run/run-report.js'),
    ]);
    const result = await runInTerminal(call, process.env);
    if (wantsJson(call)) printJson(call, resultAsJson(result));
    else for (const line of resultInWords(result)) call.print(line);
    if (!result.isVerified)
      throw new UserError(result.last.passed === false ? 'A check failed.' : 'Nothing was verified.');
  },
};
