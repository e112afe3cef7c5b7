import * as assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, ConfigurationTarget, window, workspace } from 'vscode';
import type { TrainingFolder } from '../../src/agent/ollama/prepare-training.js';
import type { ExportReport } from '../../src/learning/dataset/export-report.js';
import { loadSqlite } from '../../src/learning/sqlite/load.js';
import { OllamaFixture } from '../fixtures/ollama/ollama-fixture.js';
import { recordSampleRuns } from '../support/sample-runs.js';
import { tinyAdapter } from '../unit/agent/ollama/gguf-writer.js';
import { agree, openFolder } from './support/runs.js';

const recordedRuns = 12;
const call = <T>(command: string, argument: object): Thenable<T> =>
  commands.executeCommand<T>(`learningLoop.${command}`, argument);
const agent = (...names: string[]): string => join(openFolder(), '.agent', ...names);

describe('from good runs to a tuned model, called by code', () => {
  let ollama: OllamaFixture;
  const address = (value: string | undefined): Thenable<void> =>
    workspace.getConfiguration('learningLoop').update('ollamaUrl', value, ConfigurationTarget.Global);

  before('record runs', async () => {
    await agree();
    await loadSqlite();
    recordSampleRuns(openFolder(), recordedRuns);
    ollama = await OllamaFixture.start();
    await address(ollama.host);
  });
  after(async () => {
    await address(undefined);
    await ollama.stop();
    for (const name of ['sft', 'lora']) rmSync(agent(name), { recursive: true, force: true });
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('says that there is nothing to train on before anything was exported', async () => {
    await assert.rejects(
      async () => call('prepareTraining', { base: 'tiny-base' }),
      /Export training data first/,
    );
  });

  it('exports what local models wrote, and that of others only on an explicit word', async () => {
    const local = await call<ExportReport>('exportTraining', {});
    assert.deepEqual(new Set(local.models.map(({ origin }) => origin)), new Set(['local']));
    const all = await call<ExportReport>('exportTraining', { includesHosted: true });
    assert.ok(all.examples > local.examples);
    for (const { path, examples } of all.files) {
      assert.equal(readFileSync(path, 'utf8').split('\n').length - 1, examples);
    }
    assert.ok(existsSync(all.card));
    await assert.rejects(async () => call('exportTraining', { format: 'csv' }), /`format` is one of sft/);
  });

  it('prepares a folder to train in, and shows what to type', async () => {
    const { folder, commands: typed } = await call<TrainingFolder>('prepareTraining', { base: 'tiny-base' });
    assert.equal(folder, agent('lora'));
    assert.ok(existsSync(join(folder, 'train_lora.py')));
    assert.match(
      readFileSync(join(folder, 'coder-tuned.Modelfile'), 'utf8'),
      /^FROM tiny-base\nADAPTER \.\/coder_adapter\.gguf$/m,
    );
    const shown = window.activeTextEditor?.document.getText() ?? '';
    for (const command of typed) assert.ok(shown.includes(command), command);
  });

  it('makes a model of an adapter and adds it to those that are suggested', async () => {
    const adapterFile = agent('lora', 'coder_adapter.gguf');
    writeFileSync(adapterFile, tinyAdapter());
    await call('createTunedModel', { adapterFile, base: 'tiny-base', name: 'my-coder-tuned' });
    assert.deepEqual(
      ollama.created.map(({ model, from }) => [model, from]),
      [['my-coder-tuned', 'tiny-base']],
    );
    assert.match(readFileSync(agent('model_variants.json'), 'utf8'), /"id": "my-coder-tuned"/);
  });

  it('says what to do where Ollama has no such base, or does not answer, and adds nothing', async () => {
    const request = {
      adapterFile: agent('lora', 'coder_adapter.gguf'),
      base: 'absent:7b',
      name: 'never-made',
    };
    await assert.rejects(async () => call('createTunedModel', request), /ollama pull absent:7b/);
    await ollama.stop();
    await assert.rejects(
      async () => call('createTunedModel', { ...request, base: 'tiny-base' }),
      /Ollama does not answer at http:.*ollama serve/,
    );
    assert.doesNotMatch(readFileSync(agent('model_variants.json'), 'utf8'), /never-made/);
  });
});
