import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTunedModel } from '../../../../src/agent/ollama/create-tuned-model.js';
import { uploadBlob } from '../../../../src/agent/ollama/upload-blob.js';
import { OllamaFixture } from '../../../fixtures/ollama/ollama-fixture.js';
import { tinyAdapter } from './gguf-writer.js';

describe('createTunedModel, against the conformance fixture of Ollama', () => {
  let ollama: OllamaFixture;
  let adapterFile: string;
  const adapter = tinyAdapter();
  const digest = `sha256:${createHash('sha256').update(adapter).digest('hex')}`;

  beforeEach(async () => {
    ollama = await OllamaFixture.start();
    const folder = mkdtempSync(join(tmpdir(), 'tuned-'));
    adapterFile = join(folder, 'coder_adapter.gguf');
    writeFileSync(adapterFile, adapter);
    return async () => {
      await ollama.stop();
      rmSync(folder, { recursive: true });
    };
  });
  const create = (changes = {}): Promise<void> =>
    createTunedModel({
      host: ollama.host,
      name: 'my-coder-tuned',
      base: 'tiny-base',
      adapterFile,
      ...changes,
    });

  it('hands over the adapter and makes the model, with progress', async () => {
    const steps: [string, number | undefined][] = [];
    await create({ onProgress: (step: string, share?: number) => steps.push([step, share]) });
    expect(ollama.requests).toEqual([
      'POST /api/show',
      `HEAD /api/blobs/${digest}`,
      `POST /api/blobs/${digest}`,
      'POST /api/create',
    ]);
    expect(ollama.blobs.get(digest)).toEqual(adapter);
    expect(ollama.created).toMatchObject([
      {
        model: 'my-coder-tuned',
        from: 'tiny-base',
        adapters: { 'coder_adapter.gguf': digest },
        system: expect.stringContaining('precise code generator') as string,
        parameters: { temperature: 0.2 },
      },
    ]);
    expect(steps.map(([step]) => step)).toEqual(
      expect.arrayContaining(['Looking at tiny-base', 'creating adapter layer', 'success']),
    );
    expect(steps).toContainEqual(['Handing the adapter to Ollama', 1]);
    expect(steps).toContainEqual(['writing manifest', 0.5]);
  });

  it('hands over nothing that Ollama has already', async () => {
    await create();
    await create();
    expect(ollama.requests.filter((each) => each.startsWith('POST /api/blobs'))).toHaveLength(1);
  });

  it('says what to do when the base is not there, or Ollama is not', async () => {
    await expect(create({ base: 'qwen2.5-coder:7b' })).rejects.toThrow(
      'Ollama has no model qwen2.5-coder:7b. Fetch it first: ollama pull qwen2.5-coder:7b',
    );
    await ollama.stop();
    await expect(create()).rejects.toThrow(/Ollama does not answer at http.*ollama serve/);
  });

  it('notices an error in the middle of the stream, and a stream that ends too soon', async () => {
    ollama.failure = 'unsupported architecture';
    await expect(create()).rejects.toThrow('Ollama could not make the model: unsupported architecture');
    ollama.failure = undefined;
    ollama.breaksOff = true;
    await expect(create()).rejects.toThrow('Ollama stopped before my-coder-tuned was made');
  });

  it('sends nothing that does not fit', async () => {
    writeFileSync(adapterFile, tinyAdapter({ 'general.architecture': ['text', 'qwen2'] }));
    await expect(create()).rejects.toThrow('trained on a model of the kind qwen2');
    await expect(create({ name: 'my model' })).rejects.toThrow('is no name for a model');
    expect(ollama.requests).toEqual(['POST /api/show']);
  });

  it('stops when told to', async () => {
    await expect(create({ signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    expect(ollama.created).toEqual([]);
  });

  it('says why a blob was refused', async () => {
    const server = await OllamaFixture.start();
    const upload = uploadBlob(adapterFile, { host: `${server.host}/elsewhere` });
    await expect(upload).rejects.toThrow(/did not take .*: not found/);
    await server.stop();
  });
});
