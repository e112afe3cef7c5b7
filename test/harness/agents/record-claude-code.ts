import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import * as z from 'zod';
import { Recording, withServer, type Reply } from './recording.js';

const hooks = ['SessionStart', 'UserPromptSubmit', 'PostToolUse', 'Stop', 'SessionEnd'];

const request = z.object({ model: z.string(), tools: z.array(z.unknown()).default([]) });

/** Lets a real Claude Code work on two prompts with a model of ours: the inputs of its hooks and its transcript. */
export async function recordClaudeCode(
  program: string,
  replies: readonly Reply[],
): Promise<Record<string, string>> {
  const recording = new Recording();
  try {
    mkdirSync(join(recording.project, '.claude'));
    const call = [{ hooks: [{ type: 'command', command: recording.hookCommand }] }];
    writeFileSync(
      join(recording.project, '.claude/settings.json'),
      JSON.stringify({ hooks: Object.fromEntries(hooks.map((hook) => [hook, call])) }),
    );
    let turn = 0;
    const answer = (path: string, body: string, response: ServerResponse): void => {
      const asked = path.startsWith('/v1/messages?') ? request.parse(JSON.parse(body)) : undefined;
      if (asked === undefined) response.writeHead(404).end('{}');
      else answerMessage(asked.model, replies[turn++] ?? 'done', turn, recording.project, response);
    };
    await withServer(answer, async (address) => {
      const env = {
        ANTHROPIC_BASE_URL: address,
        ANTHROPIC_API_KEY: 'fixture',
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        IS_SANDBOX: '1',
      };
      const always = ['--permission-mode', 'acceptEdits', '--model'];
      await recording.run(program, ['-p', 'Add a greeting', ...always, 'claude-sonnet-4-5'], env);
      await recording.run(program, ['-p', '--continue', 'Make it louder', ...always, 'claude-opus-4-8'], env);
    });
    const projects = join(recording.home, '.claude/projects');
    const written = readdirSync(projects, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.jsonl'),
    );
    const textOf = (isWanted: (name: string) => boolean): string =>
      recording.scrubbed(readFileSync(join(projects, written.find(isWanted) ?? ''), 'utf8'));
    return {
      'hooks.jsonl': recording.scrubbed(recording.hookInputs),
      'transcript.jsonl': textOf((name) => !name.includes('subagents')),
      'subagent.jsonl': textOf((name) => name.includes('subagents')),
    };
  } finally {
    recording.remove();
  }
}

function answerMessage(
  model: string,
  reply: Reply,
  turn: number,
  project: string,
  response: ServerResponse,
): void {
  const usage = {
    input_tokens: 120,
    cache_creation_input_tokens: 1000,
    cache_read_input_tokens: 3000,
    output_tokens: 50 + turn,
  };
  const send = (type: string, data: object): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  };
  const block = (index: number, start: object, delta: object): void => {
    send('content_block_start', { index, content_block: start });
    send('content_block_delta', { index, delta });
    send('content_block_stop', { index });
  };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const message = { id: `msg_fixture${turn}`, type: 'message', role: 'assistant', model, content: [] };
  send('message_start', { message: { ...message, stop_reason: null, stop_sequence: null, usage } });
  block(
    0,
    { type: 'text', text: '' },
    { type: 'text_delta', text: reply === 'done' ? 'Done.' : 'I write it.' },
  );
  const call = toolCall(reply, project);
  if (call !== undefined) {
    block(
      1,
      { type: 'tool_use', id: `toolu_fixture${turn}`, name: call.name, input: {} },
      { type: 'input_json_delta', partial_json: JSON.stringify(call.input) },
    );
  }
  const stopReason = reply === 'done' ? 'end_turn' : 'tool_use';
  send('message_delta', {
    delta: { stop_reason: stopReason, stop_sequence: null },
    usage: { output_tokens: usage.output_tokens },
  });
  send('message_stop', {});
  response.end();
}

function toolCall(
  reply: Reply,
  project: string,
): { readonly name: string; readonly input: object } | undefined {
  if (reply === 'done') return undefined;
  if (reply === 'delegate') {
    const input = { description: 'Test it', prompt: 'Write a test', subagent_type: 'general-purpose' };
    return { name: 'Agent', input };
  }
  return { name: 'Write', input: { file_path: join(project, reply.file), content: reply.content } };
}
