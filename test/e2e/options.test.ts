import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { editorOnRuns } from './panel-steps.js';
import { agree } from './steps.js';
import type { Editor } from './support/editor.js';

describe('options, from the palette', function () {
  this.timeout(180_000);
  let editor: Editor;
  let folder: string;

  before('record runs and start VS Code', async () => {
    ({ editor, folder } = await editorOnRuns({ runs: 20, until: new Date() }));
  });
  afterEach('keep what explains a failure', async function () {
    if (this.currentTest?.state === 'failed') await editor.reportFailure(this.currentTest.fullTitle());
  });
  after('end VS Code', () => editor.stop());

  const rules = (): string[] =>
    query(folder, 'SELECT arm, rule FROM arm_rules', z.object({ arm: z.string(), rule: z.string() })).map(
      ({ arm, rule }) => `${arm} ${rule}`,
    );
  const retired = (): string[] => {
    const text = readFileSync(join(folder, '.agent', 'prompt_variants.json'), 'utf8');
    const prompts = z.array(z.object({ id: z.string(), retired: z.boolean().optional() }));
    return prompts
      .parse(JSON.parse(text))
      .filter((each) => each.retired === true)
      .map(({ id }) => id);
  };

  it('are pinned, banned and left to what is learned', async () => {
    const { workbench } = editor;
    const rule = async (answer: string): Promise<void> => {
      await workbench.runCommand('Learning Loop: Pin or Ban an Option…');
      if (rules().length === 0 && answer === 'Pin') await agree(workbench, 'Numbers and texts');
      await workbench.pick('claude-sonnet-4-5');
      await workbench.quickInput.getByText('“claude-sonnet-4-5”').waitFor();
      await workbench.pick(answer);
    };
    await rule('Pin');
    await eventually('it is pinned', () => rules().join() === 'claude-sonnet-4-5 pinned');
    await rule('Ban');
    await eventually('it is banned', () => rules().join() === 'claude-sonnet-4-5 banned');
    await rule('Neither');
    await eventually('no word is left', () => rules().length === 0);
  });

  it('that are prompts are edited, retired and brought back', async () => {
    const { workbench } = editor;
    await workbench.runCommand('Learning Loop: Edit Prompt…');
    await workbench.pick('Concise Prompt');
    await workbench.page.locator('.tab.active').filter({ hasText: 'concise' }).waitFor();
    await workbench.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.type('Say why. ');
    await workbench.page.keyboard.press('Control+S');
    const file = join(folder, '.agent', 'prompts', 'concise.md');
    await eventually('the text is kept', () => readFileSync(file, 'utf8').startsWith('Say why. '));

    await workbench.runCommand('Learning Loop: Retire Prompt…');
    await workbench.pick('Concise Prompt');
    await workbench.notification('is kept with its counts and not chosen any more').waitFor();
    assert.deepEqual(retired(), ['concise']);
    await workbench.runCommand('Learning Loop: Retire Prompt…');
    await workbench.quickInput.getByText('concise · retired').waitFor();
    await workbench.pick('Concise Prompt');
    await workbench.notification('is chosen again').waitFor();
    assert.deepEqual(retired(), []);
  });
});
