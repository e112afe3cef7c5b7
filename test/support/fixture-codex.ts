import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A session that works as Codex 0.169 does, as far as others see it: it calls its hooks with JSON on standard input, for no patch
 * that comes through a command, and writes a rollout. Its forms are those that were recorded in test/fixtures/agents/codex.
 */
export class FixtureCodex {
  readonly #project: string;
  readonly #home: string;
  readonly #model: string;
  readonly #hook: string;
  readonly #session = randomUUID();
  #turn = '';

  /**
   * @param home the folder of the person at whose keyboard it runs
   * @param hook what its hooks run
   */
  constructor(project: string, home: string, model: string, hook: string) {
    this.#project = project;
    this.#home = home;
    this.#model = model;
    this.#hook = hook;
    this.#write('session_meta', { id: this.#session, cwd: project, cli_version: '0.169.0' });
    this.#call('SessionStart', { source: 'startup' });
  }

  /** A person asks for something. */
  prompt(text: string): void {
    this.#turn = randomUUID();
    this.#call('UserPromptSubmit', { prompt: text });
    this.#write('turn_context', { turn_id: this.#turn, model: this.#model });
    this.#complete({ type: 'UserMessage', content: [{ type: 'text', text }] });
  }

  /** Writes a file by a command. */
  edit(path: string, content: string): void {
    this.#answer();
    const file = join(this.#project, path);
    writeFileSync(file, content);
    this.#complete({
      type: 'FileChange',
      changes: { [file]: { type: 'add', content } },
      status: 'completed',
    });
  }

  /** Is done with the prompt. */
  stop(): void {
    this.#answer();
    this.#call('Stop', { stop_hook_active: false });
  }

  get #rollout(): string {
    return join(this.#home, '.codex', 'sessions', '2026', `rollout-${this.#session}.jsonl`);
  }

  /** 1,200 tokens are read and 60 written for each answer. */
  #answer(): void {
    const usage = { input_tokens: 1200, cached_input_tokens: 1000, output_tokens: 60 };
    this.#write('token_usage_record', { turn_id: this.#turn, response_id: `resp_${randomUUID()}`, usage });
  }

  #complete(item: object): void {
    this.#write('event_msg', { type: 'item_completed', turn_id: this.#turn, item });
  }

  #write(type: string, payload: object): void {
    mkdirSync(dirname(this.#rollout), { recursive: true });
    appendFileSync(
      this.#rollout,
      `${JSON.stringify({ timestamp: new Date().toISOString(), type, payload })}\n`,
    );
  }

  #call(event: string, fields: object): void {
    const input = JSON.stringify({
      session_id: this.#session,
      ...(this.#turn === '' ? {} : { turn_id: this.#turn }),
      transcript_path: this.#rollout,
      cwd: this.#project,
      hook_event_name: event,
      model: this.#model,
      ...fields,
    });
    const env = { PATH: process.env['PATH'], HOME: this.#home };
    const { status, stderr } = spawnSync('sh', ['-c', this.#hook], {
      input,
      env,
      cwd: this.#project,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the hook ${event} failed (${String(status)}): ${stderr}`);
  }
}
