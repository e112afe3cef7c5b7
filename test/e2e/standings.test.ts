import * as assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { agree, typeGoal } from './steps.js';
import { useEditor } from './support/use-editor.js';

describe('the panel, live', function () {
  this.timeout(180_000);
  const editor = useEditor();

  it('leads from nothing to a scored run, live, and comes back after a reload', async () => {
    const { workbench, folder } = editor();
    assert.ok(folder);
    const violations: string[] = [];
    workbench.page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) violations.push(message.text());
    });

    const factsRow = z.object({ status: z.string(), verdict: z.number().nullable() });
    const run = (goal: string): z.infer<typeof factsRow> | undefined =>
      query(folder, `SELECT status, verdict FROM run_facts WHERE goal = '${goal}'`, factsRow)[0];

    await workbench.runCommand('Learning Loop: Show Stats');
    const panel = await workbench.webview('#panel .notice');
    await panel.getByText('Start Run').click();
    await agree(workbench, 'Numbers and texts');
    await typeGoal(workbench, 'Watch the panel');
    await workbench.pick('By hand');
    await panel.getByRole('tab', { name: 'Runs' }).click();
    const row = panel.locator('.run').filter({ hasText: 'Watch the panel' });
    await row.getByText('open', { exact: true }).waitFor();

    // A check counts once something was edited.
    writeFileSync(join(folder, 'src', 'edited.ts'), 'export const edited = true;\n');
    await eventually(
      'the edit is noted',
      () => query(folder, `SELECT id FROM evidence WHERE kind = 'files'`, z.unknown()).length > 0,
    );
    await workbench.runTask('build');
    await row.getByRole('button', { name: 'Watch the panel', exact: true }).click();
    await row.getByRole('button', { name: 'Keep: Watch the panel' }).click();
    await eventually('it is kept', () => run('Watch the panel')?.verdict === 1);
    await row.getByRole('button', { name: 'Reject: Watch the panel' }).click();
    await eventually('it is rejected', () => run('Watch the panel')?.verdict === 0);
    await row.getByRole('button', { name: 'Finish: Watch the panel' }).click();
    await eventually('it is finished', () => run('Watch the panel')?.status === 'finished');
    await row.locator('.score').getByText('failed').waitFor();
    await row.getByRole('row').filter({ hasText: 'Build' }).getByText('0.00').waitFor();
    await row.getByRole('button', { name: 'Undo Its Edits…: Watch the panel' }).click();
    await workbench.answerDialog('Undo Run');
    await eventually('its edit is gone', () => !existsSync(join(folder, 'src', 'edited.ts')));

    await workbench.runCommand('Learning Loop: Start Run');
    await typeGoal(workbench, 'Leave it');
    await workbench.pick('By hand');
    await eventually('a second run is open', () => run('Leave it')?.status === 'open');
    await panel.getByRole('tab', { name: 'Trends' }).click();
    await panel.getByRole('tab', { name: 'Runs' }).click();
    await panel.getByRole('button', { name: 'Leave it', exact: true }).click();
    await panel.getByRole('button', { name: 'Discard…: Leave it' }).click();
    await workbench.answerDialog('Discard');
    await eventually('it is discarded', () => run('Leave it')?.status === 'discarded');
    assert.deepEqual(violations, []);

    await workbench.reloadWindow();
    const restored = await workbench.webview('#panel .run .details');
    await restored.getByText('Leave it').waitFor();
  });
});
