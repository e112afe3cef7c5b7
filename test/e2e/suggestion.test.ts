import * as assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { query } from '../support/ledger-file.js';
import { agree, typeGoal } from './steps.js';
import { useEditor } from './support/use-editor.js';

const decisionRow = z.object({ chooser: z.string(), arm: z.string(), followed: z.number().nullable() });

describe('a suggestion', function () {
  this.timeout(180_000);
  const editor = useEditor();

  function write(file: string, content: unknown): void {
    const { folder } = editor();
    assert.ok(folder);
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(content, null, 2));
  }

  function writeModels(wins: { readonly local: number; readonly api: number }): void {
    write('.agent/model_variants.json', [
      { id: 'local', name: 'Local', cost_per_1k: 0, wins: wins.local, trials: 10 },
      { id: 'api', name: 'API', cost_per_1k: 0.01, wins: wins.api, trials: 10 },
    ]);
  }

  it('shows the counts that decided, others when they are swapped, and is overruled by one click', async () => {
    const { workbench, folder } = editor();
    assert.ok(folder);
    // The default policy explores now and then.
    write('.vscode/settings.json', { 'learningLoop.policy': 'ucb1' });
    write('.agent/prompt_variants.json', [{ id: 'concise', name: 'Concise' }]);
    writeModels({ local: 9, api: 2 });
    await workbench.runCommand('Learning Loop: Start Run');
    await agree(workbench, 'Numbers only');
    await typeGoal(workbench, 'Add a discount');
    const reason = (text: string) => workbench.quickInput.getByText(text);
    await reason('Best score here: 90 % over 10 runs; next is api with 20 % over 10 runs.').waitFor();
    await workbench.page.keyboard.press('Escape');

    writeModels({ local: 2, api: 9 });
    await workbench.runCommand('Learning Loop: Start Run');
    await typeGoal(workbench, 'Add a discount');
    await reason('Best score here: 90 % over 10 runs; next is local with 20 % over 10 runs.').waitFor();

    await workbench.pick('Local instead');
    await workbench.enter('Fixture Agent');
    await workbench.notification('Run started').waitFor();
    const decided = query(
      folder,
      'SELECT chooser, arm, followed FROM decisions ORDER BY id DESC LIMIT 2',
      decisionRow,
    );
    assert.deepEqual(decided, [
      { chooser: 'model', arm: 'api', followed: 0 },
      { chooser: 'prompt', arm: 'concise', followed: 1 },
    ]);
    await workbench.runCommand('Learning Loop: Copy Prompt');
    assert.match(
      await workbench.page.evaluate(() => navigator.clipboard.readText()),
      /\S\n\nAdd a discount$/,
    );
  });
});
