import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { prepareTraining } from '../../../../src/agent/ollama/prepare-training.js';
import { tunedSystem } from '../../../../src/agent/ollama/modelfile.js';

describe('prepareTraining', () => {
  let repoRoot: string;
  beforeEach(() => {
    repoRoot = mkdtempSync(join(tmpdir(), 'prepare-'));
    return () => {
      rmSync(repoRoot, { recursive: true });
    };
  });
  const prepare = (): ReturnType<typeof prepareTraining> =>
    prepareTraining({ repoRoot, scriptFolder: 'media/lora', base: 'qwen2.5-coder:7b', role: 'coder' });
  const exportSome = (): void => {
    mkdirSync(join(repoRoot, '.agent', 'sft'), { recursive: true });
    writeFileSync(join(repoRoot, '.agent', 'sft', 'coder_sft.jsonl'), '{}\n');
  };

  it('puts script and Modelfile in place and says what to type', () => {
    exportSome();
    const { folder, commands } = prepare();
    expect(folder).toBe(join(repoRoot, '.agent', 'lora'));
    expect(readFileSync(join(folder, 'coder-tuned.Modelfile'), 'utf8')).toMatch(
      /^FROM qwen2\.5-coder:7b\nADAPTER \.\/coder_adapter\.gguf\nSYSTEM """/,
    );
    expect(readFileSync(join(folder, 'train_lora.py'), 'utf8')).toContain('--smoke');
    expect(readFileSync(join(folder, 'lora_training', 'loop.py'), 'utf8')).toContain('def train_adapter');
    expect(commands[0]).toContain(
      'train_lora.py --data ../sft/coder_sft.jsonl --base qwen2.5-coder:7b --out . --llama-cpp',
    );
    expect(commands.slice(1)).toEqual([
      'ollama create my-coder-tuned -f coder-tuned.Modelfile',
      'ollama run my-coder-tuned',
    ]);
  });

  it('wants an export first, and follows no link', () => {
    expect(prepare).toThrow('Export training data first');
    exportSome();
    symlinkSync(repoRoot, join(repoRoot, '.agent', 'lora'));
    expect(prepare).toThrow('is a symbolic link');
  });

  it('teaches and asks with the same words', () => {
    expect(readFileSync('media/lora/lora_training/settings.py', 'utf8')).toContain(tunedSystem);
  });
});
