import { build } from 'esbuild';
import {
  copyFileSync,
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
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundles } from '../../../../esbuild.mjs';
import { TrainingClient } from '../../../../src/engine/training/training-client.js';
import type { TuneRequest } from '../../../../src/engine/training/training-jobs.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { OllamaFixture } from '../../../fixtures/ollama/ollama-fixture.js';
import { recordSampleRuns } from '../../../support/sample-runs.js';
import { tinyAdapter } from '../../agent/ollama/gguf-writer.js';

const recordedRuns = 220;
const ignored = { signal: new AbortController().signal, onProgress: (): void => undefined };

describe('TrainingClient, with the worker as built', () => {
  let built: string;
  let root: string;
  let client: TrainingClient;
  const agent = (...names: string[]): string => join(root, '.agent', ...names);
  const exportOf = (localOnly: boolean) => ({ root, format: 'sft' as const, localOnly });

  beforeAll(async () => {
    await loadSqlite();
    built = mkdtempSync(join(tmpdir(), 'training-built-'));
    const outfile = join(built, 'training-worker.cjs');
    await build({ ...bundles['training-worker.cjs'], outfile, logLevel: 'error' });
    copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', join(built, 'sql-wasm.wasm'));
    client = new TrainingClient(outfile);
  });
  afterAll(() => {
    rmSync(built, { recursive: true });
  });
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'training-'));
    recordSampleRuns(root, recordedRuns);
    return () => {
      rmSync(root, { recursive: true });
    };
  });

  it('tells what an export would consist of, and how far it is, and writes nothing', async () => {
    const shares: (number | undefined)[] = [];
    const onProgress = (_step: string, share: number | undefined): void => void shares.push(share);
    const all = await client.run('previewExport', exportOf(false), { ...ignored, onProgress });
    const local = await client.run('previewExport', exportOf(true), ignored);
    expect(all.models.map(({ origin }) => origin)).toEqual(
      expect.arrayContaining(['hosted', 'local', 'unknown']),
    );
    expect(local.models.map(({ origin }) => origin)).toEqual(['local']);
    expect(local.examples).toBeLessThan(all.examples);
    expect(shares).toContain(1);
    expect(existsSync(agent('sft'))).toBe(false);
  });

  it('exports', async () => {
    const { files } = await client.run('exportTraining', exportOf(false), ignored);
    for (const { path, examples } of files)
      expect(readFileSync(path, 'utf8').split('\n').length - 1).toBe(examples);
  });

  it('stops an export in the middle and leaves the earlier one', async () => {
    await client.run('exportTraining', exportOf(true), ignored);
    const before = readFileSync(agent('sft', 'coder_sft.jsonl'), 'utf8');
    const stop = new AbortController();
    const cancelled = client.run('exportTraining', exportOf(false), {
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ reason: 'cancelled' });
    expect(readFileSync(agent('sft', 'coder_sft.jsonl'), 'utf8')).toBe(before);
    expect(readdirSync(agent('sft')).filter((name) => name.startsWith('.export-'))).toEqual([]);
  });

  it('prepares a folder to train in, and passes an error on in its own words', async () => {
    const request = {
      repoRoot: root,
      scriptFolder: 'media/lora',
      base: 'qwen2.5-coder:7b',
      role: 'coder' as const,
    };
    await expect(client.run('prepareTraining', request, ignored)).rejects.toMatchObject({
      reason: 'user',
      message: expect.stringContaining('There are no examples') as string,
    });
    await client.run('exportTraining', exportOf(false), ignored);
    const { folder, commands } = await client.run('prepareTraining', request, ignored);
    expect(existsSync(join(folder, 'train_lora.py'))).toBe(true);
    expect(commands[1]).toBe('ollama create my-coder-tuned -f coder-tuned.Modelfile');
  });

  describe('with Ollama', () => {
    let ollama: OllamaFixture;
    beforeEach(async () => {
      ollama = await OllamaFixture.start();
      return () => ollama.stop();
    });

    function request(adapterFile: string): TuneRequest {
      writeFileSync(adapterFile, tinyAdapter());
      return { root, host: ollama.host, name: 'my-coder-tuned', base: 'tiny-base', adapterFile };
    }

    it('makes a model and writes the Modelfile that says the same', async () => {
      const modelfile = await client.run('createTuned', request(join(root, 'fixer_adapter.gguf')), ignored);
      expect(ollama.created).toMatchObject([{ model: 'my-coder-tuned', from: 'tiny-base' }]);
      expect(modelfile).toBe(agent('lora', 'fixer-tuned.Modelfile'));
      expect(readFileSync(modelfile, 'utf8')).toMatch(
        `FROM tiny-base\nADAPTER ${root}/fixer_adapter.gguf\nSYSTEM """You`,
      );
    });

    it('writes nothing through a link, and nothing when Ollama refused', async () => {
      ollama.failure = 'no room';
      const wanted = request(join(root, 'coder_adapter.gguf'));
      await expect(client.run('createTuned', wanted, ignored)).rejects.toThrow('no room');
      expect(existsSync(agent('lora'))).toBe(false);
      symlinkSync(built, agent('lora'));
      await expect(client.run('createTuned', wanted, ignored)).rejects.toThrow('is a symbolic link');
      expect(ollama.created).toEqual([]);
    });
  });
});
