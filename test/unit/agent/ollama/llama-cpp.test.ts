import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkAdapter } from '../../../../src/agent/ollama/check-adapter.js';
import { uploadBlob } from '../../../../src/agent/ollama/upload-blob.js';
import { OllamaFixture } from '../../../fixtures/ollama/ollama-fixture.js';
import { tinyAdapter, tinyModel } from './gguf-writer.js';
import { answerOf, findLlamaCpp } from './llama-cpp.js';

const trained = 'test/fixtures/lora/coder_adapter.gguf';
const timeoutMs = 60_000;
const llama = await findLlamaCpp();
const folder = mkdtempSync(join(tmpdir(), 'llama-'));
const file = (name: string): string => join(folder, name);

afterAll(async () => {
  await llama?.dispose();
  rmSync(folder, { recursive: true });
});

it.skipIf(llama === undefined)(
  'llama.cpp takes model and adapter before and after our handling, and the adapter changes its answer',
  async () => {
    if (llama === undefined) return;
    writeFileSync(file('model.gguf'), tinyModel());
    writeFileSync(file('adapter.gguf'), tinyAdapter());
    const plain = await answerOf(llama, file('model.gguf'));
    expect(await answerOf(llama, file('model.gguf'))).toEqual(plain);

    const ollama = await OllamaFixture.start();
    for (const adapter of [file('adapter.gguf'), trained]) {
      const before = await answerOf(llama, file('model.gguf'), adapter);
      expect(before).toHaveLength(plain.length);
      checkAdapter(adapter, 'llama');
      const digest = await uploadBlob(adapter, { host: ollama.host });
      writeFileSync(file('handled.gguf'), ollama.blobs.get(digest)!);
      expect(await answerOf(llama, file('model.gguf'), file('handled.gguf'))).toEqual(before);
    }
    await ollama.stop();
    expect(await answerOf(llama, file('model.gguf'), file('adapter.gguf'))).not.toEqual(plain);
  },
  timeoutMs,
);
