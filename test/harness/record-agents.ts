// Records what real agents tell of their work, with models of ours, into test/fixtures/agents:
//   npm install --prefix /tmp/agents @anthropic-ai/claude-code @openai/codex
//   node test/run.mjs harness/record-agents.ts claude-code /tmp/agents/node_modules/.bin/claude
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordClaudeCode } from './agents/record-claude-code.js';
import { recordCodex } from './agents/record-codex.js';

const greet = { file: 'src/greet.ts', content: "export const greet = () => 'hello';\n" };
const test = { file: 'test/greet.test.ts', content: "import '../src/greet.js';\n" };
const loud = { file: 'src/loud.ts', content: "export const loud = () => 'HELLO';\n" };

/** Two prompts: two edits for the first, one for the second. */
const recorders: Record<string, (program: string) => Promise<Record<string, string>>> = {
  'claude-code': (program) =>
    recordClaudeCode(program, [greet, 'delegate', test, 'done', 'done', loud, 'done']),
  codex: (program) => recordCodex(program, [greet, test, 'done', loud, 'done']),
};

async function main(agent: string | undefined, program: string | undefined): Promise<void> {
  const record = recorders[agent ?? ''];
  if (agent === undefined || record === undefined || program === undefined) {
    throw new Error('usage: node test/run.mjs harness/record-agents.ts claude-code|codex PROGRAM');
  }
  const folder = join('test/fixtures/agents', agent);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(await record(program))) {
    writeFileSync(join(folder, name), text);
  }
}

await main(process.argv[2], process.argv[3]);
