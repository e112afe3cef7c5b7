import * as assert from 'node:assert/strict';
import { z } from 'zod';
import type { CommandEvidence, Evidence } from '../../src/evidence/evidence.js';
import { runFixtureAgent } from '../harness/workspace.js';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { Reviewer } from './review-steps.js';
import { typeGoal } from './steps.js';
import { useEditor } from './support/use-editor.js';

const runRow = z.object({
  id: z.string(),
  status: z.string(),
  reward: z.number().nullable(),
  tests_failed: z.number().nullable(),
  weakened: z.number(),
  exportable: z.number(),
});
const evidenceRow = z.object({ payload: z.string() });

describe('the checks of a project', function () {
  this.timeout(240_000);
  const editor = useEditor();
  let reviewer: Reviewer;

  before('say yes', async () => {
    reviewer = new Reviewer(editor());
    await reviewer.begin();
  });

  function lastRun(): z.infer<typeof runRow> {
    const sql = `SELECT run_facts.id, status, reward, tests_failed, ifnull(weakened, 0) AS weakened,
      ifnull(exportable, 0) AS exportable FROM run_facts
      LEFT JOIN runs ON runs.id = run_facts.run_id LEFT JOIN signals ON signals.run_id = runs.id
      ORDER BY run_facts.rowid DESC LIMIT 1`;
    const [row] = query(reviewer.folder, sql, runRow);
    assert.ok(row);
    return row;
  }

  function evidenceOfLastRun(): Evidence[] {
    const sql = `SELECT payload FROM evidence WHERE run = '${lastRun().id}' ORDER BY id`;
    return query(reviewer.folder, sql, evidenceRow).map(({ payload }) => JSON.parse(payload) as Evidence);
  }

  /** What the checks said of the last run: before its first edit, or during it. */
  function checked(phase: 'before' | 'run'): CommandEvidence[] {
    return evidenceOfLastRun()
      .filter((each) => each.kind === 'command')
      .filter((each) => each.phase === phase);
  }

  /** What is known of the checks that the last run weakened, in words. */
  function weakened(): string[] {
    const latest = new Map(
      evidenceOfLastRun().flatMap((each) => (each.kind === 'weakened' ? [[each.path, each.checks]] : [])),
    );
    return [...latest].flatMap(([path, checks]) => checks.map(({ what }) => `${path} ${what}`));
  }

  async function startByHand(goal: string): Promise<void> {
    const { workbench } = reviewer;
    await workbench.runCommand('Learning Loop: Start Run');
    await typeGoal(workbench, goal);
    await workbench.pick('By hand');
    await workbench.notification('Run started').waitFor();
  }

  it('are found, tried once after a yes, and what was red is known to the next run', async () => {
    const { workbench } = reviewer;
    await workbench.runCommand('Learning Loop: Set Up Checks…');
    await workbench.option('npx vitest run').waitFor();
    await workbench.quickInput.getByText('3 Selected').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.option('Not now').waitFor();
    assert.equal(reviewer.runCount(), 0);
    await workbench.pick('Run each once now');
    await workbench
      .notification(/Checks are set up\. As it is now: .*: 1 of 8 failed/)
      .waitFor({ timeout: 60_000 });

    await startByHand('Mend the shop');
    const before = await eventually('what was red is told', () => {
      const known = checked('before').filter(({ source }) => source === 'task');
      return known.length === 3 && known;
    });
    assert.deepEqual(
      before.map(({ check, exitCode, tests }) => [check, exitCode === 0, tests?.failed ?? null]),
      [
        ['build', false, null],
        ['lint', false, null],
        ['test', false, 1],
      ],
    );
  });

  it('are offered after a run, and run from the status bar', async () => {
    const { workbench, folder } = reviewer;
    await runFixtureAgent('fix', folder);
    await reviewer.row('cart.ts').waitFor();
    await workbench.runCommand('Learning Loop: Keep All');
    await reviewer.row('cart.ts').waitFor({ state: 'detached' });
    await reviewer.finishRun();
    await workbench.answerNotification('is over and was not checked in full', 'Not Now');
    await workbench.statusBarItem('Last run').click();
    await workbench.pick('Run Checks');
    await workbench.notification(/: 8 passed/).waitFor({ timeout: 60_000 });
    await eventually('the run is settled by them', () => lastRun().reward === 1);
    assert.deepEqual(
      checked('run').map(({ check, exitCode }) => [check, exitCode]),
      [
        ['build', 0],
        ['lint', 0],
        ['test', 0],
      ],
    );
    assert.deepEqual([lastRun().tests_failed, lastRun().weakened], [0, 0]);
  });

  it('are named where an edit weakens them, and asked about before it is kept', async () => {
    const { workbench } = reviewer;
    await startByHand('Tidy the tests');
    await workbench.openFile('shop.test.ts');
    reviewer.script("sed -i \"s/it('adds up its lines'/it.skip('adds up its lines'/\" src/shop.test.ts");
    reviewer.script("sed -i '1i // Sums are in cents.' src/cart.ts");
    await reviewer.lens('skips a test').waitFor();
    await reviewer.row(/shop\.test\.ts.*skips a test/).waitFor();
    await workbench.runCommand('Learning Loop: Keep All');
    await workbench.dialog.filter({ hasText: 'src/shop.test.ts: skips a test' }).waitFor();
    await workbench.answerDialog('Cancel');
    await reviewer.pendingAre('src/cart.ts', 'src/shop.test.ts');
    await reviewer.press(reviewer.row('shop.test.ts'), 'Keep File');
    await workbench.dialog.filter({ hasText: 'src/shop.test.ts: skips a test' }).waitFor();
    await workbench.answerDialog('Cancel');
    await workbench.runCommand('Learning Loop: Keep All');
    await workbench.answerDialog('Keep All');
    await reviewer.pendingAre();
    await eventually('the run is told', () => weakened().join() === 'src/shop.test.ts skips a test');
  });

  it('count against a run that weakened them', async () => {
    const { workbench } = reviewer;
    await reviewer.finishRun();
    await workbench.answerNotification('is over and was not checked in full', 'Run Checks');
    await workbench.notification(/: 7 passed/).waitFor({ timeout: 60_000 });
    // 7 of 8 tests, and the skipped one counts as failed; a keep of all at once is a word like any other here.
    await eventually('the skipped test counts', () => lastRun().tests_failed === 1);
    assert.deepEqual([lastRun().weakened, lastRun().reward], [1, 0.25 + 0.25 * (7 / 8) + 0.25 + 0.25]);
  });

  it('keep a run that weakened them out of training data until a person says otherwise', async () => {
    const { workbench } = reviewer;
    await workbench.runCommand('Learning Loop: Export Training Data…');
    await workbench.pick('Instruction, input, output');
    await reviewer.shows('1 weakened a check');
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('Learning Loop: Why This Score?');
    await workbench.pick('Tidy the tests');
    await workbench.option('skips a test').waitFor();
    await workbench.pick('Export as training data all the same…');
    await workbench.dialog.filter({ hasText: /src\/shop\.test\.ts:\d+ skips a test/ }).waitFor();
    await workbench.answerDialog('Export');
    await eventually('the run may be exported', () => lastRun().exportable === 1);
    await workbench.runCommand('Learning Loop: Accept Run');
    await workbench.pick('Tidy the tests');
    await workbench.dialog.filter({ hasText: 'It weakens checks' }).waitFor();
    await workbench.answerDialog('Cancel');
  });

  it('are whole again when the edit is rejected', async () => {
    await weakenDiscount('Tidy some more');
    await reviewer.lens('Reject').click();
    await isWholeAgain();
    await reviewer.finishRun();
    assert.equal(lastRun().weakened, 0);
  });

  it('are whole again when the run is undone', async () => {
    const { workbench } = reviewer;
    await weakenDiscount('Tidy even more');
    await workbench.runCommand('Learning Loop: Keep All');
    await workbench.answerDialog('Keep All');
    await reviewer.pendingAre();
    await reviewer.finishRun();
    await workbench.runCommand('Learning Loop: Undo This Run…');
    await workbench.pick('Tidy even more');
    await workbench.answerDialog('Undo Run');
    await isWholeAgain();
    assert.ok(evidenceOfLastRun().some((each) => each.kind === 'undone' && each.undone));
    assert.equal(lastRun().weakened, 0);
  });

  /** A run silences the findings in a file. */
  async function weakenDiscount(goal: string): Promise<void> {
    await startByHand(goal);
    await reviewer.workbench.openFile('discount.ts');
    reviewer.script("sed -i '1i // @ts-nocheck' src/discount.ts");
    await reviewer.lens('silences a finding').waitFor();
    await eventually('the run is told', () => weakened().join() === 'src/discount.ts silences a finding');
  }

  async function isWholeAgain(): Promise<void> {
    const mended = reviewer.committed('src/discount.ts').replace('let saved', 'const saved');
    await reviewer.becomes('src/discount.ts', mended);
    await eventually('it is taken back', () => weakened().length === 0);
  }
});
