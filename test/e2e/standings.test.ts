import * as assert from 'node:assert/strict';
import { agree, typeGoal } from './steps.js';
import { useEditor } from './support/use-editor.js';

describe('the Standings panel', function () {
  this.timeout(180_000);
  const editor = useEditor();

  it('leads from nothing to a scored run, live, and comes back after a reload', async () => {
    const { workbench } = editor();
    const violations: string[] = [];
    workbench.page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) violations.push(message.text());
    });

    await workbench.runCommand('Learning Loop: Show Stats');
    const panel = await workbench.webview('#standings .notice');
    await panel.getByText('Start Run').click();
    await agree(workbench, 'Numbers and texts');
    await typeGoal(workbench, 'Watch the panel');
    await workbench.pick('By hand');
    const row = panel.locator('tr').filter({ hasText: 'Watch the panel' });
    await row.getByText('open').waitFor();

    await workbench.runTask('build');
    await workbench.runCommand('Learning Loop: Reject Run');
    await row.getByText('rejected').waitFor();
    await workbench.runCommand('Learning Loop: Finish Run');
    await row.getByRole('button').click();
    await workbench.option('0.00 Build').waitFor();
    await workbench.page.keyboard.press('Escape');
    assert.deepEqual(violations, []);

    await workbench.reload();
    const restored = await workbench.webview('#standings table');
    await restored.getByText('Watch the panel').waitFor();
  });
});
