import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCard, type RunOptions } from '../../../../src/agent/run/run-card.js';
import type { RunResult } from '../../../../src/agent/run/run-result.js';
import type { CardInCode } from '../../../../src/agent/run/card-in-code.js';
import { shippedPromptText } from '../../../../src/learning/variants/shipped-prompts.js';
import { after, AgentProject, before, check, goodReply, replyWith, wrongReply } from './agent-project.js';

let project: AgentProject;
let agent: Awaited<ReturnType<AgentProject['open']>>;

beforeEach(async () => {
  project = await AgentProject.make();
  agent = await project.open();
});
afterEach(() => project.remove());

function run(card: Partial<CardInCode> = {}, options: Partial<RunOptions> = {}): Promise<RunResult> {
  const { signal } = new AbortController();
  return runCard(project.card(card), agent.ports, { signal, model: 'qwen2.5-coder:7b', ...options });
}

function runs(): Record<string, unknown>[] {
  return agent.ledger.db.connection.all(
    'SELECT status, model_name, cost_tokens, attempt_of, id FROM run_facts ORDER BY rowid',
  );
}

function journals(): string[] {
  const folder = join(project.root, '.agent', 'agent-runs');
  return existsSync(folder) ? readdirSync(folder) : [];
}

describe('a run of a card, against the fixtures of model servers', () => {
  it('goes from the choice to a settled ledger', async () => {
    const pieces: string[] = [];
    const steps: string[] = [];
    const result = await run(
      {},
      { onText: (piece) => pieces.push(piece), onStep: (step) => steps.push(step) },
    );
    expect(result).toMatchObject({ isVerified: true, run: { status: 'finished', reward: 0.875 } });
    expect(result.last).toMatchObject({
      files: ['src/add.js'],
      refusals: [],
      passed: true,
      costTokens: 120,
      costUsd: 0,
      checks: [{ exitCode: 0, check: 'test' }],
    });
    expect(project.read('src/add.js')).toBe(after);
    expect(pieces.join('')).toBe(goodReply);
    expect(steps).toEqual([
      'begun',
      'asking',
      'answered',
      'laying down',
      'laid down',
      'checking',
      'checked',
      'reviewing',
      'settling',
    ]);
    expect(journals()).toEqual([]);
    expect(agent.ledger.files.pending(project.root).map(({ path }) => path)).toEqual(['src/add.js']);
    const [pair] = agent.ledger.db.connection.all('SELECT prompt_json, output_json FROM pairs');
    expect(String(pair?.['prompt_json'])).toContain('Let src/add.js add');
    expect(JSON.parse(String(pair?.['output_json']))).toBe(goodReply);
  });

  it('follows what was suggested, or says that a person did not', async () => {
    const followed = (): unknown[] =>
      agent.ledger.db.connection
        .all("SELECT followed FROM decisions WHERE chooser = 'model' ORDER BY id")
        .map(({ followed: it }) => it);
    const { last } = await run({}, { model: undefined });
    expect(['qwen2.5-coder:7b', 'gpt-4o']).toContain(last.model);
    expect(followed()).toEqual([1]);
    await run({}, { model: 'tiny-base' });
    expect(followed()).toEqual([1, 0]);
  });

  it('sends the chosen prompt, the task, and what the context set names', async () => {
    await run({}, { model: 'tiny-base' });
    const sent = project.ollama.chats[0]?.messages.map(({ content }) => content).join('\n') ?? '';
    const [row] = agent.ledger.db.connection.all('SELECT prompt_id FROM run_facts');
    const text = shippedPromptText(String(row?.['prompt_id']));
    expect(sent).toContain(text?.trim());
    expect(sent).toContain('Let src/add.js add');
    expect(project.previews[0]).toMatchObject({ isLocal: true, model: 'tiny-base', secretsReplaced: 0 });
  });

  it('sends what was refused back once, and applies the rest', async () => {
    project.ollama.answer = (_, call) => ({
      text: call === 1 ? replyWith('src/add.js', 'nowhere\n', 'x\n') : goodReply,
    });
    const { last, isVerified } = await run();
    expect(isVerified).toBe(true);
    expect(last).toMatchObject({ refusals: [], costTokens: 240 });
    expect(project.ollama.chats).toHaveLength(2);
    expect(project.ollama.chats[1]?.messages.length).toBeGreaterThan(
      project.ollama.chats[0]?.messages.length ?? 99,
    );
  });

  it('keeps what is refused twice out, and is not verified', async () => {
    project.ollama.answer = () => ({ text: replyWith('../../etc/passwd', 'root\n', 'x\n') });
    const { last, isVerified } = await run();
    expect(isVerified).toBe(false);
    expect(last).toMatchObject({ files: [], passed: null, refusals: [{ code: 'bad-path' }] });
    expect(project.git('status', '--porcelain')).toBe('');
  });

  it('leaves edits pending that fail the checks, and says so', async () => {
    project.ollama.answer = () => ({ text: wrongReply });
    const result = await run();
    expect(result.isVerified).toBe(false);
    expect(result.last.passed).toBe(false);
    expect(project.read('src/add.js')).toContain('a * b');
  });

  it('runs no check and sends nothing without a yes', async () => {
    project.says.checks = false;
    const result = await run({ checks: ['touch ran'] });
    expect(result.last).toMatchObject({ passed: null, checks: [] });
    expect(existsSync(join(project.root, 'ran'))).toBe(false);
    project.says.send = false;
    project.ollama.chats.length = 0;
    await expect(run()).rejects.toThrow('Nothing was sent');
    expect(project.ollama.chats).toEqual([]);
    expect(runs().map(({ status }) => status)).toEqual(['finished', 'discarded']);
  });

  it('changes a protected path only with a yes', async () => {
    const sly = replyWith(
      'package.json',
      '{ "type": "module" }\n',
      '{ "type": "module", "scripts": { "test": "evil" } }\n',
    );
    project.ollama.answer = () => ({ text: `${goodReply}\n${sly}` });
    project.says.protected = false;
    const { last } = await run();
    expect(last).toMatchObject({ files: ['src/add.js'], withheld: ['package.json'] });
    expect(project.read('package.json')).toBe('{ "type": "module" }\n');
  });

  it('cancelled in mid-stream, changes nothing and scores nothing', async () => {
    project.ollama.answer = () => ({ text: goodReply, pauseMs: 5 });
    const controller = new AbortController();
    const onText = (): void => {
      controller.abort(new Error('cancelled'));
    };
    await expect(run({}, { signal: controller.signal, onText })).rejects.toThrow('cancelled');
    expect(project.git('status', '--porcelain')).toBe('');
    expect(runs().map(({ status }) => status)).toEqual(['discarded']);
    expect(journals()).toEqual([]);
  });

  it('cancelled while checks run, ends them and leaves the edits pending', async () => {
    const controller = new AbortController();
    const onStep = (step: string): void => {
      if (step === 'checking')
        setTimeout(() => {
          controller.abort(new Error('cancelled'));
        }, 100);
    };
    await expect(run({ checks: ['sleep 20'] }, { signal: controller.signal, onStep })).rejects.toThrow(
      'cancelled',
    );
    expect(project.read('src/add.js')).toBe(after);
    expect(runs().map(({ status }) => status)).toEqual(['finished']);
  });

  it('asks about an unknown price, and keeps to the budgets', async () => {
    project.openai.models.push('mystery');
    project.says.price = false;
    await expect(run({}, { model: 'mystery' })).resolves.toMatchObject({ isVerified: true });
    await expect(run({ budgetUsd: 0.0001 }, { model: 'gpt-4o' })).rejects.toThrow(/card allows \$0.0001/);
    await expect(run({}, { model: 'gpt-4o', limits: { dayUsd: 0.0001 } })).rejects.toThrow(
      /Raise the budget/,
    );
    expect(agent.ledger.choosing.spent().dayUsd).toBe(0);
  });

  it('settles what a call really cost', async () => {
    project.openai.answer = () => ({ text: goodReply, usage: { input: 1000, output: 100 } });
    const { last } = await run({}, { model: 'gpt-4o' });
    expect(last.costUsd).toBeCloseTo((1000 * 2.5 + 100 * 10) / 1e6, 9);
    expect(agent.ledger.choosing.spent().dayUsd).toBeGreaterThan(0);
  });

  it('asks a judge about what is uncommitted, and changes nothing', async () => {
    project.write('src/add.js', after);
    project.ollama.answer = () => ({ text: 'VERDICT: keep\nREASON: It adds.\n' });
    const { last, isVerified } = await run({ role: 'judge' });
    expect(last).toMatchObject({ judgement: { share: 1, reasons: ['It adds.'] }, files: [], passed: null });
    expect(isVerified).toBe(false);
    expect(project.ollama.chats[0]?.messages.at(-1)?.content).toContain(
      '+export const add = (a, b) => a + b;',
    );
    expect(project.read('src/add.js')).toBe(after);
    const [pair] = agent.ledger.db.connection.all('SELECT role FROM pairs');
    expect(pair?.['role']).toBe('judge');
  });

  it('asks a judge that says no verdict once more', async () => {
    project.write('src/add.js', after);
    project.ollama.answer = (_, call) => ({
      text: call === 1 ? 'It looks fine to me.' : 'Verdict: rejected\nReason: It has no test.',
    });
    const { last } = await run({ role: 'judge' });
    expect(last).toMatchObject({ judgement: { share: 0 }, costTokens: 240 });
    expect(project.ollama.chats[1]?.messages.at(-1)?.content).toContain('Your reply has no verdict');
    const [pair] = agent.ledger.db.connection.all('SELECT output_json FROM pairs');
    expect(pair?.['output_json']).not.toContain('looks fine');
  });

  it('follows no link', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    writeFileSync(join(outside, 'add.js'), before);
    symlinkSync(outside, join(project.root, 'linked'));
    project.ollama.answer = () => ({ text: replyWith('linked/add.js', before, after) });
    const { last } = await run();
    expect(last).toMatchObject({ files: [], refusals: [{ code: 'link' }] });
    expect(readFileSync(join(outside, 'add.js'), 'utf8')).toBe(before);
    rmSync(outside, { recursive: true });
  });

  it('keeps CRLF, a missing last line ending and the executable bit', async () => {
    const crlf = '#!/bin/sh\r\necho one\r\necho two';
    project.write('run.sh', crlf);
    project.ollama.answer = () => ({ text: replyWith('run.sh', 'echo one\n', 'echo 1\n') });
    await run({ checks: [] });
    expect(readFileSync(join(project.root, 'run.sh'), 'utf8')).toBe('#!/bin/sh\r\necho 1\r\necho two');
  });
});

