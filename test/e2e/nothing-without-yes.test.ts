import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { copySampleWorkspace } from '../harness/workspace.js';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { PanelPage } from './panel-steps.js';
import { agree, filesBelow, typeGoal } from './steps.js';
import { Editor } from './support/editor.js';
import { useEditor } from './support/use-editor.js';

/** In a browser VS Code writes down what extensions remember only every 5 seconds. */
const browserStorageMs = 6000;

describe('without a yes', function () {
  this.timeout(180_000);
  const editor = useEditor();

  it('writes nothing after “Not here”, remembers it, and takes it back', async () => {
    const { workbench, folder } = editor();
    assert.ok(folder);
    const before = filesBelow(folder);
    await workbench.runCommand('Learning Loop: Start Run');
    await workbench.pick('What is stored');
    await workbench.answerDialog('OK');
    await workbench.pick('Not here');
    await workbench.notification('No score is kept').waitFor();
    await workbench.statusBarItem('No run yet').waitFor({ state: 'hidden' });

    await sleep(browserStorageMs);
    await workbench.reload();
    await workbench.runCommand('Learning Loop: Start Run');
    await workbench.notification('No score is kept').waitFor();
    await workbench.runTask('build');
    await sleep(1000);
    const written = filesBelow(folder).filter((file) => !before.includes(file) && !file.includes('/dist/'));
    assert.deepEqual(written, []);

    await workbench.runCommand('Learning Loop: Keep Score in This Workspace');
    await agree(workbench, 'Numbers only');
    await workbench.statusBarItem('No run yet').waitFor();
    await eventually('the ledger is there', () => existsSync(join(folder, '.agent', 'experience.db')));
  });

  it('keeps no text when only numbers were agreed to', async () => {
    const { workbench, folder } = editor();
    assert.ok(folder);
    await workbench.runCommand('Learning Loop: Start Run');
    await typeGoal(workbench, 'Mention the marmalade once');
    await workbench.pick('By hand');
    // A check counts once something was edited.
    writeFileSync(join(folder, 'src', 'edited.ts'), 'export const edited = true;\n');
    await eventually(
      'the edit is noted',
      () => query(folder, `SELECT id FROM evidence WHERE kind = 'files'`, z.unknown()).length > 0,
    );
    await workbench.runTask('build');
    await workbench.runCommand('Learning Loop: Finish Run');
    await workbench.notification('scored').waitFor();
    const dump = execFileSync('sqlite3', [join(folder, '.agent', 'experience.db'), '.dump'], {
      encoding: 'utf8',
    });
    assert.doesNotMatch(dump, /Mention the marmalade/);
    assert.doesNotMatch(dump, /INSERT INTO pairs/);
  });
});

describe('Restricted Mode', function () {
  this.timeout(180_000);

  it('shows what is there, records nothing, and goes on when trust is given', async () => {
    const folder = await copySampleWorkspace();
    const editor = await Editor.start({ folder, server: { asksForTrust: true } });
    try {
      const { workbench } = editor;
      const before = filesBelow(folder);
      await workbench.runCommand('Learning Loop: Start Run');
      await workbench.notification('Restricted Mode').waitFor();
      await workbench.runCommand('Learning Loop: Show Stats');
      const panel = await workbench.webview('#panel .notice');
      await panel.getByText('Restricted Mode').waitFor();
      assert.deepEqual(filesBelow(folder), before);

      const trust = workbench.page.getByRole('button', { name: 'Trust', exact: true }).first();
      await panel.getByText('Manage Trust').click();
      await trust.waitFor();
      await workbench.runCommand('View: Close Editor');
      const again = await PanelPage.shown(workbench, '.notice');
      await workbench.runCommand('View: Focus Active Editor Group');
      await again.press(/^Manage Trust$/);
      await trust.click();
      await workbench.runCommand('Learning Loop: Show Stats');
      const trusted = await workbench.webview('#panel .notice');
      await trusted.getByText('Start Run').waitFor();
      await workbench.runCommand('Learning Loop: Start Run');
      await workbench.option('Not here').waitFor();
    } catch (error) {
      await editor.reportFailure('restricted mode');
      throw error;
    } finally {
      await editor.stop();
    }
  });
});
