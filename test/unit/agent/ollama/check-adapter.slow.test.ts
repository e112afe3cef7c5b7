import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkAdapter } from '../../../../src/agent/ollama/check-adapter.js';
import { UserError } from '../../../../src/learning/user-error.js';
import { ggufFile, tinyAdapter, tinyModel } from './gguf-writer.js';

describe('checkAdapter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'adapter-'));
  const file = join(folder, 'adapter.gguf');
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const check = (bytes: Uint8Array, architecture: string | undefined = 'llama'): unknown => {
    writeFileSync(file, bytes);
    return checkAdapter(file, architecture);
  };
  const adapter = tinyAdapter();

  it('takes a whole adapter for the right base', () => {
    expect(check(adapter)).toEqual({ architecture: 'llama', alpha: 32, matrices: 4 });
    expect(check(adapter, undefined)).toMatchObject({ architecture: 'llama' });
  });

  it('takes one that train_lora.py and llama.cpp made', () => {
    expect(checkAdapter('test/fixtures/lora/coder_adapter.gguf', 'llama')).toEqual({
      architecture: 'llama',
      alpha: 8,
      matrices: 14,
    });
  });

  it('says what is wrong with anything else', () => {
    expect(() => check(tinyModel())).toThrow('no LoRA adapter');
    expect(() => check(adapter, 'qwen2')).toThrow('of the kind llama, but the base is of the kind qwen2');
    expect(() => check(Buffer.from('PK not a GGUF file'))).toThrow('is not a GGUF file');
    expect(() => check(Buffer.from('GGUF\x09\0\0\0'))).toThrow('version 9');
    expect(() => check(adapter.subarray(0, adapter.length - 64))).toThrow('was cut off');
    expect(() => checkAdapter(join(folder, 'none.gguf'), 'llama')).toThrow('cannot be read');
    const lonely = { name: 'blk.0.attn_q.weight.lora_a', sizes: [32], data: new Float32Array(32) };
    const header = {
      'general.architecture': ['text', 'llama'],
      'general.type': ['text', 'adapter'],
      'adapter.type': ['text', 'lora'],
    } as const;
    expect(() => check(ggufFile(header, [lonely]))).toThrow('lacks some of its matrices');
  });

  it('never crashes on a damaged file, and reads no further than it goes', () => {
    fc.assert(
      fc.property(
        fc.nat(1200),
        fc.uint8Array({ minLength: 1, maxLength: 12 }),
        fc.nat(adapter.length),
        (at, bytes, length) => {
          const damaged = Buffer.from(adapter.subarray(0, length));
          damaged.set(bytes.subarray(0, Math.max(0, damaged.length - at)), Math.min(at, damaged.length));
          try {
            check(damaged);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
