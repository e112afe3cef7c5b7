import * as assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OllamaFixture } from '../fixtures/ollama/ollama-fixture.js';
import { runFixtureAgent } from '../harness/workspace.js';
import { eventually } from '../support/eventually.js';
import { tinyAdapter } from '../unit/agent/ollama/gguf-writer.js';
import { Reviewer } from './review-steps.js';
import { typeGoal } from './steps.js';
import { useEditor } from './support/use-editor.js';

const line = z.strictObject({
  instruction: z.string().min(1),
  input: z.string().min(1),
  output: z.string().min(1),
  model: z.string().nullable(),
  task: z.string(),
});

describe('from a reviewed run to a tuned model', function () {
  this.timeout(240_000);
  const editor = useEditor();
  let reviewer: Reviewer;
  let ollama: OllamaFixture;

  const agent = (...names: string[]): string => join(reviewer.folder, '.agent', ...names);
  const lines = (role: string): z.infer<typeof line>[] =>
    readFileSync(agent('sft', `${role}_sft.jsonl`), 'utf8')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => line.parse(JSON.parse(text)));

  before('say yes', async () => {
    ollama = await OllamaFixture.start();
    const machine = join(editor().server.profile.folder, 'data', 'Machine');
    mkdirSync(machine, { recursive: true });
    writeFileSync(join(machine, 'settings.json'), JSON.stringify({ 'learningLoop.ollamaUrl': ollama.host }));
    reviewer = new Reviewer(editor());
    await reviewer.begin();
  });
  after(() => ollama.stop());

  it('reviews what a hosted model wrote, which makes red checks green', async () => {
    const { workbench, folder } = reviewer;
    await workbench.runCommand('Learning Loop: Start Run');
    await typeGoal(workbench, 'Count every piece of a line');
    await workbench.pick('Another agent or model…');
    await workbench.enter('Fixture Agent');
    await workbench.pick('GPT-4o Mini (API)');
    await workbench.pick('None of these, or not known');
    await workbench.notification('Run started').waitFor();
    await workbench.runTask('build');
    await runFixtureAgent('fix', folder);
    await reviewer.press(reviewer.row('cart.ts'), 'Keep File');
    await reviewer.isJudged('src/cart.ts', 'kept');
    await workbench.runCommand('Learning Loop: Keep All');
    await reviewer.row(/./).first().waitFor({ state: 'detached' });
    for (const task of ['build', 'lint', 'test']) await workbench.runTask(task);
    await workbench.runCommand('Learning Loop: Finish Run');
    await workbench.notification(/scored/).waitFor();
  });

  it('exports it once the person has said that hosted work may be in it: all three files have lines', async () => {
    const { workbench } = reviewer;
    await workbench.runCommand('Learning Loop: Export Training Data…');
    await workbench.pick('Instruction, input, output');
    await workbench.option('Leave out').waitFor();
    await workbench.pick('Include');
    await workbench.page.locator('.tab').filter({ hasText: 'Training Data.md' }).waitFor();
    assert.equal(existsSync(agent('sft')), false, 'nothing is written before the yes');
    await workbench.pick('Export');
    await workbench.answerNotification('exported to', 'Read the Card');
    await workbench.page.locator('.tab.active').filter({ hasText: 'sft_card.md' }).waitFor();
    const [[coder], [fixer], [judge]] = [lines('coder'), lines('fixer'), lines('judge')];
    assert.ok(coder !== undefined && fixer !== undefined && judge !== undefined);
    assert.equal(coder.model, 'gpt-4o-mini');
    assert.match(coder.input, /Count every piece of a line/);
    assert.match(coder.output, /line\.unitPrice \* line\.quantity/);
    assert.match(fixer.input, /# diagnostics[^]*build ended with/);
    assert.match(judge.output, /^Verdict: kept/);
  });

  it('leaves hosted work out otherwise, and then says that nothing is left', async () => {
    const { workbench } = reviewer;
    await workbench.runCommand('Learning Loop: Export Training Data…');
    await workbench.pick('Instruction, input, output');
    await workbench.pick('Leave out');
    await workbench.notification('1 not known to be of a local model').waitFor();
    assert.equal(lines('coder').length, 1, 'the earlier export stays');
  });

  it('prepares a folder to train in', async () => {
    const { workbench } = reviewer;
    await workbench.runCommand('Learning Loop: Prepare LoRA Training…');
    await workbench.pick('coder');
    await workbench.enter('tiny-base');
    await workbench.page.locator('.tab').filter({ hasText: 'Train.md' }).waitFor();
    assert.ok(existsSync(agent('lora', 'train_lora.py')));
  });

  it('makes a tuned model and adds it to the standings', async () => {
    const { workbench } = reviewer;
    writeFileSync(agent('lora', 'coder_adapter.gguf'), tinyAdapter());
    await workbench.runCommand('Learning Loop: Create Tuned Ollama Model…');
    await workbench.pick('coder_adapter.gguf');
    for (const proposed of ['tiny-base', 'my-coder-tuned']) {
      const input = workbench.quickInput.locator('input.input');
      await eventually(`${proposed} is proposed`, async () => (await input.inputValue()) === proposed);
      await workbench.page.keyboard.press('Enter');
    }
    await workbench.dialog.filter({ hasText: 'on this machine. Nothing leaves it.' }).waitFor();
    await workbench.answerDialog('Make Model');
    await workbench.notification('is ready in Ollama').waitFor();
    assert.deepEqual(
      ollama.created.map(({ model, from }) => [model, from]),
      [['my-coder-tuned', 'tiny-base']],
    );
    assert.match(readFileSync(agent('model_variants.json'), 'utf8'), /"my-coder-tuned"/);
  });
});
