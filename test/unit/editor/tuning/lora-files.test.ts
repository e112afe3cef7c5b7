import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  exportedRoles,
  preparedBase,
  roleOf,
  trainedAdapters,
} from '../../../../src/editor/tuning/lora-files.js';

describe('what lies in .agent', () => {
  let root: string;
  const put = (folder: string, name: string, text: string): void => {
    mkdirSync(join(root, '.agent', folder), { recursive: true });
    writeFileSync(join(root, '.agent', folder, name), text);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lora-files-'));
    return () => {
      rmSync(root, { recursive: true });
    };
  });

  it('is nothing at first', async () => {
    expect(await exportedRoles(root)).toEqual([]);
    expect(await trainedAdapters(root)).toEqual([]);
    expect(await preparedBase(root, 'coder')).toBeUndefined();
  });

  it('is found', async () => {
    put('sft', 'judge_sft.jsonl', '{}\n');
    put('sft', 'coder_sft.jsonl', '{}\n');
    put('sft', 'fixer_sft.jsonl', '');
    put('lora', 'fixer_adapter.gguf', '');
    put('lora', 'train_lora.py', '');
    put('lora', 'fixer-tuned.Modelfile', 'FROM qwen2.5-coder:7b\nADAPTER ./fixer_adapter.gguf\n');
    expect(await exportedRoles(root)).toEqual(['coder', 'judge']);
    expect(await trainedAdapters(root)).toEqual([join(root, '.agent', 'lora', 'fixer_adapter.gguf')]);
    expect(await preparedBase(root, 'fixer')).toBe('qwen2.5-coder:7b');
  });

  it('says by its name what an adapter was trained for', () => {
    expect(roleOf('/x/fixer_adapter.gguf')).toBe('fixer');
    expect(roleOf('/x/other.gguf')).toBe('coder');
  });
});
