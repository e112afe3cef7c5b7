import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock } from 'node:test';
import { workspace } from 'vscode';
import type { Evidence } from '../../src/evidence/evidence.js';
import type { RunView } from '../../src/learning/runs/run.js';
import { eventually } from '../support/eventually.js';
import { agree, evidenceOf, finishRun, openFolder, startRun } from './support/runs.js';

/** The extension's minutes pass so many times as fast; shorter waits take as long as ever. */
const speed = 50;
const waitMs = 60_000;
const file = 'src/money.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function git(...args: string[]): void {
  const person = ['-c', 'user.name=T', '-c', 'user.email=t@example.com'];
  execFileSync('git', [...person, ...args], { cwd: openFolder(), stdio: 'pipe' });
}

function ofKind<K extends Evidence['kind']>(run: RunView, kind: K): Extract<Evidence, { kind: K }>[] {
  return evidenceOf(run).filter((each): each is Extract<Evidence, { kind: K }> => each.kind === kind);
}

describe('what becomes of a run’s edits', function () {
  this.timeout(120_000);
  const path = (): string => join(openFolder(), file);
  let run: RunView;

  before('let minutes pass quickly, and agree', async () => {
    // The extension runs in this process, and asks for the timer each time.
    const timer = globalThis.setTimeout;
    mock.method(globalThis, 'setTimeout', (then: () => void, delayMs = 0, ...rest: []) =>
      timer(then, delayMs > 2 * 60_000 ? delayMs / speed : delayMs, ...rest),
    );
    await agree();
    await workspace.getConfiguration('learningLoop').update('automaticRuns', false);
    await pause(3000);
  });

  after('tidy up', async () => {
    mock.restoreAll();
    await workspace.getConfiguration('learningLoop').update('automaticRuns', undefined);
  });

  it('is told after 5 and 15 minutes', async () => {
    run = await startRun('write three lines');
    writeFileSync(path(), `${readFileSync(path(), 'utf8')}// one\n// two\n// three\n`);
    await eventually('the edit is the run’s', () =>
      ofKind(run, 'files').some(({ paths }) => paths.includes(file)),
    );
    await finishRun();
    const survived = await eventually(
      'it is looked at twice',
      () => {
        const told = ofKind(run, 'survival');
        return told.length === 2 && told;
      },
      waitMs,
    );
    assert.deepEqual(
      survived.map(({ afterMinutes, keptLines, lines }) => [afterMinutes, keptLines, lines]),
      [
        [5, 3, 3],
        [15, 3, 3],
      ],
    );
  });

  it('is told with the commit that has them, and with the one that takes them back', async () => {
    git('commit', '--quiet', '--all', '--message=lines');
    const committed = await eventually('the commit is told', () => ofKind(run, 'committed')[0]);
    assert.deepEqual([committed.committedLines, committed.lines], [3, 3]);
    const kept = await eventually('the edits are kept by it', () =>
      ofKind(run, 'review').find(({ verdict }) => verdict === 'kept'),
    );
    assert.equal(kept.cause, 'commit');
    git('revert', '--no-edit', 'HEAD');
    const reverted = await eventually('the revert is told', () => ofKind(run, 'reverted')[0]);
    assert.deepEqual([reverted.revertedLines, reverted.lines], [3, 3]);
  });
});
