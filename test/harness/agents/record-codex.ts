import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Recording, withServer, type Reply } from './recording.js';

const hooks = ['SessionStart', 'UserPromptSubmit', 'PostToolUse', 'Stop', 'SessionEnd'];

/** Lets a real Codex work on two prompts with a model of ours: the inputs of its hooks and its rollout. */
export async function recordCodex(
  program: string,
  replies: readonly Reply[],
): Promise<Record<string, string>> {
  const recording = new Recording();
  try {
    const config = join(recording.home, '.codex');
    mkdirSync(config);
    const call = [{ hooks: [{ type: 'command', command: recording.hookCommand }] }];
    writeFileSync(
      join(config, 'hooks.json'),
      JSON.stringify({ hooks: Object.fromEntries(hooks.map((hook) => [hook, call])) }),
    );
    let turn = 0;
    const answer = (path: string, _: string, response: ServerResponse): void => {
      if (path === '/v1/responses') answerResponse(replies[turn++] ?? 'done', turn, response);
      else response.writeHead(404).end('{}');
    };
    await withServer(answer, async (address) => {
      writeFileSync(
        join(config, 'config.toml'),
        [
          'model_provider = "fixture"',
          '[model_providers.fixture]',
          'name = "fixture"',
          `base_url = "${address}/v1"`,
          'wire_api = "responses"',
          'env_key = "FIXTURE_KEY"',
          `[projects."${recording.project}"]`,
          'trust_level = "trusted"',
        ].join('\n'),
      );
      const always = ['--skip-git-repo-check', '--dangerously-bypass-hook-trust', '-s', 'danger-full-access'];
      const env = { FIXTURE_KEY: 'fixture' };
      await recording.run(program, ['exec', ...always, '-m', 'gpt-5-codex', 'Add a greeting'], env);
      await recording.run(
        program,
        ['exec', ...always, 'resume', '--last', '-m', 'gpt-5', 'Make it louder'],
        env,
      );
    });
    const sessions = join(config, 'sessions');
    const rollout = readdirSync(sessions, { recursive: true, encoding: 'utf8' }).find((name) =>
      name.endsWith('.jsonl'),
    );
    return {
      'hooks.jsonl': recording.scrubbed(recording.hookInputs),
      'rollout.jsonl': recording.scrubbed(readFileSync(join(sessions, rollout ?? ''), 'utf8')),
    };
  } finally {
    recording.remove();
  }
}

function answerResponse(reply: Reply, turn: number, response: ServerResponse): void {
  const send = (data: { readonly type: string; readonly [name: string]: unknown }): void => {
    response.write(`event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const id = `resp_fixture${turn}`;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  send({ type: 'response.created', response: { id } });
  const item =
    typeof reply === 'string'
      ? {
          type: 'message',
          role: 'assistant',
          id: `msg_${turn}`,
          content: [{ type: 'output_text', text: 'Done.' }],
        }
      : {
          type: 'function_call',
          id: `fc_${turn}`,
          call_id: `call_${turn}`,
          name: 'exec_command',
          arguments: JSON.stringify({ cmd: `apply_patch <<'EOF'\n${patch(reply.file, reply.content)}EOF` }),
        };
  send({ type: 'response.output_item.done', item });
  const usage = {
    input_tokens: 1200,
    input_tokens_details: { cached_tokens: 1000 },
    output_tokens: 60 + turn,
    output_tokens_details: { reasoning_tokens: 20 },
    total_tokens: 1260 + turn,
  };
  send({ type: 'response.completed', response: { id, usage } });
  response.end();
}

function patch(file: string, content: string): string {
  const added = content
    .trimEnd()
    .split('\n')
    .map((line) => `+${line}\n`)
    .join('');
  return `*** Begin Patch\n*** Add File: ${file}\n${added}*** End Patch\n`;
}