describe('escalation, against the fixtures of model servers', () => {
  it('puts back what failed, byte by byte, and lets the next model try', async () => {
    const bytes = Buffer.from('\ufeffexport const add = (a, b) => a - b; // é\r\nexport const x = 1;');
    project.write('src/add.js', bytes);
    project.git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '-qam', 'bytes');
    const line = 'export const add = (a, b) => a - b; // é\n';
    project.ollama.answer = () => ({ text: replyWith('src/add.js', line, 'export const add = 1;\n') });
    const seen: string[] = [];
    project.openai.answer = () => {
      seen.push(project.git('status', '--porcelain'));
      return { text: replyWith('src/add.js', line, 'export const add = (a, b) => a + b; // é\n') };
    };
    const result = await run({}, { escalates: true, model: undefined });
    expect(result.attempts.map(({ model, passed, isRolledBack }) => [model, passed, isRolledBack])).toEqual([
      ['qwen2.5-coder:7b', false, true],
      ['gpt-4o', true, false],
    ]);
    expect(seen).toEqual(['']);
    expect(result.isVerified).toBe(true);
    const [first, second] = runs();
    expect(second?.['attempt_of']).toBe(first?.['id']);
    expect(runs().map(({ status }) => status)).toEqual(['finished', 'finished']);
    expect(agent.ledger.files.pending(project.root)).toHaveLength(1);
  });

  it('leaves the last attempt to the person where none passes', async () => {
    project.ollama.answer = project.openai.answer = () => ({ text: wrongReply });
    const result = await run({ checks: [check] }, { escalates: true, model: undefined });
    expect(result.isVerified).toBe(false);
    expect(result.last.isRolledBack).toBe(false);
    expect(result.attempts.slice(0, -1).every(({ isRolledBack }) => isRolledBack)).toBe(true);
    expect(project.read('src/add.js')).not.toBe(before);
  });
});
