import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { agree } from './steps.js';
import { useEditor } from './support/use-editor.js';

const countRow = z.object({ count: z.number() });

describe('what is remembered', function () {
  this.timeout(180_000);
  const editor = useEditor();

  function runs(): number {
    return query(folderOf(), 'SELECT count(*) AS count FROM runs', countRow)[0]?.count ?? 0;
  }

  function folderOf(): string {
    const { folder } = editor();
    assert.ok(folder);
    return folder;
  }

  function database(): string {
    return join(folderOf(), '.agent', 'experience.db');
  }

  /** Files of daily copies in the extension's own storage. */
  function copies(): string[] {
    const storage = join(editor().server.profile.folder, 'data', 'User', 'globalStorage');
    return readdirSync(storage, { recursive: true, encoding: 'utf8' })
      .filter((name) => /copies.*experience-[\d-]+\.db$/.test(name))
      .map((name) => join(storage, name));
  }

  async function recordByHand(goal: string): Promise<void> {
    const { workbench } = editor();
    await workbench.runCommand('Learning Loop: Start Run');
    await workbench.pick('Type a goal…');
    await workbench.enter(goal);
    await workbench.pick('Not sure');
    await workbench.pick('By hand');
    await workbench.statusBarItem(goal).waitFor();
    await workbench.runCommand('Learning Loop: Accept Run');
    await workbench.runCommand('Learning Loop: Finish Run');
    await workbench.notification(`“${goal}” scored`).waitFor();
  }

  it('is offered again when the folder was removed', async () => {
    const { workbench } = editor();
    await workbench.runCommand('Learning Loop: Keep Score in This Workspace');
    await agree(workbench, 'Numbers and texts');
    await recordByHand('Before the clean');
    await eventually('a copy is made', () => copies().length === 1);
    // The copy of a day is made once; as if the run had been yesterday, the next one has it.
    for (const copy of copies()) rmSync(copy);
    await workbench.reload();
    await eventually('a copy with the run is made', () => copies().length === 1);

    execFileSync('git', ['clean', '-fdxq'], { cwd: folderOf() });
    assert.equal(existsSync(database()), false);
    await workbench.runCommand('Learning Loop: Start Run');
    if (await workbench.notification('was deleted while').isVisible()) {
      await workbench.runCommand('Learning Loop: Start Run');
    }
    await workbench.dialog.getByText('is gone').waitFor();
    await workbench.answerDialog('Bring It Back');
    await workbench.option('Type a goal…').waitFor();
    assert.equal(runs(), 1);
    await workbench.quickInput.press('Escape');
  });

  it('is repaired when the file is damaged, as far as it can be read', async () => {
    const { workbench } = editor();
    await recordByHand('Before the damage');
    const before = runs();
    const bytes = readFileSync(database());
    bytes.fill(0xff, 0, 100);
    writeFileSync(database(), bytes);
    await workbench.reload();
    await workbench.runCommand('Learning Loop: Start Run');
    await workbench.dialog.getByText('is damaged').waitFor();
    await workbench.answerDialog('Repair');
    await workbench.notification('Repaired:').waitFor();
    await workbench.option('Type a goal…').waitFor();
    assert.equal(runs(), before);
  });
});
