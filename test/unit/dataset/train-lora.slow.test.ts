import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const script = 'media/lora/train_lora.py';
const hasPython = spawnSync('python3', ['--version']).status === 0;
const hasTorch = spawnSync('python3', ['-c', 'import torch, transformers, peft']).status === 0;
const smokeTimeoutMs = 300_000;

describe.skipIf(!hasPython)('train_lora.py', () => {
  const folder = mkdtempSync(join(tmpdir(), 'train-lora-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const example = { instruction: 'Write it.', input: 'spec', output: 'code', task: 'a' };
  const data = join(folder, 'coder_sft.jsonl');

  function run(...args: readonly string[]): { code: number | null; out: string; err: string } {
    const { status, stdout, stderr } = spawnSync('python3', ['-B', script, ...args], { encoding: 'utf8' });
    return { code: status, out: stdout, err: stderr };
  }
  function exported(...lines: readonly unknown[]): string {
    writeFileSync(
      data,
      lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
    );
    return data;
  }

  it('explains itself and knows bases by their tag', () => {
    const { code, out } = run('--help');
    expect(code).toBe(0);
    expect(out).toMatch(/qwen2\.5-coder:7b\s+Qwen\/Qwen2\.5-Coder-7B-Instruct/);
  });

  it.each([
    [['--base', 'qwen2.5-coder:7b'], 2, '--data is missing'],
    [['--data', 'x.jsonl'], 2, '--base is missing'],
    [['--data', 'x.jsonl', '--base', 'b', '--epochs', '0'], 2, 'not 1 or more'],
    [['--data', 'x.jsonl', '--base', 'b', '--validation', '0.9'], 2, 'not between 0 and 0.5'],
    [['--data', 'nowhere.jsonl', '--base', 'b'], 1, 'There is no nowhere.jsonl. Export first'],
  ])('says what is wrong with %j', (args, code, message) => {
    const ended = run(...args);
    expect(ended.code).toBe(code);
    expect(ended.err).toContain(message);
    expect(ended.err).not.toContain('Traceback');
  });

  it.each([
    [[''], 'is empty: no run was good enough'],
    [[example, '{broken'], 'line 2: not JSON'],
    [[{ messages: [] }], 'line 1: instruction, input and output are expected. Export with --format=sft'],
  ])('says what is wrong with an export of %j', (lines, message) => {
    const ended = run('--data', exported(...lines), '--base', 'qwen2.5-coder:7b');
    expect([ended.code, ended.err]).toEqual([1, expect.stringContaining(message)]);
  });

  it('asks for llama.cpp before it trains', () => {
    const ended = run('--data', exported(example), '--base', 'b', '--llama-cpp', folder);
    expect([ended.code, ended.err]).toEqual([
      1,
      expect.stringContaining('There is no convert_lora_to_gguf.py in'),
    ]);
  });

  it.skipIf(hasTorch)('says what to install', () => {
    const ended = run('--data', exported(example), '--base', 'qwen2.5-coder:7b');
    expect([ended.code, ended.err]).toEqual([
      1,
      expect.stringContaining('pip install torch transformers peft'),
    ]);
  });

  it.skipIf(!hasTorch)(
    'goes all the way on a tiny model',
    () => {
      const out = join(folder, 'lora');
      const ended = run(
        '--smoke',
        '--data',
        'media/lora/example/coder_sft.jsonl',
        '--epochs',
        '1',
        '--out',
        out,
      );
      expect(ended.out).toContain('SMOKE PASSED');
      expect(existsSync(join(out, 'coder_adapter', 'adapter_model.safetensors'))).toBe(true);
    },
    smokeTimeoutMs,
  );
});
