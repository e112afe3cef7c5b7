import * as assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, workspace } from 'vscode';
import type { CommandEvidence } from '../../src/evidence/evidence.js';
import type { RunView } from '../../src/learning/runs/run.js';
import { eventually } from '../support/eventually.js';
import { agree, evidenceOf, finishRun, openFolder, startRun } from './support/runs.js';

function commandsOf(run: RunView): CommandEvidence[] {
  return evidenceOf(run).filter((each) => each.kind === 'command');
}

/** Runs a command and takes the first answer of whatever it asks, until it is done. */
async function acceptAll(command: string): Promise<void> {
  let isDone = false;
  const done = commands.executeCommand(command).then(() => {
    isDone = true;
  });
  await eventually(
    command,
    async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await new Promise((resolve) => setTimeout(resolve, 400));
      return isDone;
    },
    60_000,
  );
  await done;
}

describe('checks', function () {
  this.timeout(120_000);
  const file = (path: string): string => join(openFolder(), path);
  const manifest = (): string => readFileSync(file('package.json'), 'utf8');
  let edits = 0;

  function edit(): void {
    edits += 1;
    writeFileSync(file('notes.md'), `${edits}`);
  }

  let tasks: string;

  before('agree', agree);

  before('open no run for the edits of the tests', async () => {
    await workspace.getConfiguration('learningLoop').update('automaticRuns', false);
  });

  before('leave only the scripts of package.json', () => {
    tasks = readFileSync(file('.vscode/tasks.json'), 'utf8');
    writeFileSync(file('.vscode/tasks.json'), '{}');
  });

  afterEach('leave no run open', async () => {
    await commands.executeCommand('learningLoop.finishRun');
  });

  after('tidy up', async () => {
    rmSync(file('notes.md'), { force: true });
    writeFileSync(file('.vscode/tasks.json'), tasks);
    // What the file watcher still tells of is to open none either.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await workspace.getConfiguration('learningLoop').update('automaticRuns', undefined);
  });

  it('are found, tried once after a yes, and known before the next run', async () => {
    await acceptAll('learningLoop.setUpChecks');
    const run = await startRun('after the set-up');
    const known = await eventually('what was red is told', () => {
      const before = commandsOf(run).filter(({ phase }) => phase === 'before');
      return before.some(({ check, source }) => check === 'test' && source === 'task') && before;
    });
    const tests = known.find(({ check, source }) => check === 'test' && source === 'task')?.tests;
    assert.deepEqual([tests?.passed, tests?.failed], [7, 1]);
    assert.ok(known.some(({ check }) => check === 'lint'));
    assert.ok(known.some(({ check }) => check === 'build'));
  });

  it('run by one command and count for the open run', async () => {
    const run = await startRun('run the checks');
    edit();
    await commands.executeCommand('learningLoop.runChecks', {});
    await finishRun();
    const ran = commandsOf(run).filter(({ phase, source }) => phase === 'run' && source === 'task');
    assert.deepEqual(
      ran.map(({ check, scope }) => [check, scope]),
      [
        ['build', 'project'],
        ['lint', 'project'],
        ['test', 'project'],
      ],
    );
    const test = ran.find(({ check }) => check === 'test');
    assert.deepEqual([test?.exitCode, test?.tests?.passed, test?.tests?.failed], [1, 7, 1]);
  });

  it('do not run when what stands behind them has changed', async () => {
    await startRun('change a script');
    const before = manifest();
    try {
      writeFileSync(file('package.json'), before.replace('vitest run', 'touch ran.txt'));
      // A modal question cannot be answered in tests, which is a no.
      await assert.rejects(Promise.resolve(commands.executeCommand('learningLoop.runChecks', {})));
      assert.equal(existsSync(file('ran.txt')), false);
    } finally {
      writeFileSync(file('package.json'), before);
    }
  });
});
