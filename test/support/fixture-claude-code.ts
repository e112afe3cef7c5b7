import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'jsonc-parser';
import { z } from 'zod';

const settingsForm = z.object({
  hooks: z
    .record(
      z.string(),
      z.array(
        z.object({
          matcher: z.string().optional(),
          hooks: z.array(z.object({ type: z.literal('command'), command: z.string() })),
        }),
      ),
    )
    .optional(),
});

type Hooks = NonNullable<z.infer<typeof settingsForm>['hooks']>;

/**
 * A session that works as Claude Code 2.1 does, as far as others see it: it reads its project's hooks when it starts, calls them
 * through a shell with JSON on standard input, edits files, and writes a transcript. Its forms are those that were recorded in
 * test/fixtures/agents/claude-code.
 */
export class FixtureClaudeCode {
  readonly #project: string;
  readonly #home: string;
  readonly #model: string;
  readonly #session = randomUUID();
  readonly #hooks: Hooks;
  #promptId = '';
  #answers = 0;

  /** @param home the folder of the person at whose keyboard it runs */
  constructor(project: string, home: string, model: string) {
    this.#project = project;
    this.#home = home;
    this.#model = model;
    const file = join(project, '.claude', 'settings.local.json');
    this.#hooks = existsSync(file) ? (settingsForm.parse(parse(readFileSync(file, 'utf8'))).hooks ?? {}) : {};
    this.#call('SessionStart', { source: 'startup' });
  }

  /** A person asks for something. */
  prompt(text: string): void {
    this.#promptId = randomUUID();
    this.#write({ type: 'user', promptId: this.#promptId, message: { role: 'user', content: text } });
    this.#call('UserPromptSubmit', { prompt: text });
  }

  /** Writes a file, and tells of it when that is done. */
  edit(path: string, content: string): void {
    const file = join(this.#project, path);
    const input = { file_path: file, content };
    const part = { type: 'tool_use', id: `toolu_${randomUUID()}`, name: 'Write', input };
    this.#answer(part);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    const response = { type: 'update', filePath: file, content };
    this.#call('PostToolUse', { tool_name: 'Write', tool_input: input, tool_response: response });
  }

  /** Is done with the prompt. */
  stop(): void {
    this.#answer({ type: 'text', text: 'Done.' });
    this.#call('Stop', { stop_hook_active: false });
  }

  /** Is closed. */
  end(): void {
    this.#call('SessionEnd', { reason: 'prompt_input_exit' });
  }

  get #transcript(): string {
    const name = this.#project.replace(/[^A-Za-z0-9]/g, '-');
    return join(this.#home, '.claude', 'projects', name, `${this.#session}.jsonl`);
  }

  /** 4,000 tokens are read and 50 written for each answer; each part of an answer is a line with the tokens of all. */
  #answer(part: object): void {
    this.#answers += 1;
    const usage = {
      input_tokens: 120,
      cache_creation_input_tokens: 880,
      cache_read_input_tokens: 3000,
      output_tokens: 50,
    };
    const message = {
      id: `msg_${this.#session}_${this.#answers}`,
      role: 'assistant',
      model: this.#model,
      usage,
    };
    for (const content of [{ type: 'text', text: 'I see.' }, part]) {
      this.#write({ type: 'assistant', message: { ...message, content: [content] } });
    }
  }

  #write(entry: object): void {
    mkdirSync(dirname(this.#transcript), { recursive: true });
    const line = {
      ...entry,
      sessionId: this.#session,
      timestamp: new Date().toISOString(),
      cwd: this.#project,
      version: '2.1.197',
    };
    appendFileSync(this.#transcript, `${JSON.stringify(line)}\n`);
  }

  #call(event: string, fields: Readonly<Record<string, unknown>>): void {
    const tool = fields['tool_name'];
    const input = JSON.stringify({
      session_id: this.#session,
      transcript_path: this.#transcript,
      cwd: this.#project,
      ...(this.#promptId === '' ? {} : { prompt_id: this.#promptId }),
      hook_event_name: event,
      ...fields,
    });
    for (const { matcher, hooks } of this.#hooks[event] ?? []) {
      if (matcher !== undefined && typeof tool === 'string' && !new RegExp(`^(?:${matcher})$`).test(tool))
        continue;
      for (const { command } of hooks) {
        const env = { PATH: process.env['PATH'], HOME: this.#home, CLAUDE_PROJECT_DIR: this.#project };
        const { status, stderr } = spawnSync('sh', ['-c', command], {
          input,
          env,
          cwd: this.#project,
          encoding: 'utf8',
        });
        if (status !== 0) throw new Error(`the hook ${event} failed (${String(status)}): ${stderr}`);
      }
    }
  }
}
