import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { FileLock } from '../../src/learning/sqlite/lock/file-lock.js';
import { runFixtureAgent } from '../harness/workspace.js';
import { agree, startOver, typeGoal } from './steps.js';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { useEditor } from './support/use-editor.js';
import type { Workbench } from '../harness/workbench.js';

const rewardRow = z.object({ task_slug: z.string(), reward: z.number() });
const countRow = z.object({ count: z.number() });

describe('an open run', function () {
  this.timeout(240_000);
  const editor = useEditor();

  async function start(workbench: Workbench, goal: string): Promise<void> {
    await workbench.runCommand('Learning Loop: Start Run');
    await typeGoal(workbench, goal);
    await workbench.pick('Use the suggestion');
    await workbench.enter('Fixture Agent');
    await workbench.statusBarItem(goal).waitFor();
  }

  async function finish(workbench: Workbench, goal: string): Promise<void> {
    await workbench.runCommand('Learning Loop: Finish Run');
    await workbench.notification(`“${goal}” scored`).waitFor();
  }

  function lastRun(): z.infer<typeof rewardRow> | undefined {
    return query(folderOf(), 'SELECT task_slug, reward FROM runs ORDER BY id DESC LIMIT 1', rewardRow)[0];
  }

  function tasksSeen(): number | undefined {
    // The tests also leave a report file, which is evidence by itself.
    const sql = `SELECT count(*) AS count FROM evidence
      WHERE kind = 'command' AND json_extract(payload, '$.source') = 'task'`;
    return query(folderOf(), sql, countRow)[0]?.count;
  }

  function folderOf(): string {
    const { folder } = editor();
    assert.ok(folder);
    return folder;
  }

  afterEach('start over', () => {
    startOver(folderOf());
  });

  before('agree once', async () => {
    const { workbench } = editor();
    await workbench.runCommand('Learning Loop: Keep Score in This Workspace');
    await agree(workbench, 'Numbers and texts');
  });

  it('survives a window reload with what was seen before it', async () => {
    const { workbench } = editor();
    await start(workbench, 'Reload in mid-run');
    await runFixtureAgent('break', folderOf());
    await workbench.runTask('build');
    await eventually('the build is recorded', () => tasksSeen() === 1);
    await workbench.reload();
    await workbench.statusBarItem('Reload in mid-run').waitFor();
    await workbench.runTask('test');
    await finish(workbench, 'Reload in mid-run');

    assert.equal(tasksSeen(), 2, 'the build before the reload and the test after it');
    // Broken build, tests that failed before and still do, three new type errors, no verdict.
    const reward = lastRun()?.reward ?? 0;
    assert.ok(reward > 0.25 && reward < 0.75, `${reward} has a broken build in it`);
  });

  it('survives kill -9 of the extension host', async () => {
    const { workbench } = editor();
    await start(workbench, 'Killed in mid-run');
    await runFixtureAgent('fix', folderOf());
    await workbench.runTask('build');
    await editor().killExtensionHost();
    await workbench.statusBarItem('Killed in mid-run').waitFor({ timeout: 60_000 });
    await workbench.runTask('test');
    await finish(workbench, 'Killed in mid-run');
    assert.deepEqual(lastRun(), { task_slug: 'killed-in-mid-run', reward: 0.875 });
    assert.match(
      execFileSync('sqlite3', [`${folderOf()}/.agent/experience.db`, 'PRAGMA integrity_check'], {
        encoding: 'utf8',
      }),
      /^ok/,
    );
  });

  it('is one run for two windows, each seeing what the other does', async () => {
    const { workbench } = editor();
    const second = await editor().openSecondWindow();
    await start(workbench, 'Shared by two windows');
    await second.statusBarItem('Shared by two windows').waitFor();
    await runFixtureAgent('fix', folderOf());
    await second.runTask('build');
    await workbench.runTask('test');
    await finish(second, 'Shared by two windows');
    await workbench.statusBarItem('Last run: 0.88').waitFor();
    assert.deepEqual(lastRun(), { task_slug: 'shared-by-two-windows', reward: 0.875 });
  });

  it('waits for another program that is writing, and says so in the status bar', async () => {
    const { workbench } = editor();
    await start(workbench, 'Wait your turn');
    const lock = new FileLock(join(folderOf(), '.agent', 'experience.db'), { isWriter: true });
    assert.ok(lock.acquire(5000));
    await workbench.runCommand('Learning Loop: Accept Run');
    await workbench.statusBarItem('Waiting for another window').waitFor();
    lock.release();
    lock.close();
    await workbench.statusBarItem('Wait your turn').waitFor();
    await finish(workbench, 'Wait your turn');
    assert.deepEqual(lastRun(), { task_slug: 'wait-your-turn', reward: 1 });
  });
});
