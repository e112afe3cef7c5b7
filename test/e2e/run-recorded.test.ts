import * as assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runFixtureAgent } from '../harness/workspace.js';
import { agree, askTools, filesBelow, startOver, testReport, typeGoal, type ToolResults } from './steps.js';
import { query, talliesIn, type Tallies } from '../support/ledger-file.js';
import { useEditor } from './support/use-editor.js';

const runRow = z.object({
  id: z.number(),
  task_slug: z.string(),
  model_name: z.string().nullable(),
  prompt_id: z.string().nullable(),
  reward: z.number(),
});
const signalsRow = z.object({
  lint_errors: z.number(),
  type_errors: z.number(),
  tests_failed: z.number(),
  schema_errors: z.number(),
  boundary_errors: z.number(),
});
const pairRow = z.object({ prompt_json: z.string(), output_json: z.string(), label: z.number() });

/** The formula, written down a second time. */
function expectedReward(parts: {
  buildPasses: boolean;
  tests: { passed: number; total: number };
  errors: number;
  human: number;
}): number {
  const compile = parts.buildPasses ? 1 : 0;
  const tests = parts.tests.total === 0 ? 1 : parts.tests.passed / parts.tests.total;
  const errorRate = Math.min(parts.errors / 100, 1);
  return 0.25 * compile + 0.25 * tests + 0.25 * (1 - errorRate) + 0.25 * parts.human;
}

/** New errors by the real tools' word. */
function newErrors(before: ToolResults, after: ToolResults): { type: number; lint: number } {
  const lint = Math.max(0, after.lintErrors - before.lintErrors);
  return {
    type: Math.max(0, after.typeErrors - before.typeErrors),
    lint,
  };
}

function near(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) < 1e-9;
}

/** Asserts that one option gained one trial and `reward` wins, and no other option anything. */
function assertCredited(before: Tallies, after: Tallies, used: string, reward: number): void {
  for (const [id, { wins, trials }] of Object.entries(after)) {
    const was = before[id] ?? { wins: 0, trials: 0 };
    const gained = id === used ? { wins: reward, trials: 1 } : { wins: 0, trials: 0 };
    assert.equal(trials - was.trials, gained.trials, `trials of ${id}`);
    assert.ok(near(wins - was.wins, gained.wins), `wins of ${id}: ${was.wins} to ${wins}`);
  }
}

describe('a run, recorded end to end', function () {
  this.timeout(240_000);
  const editor = useEditor();

  async function runChecks(): Promise<void> {
    for (const task of ['build', 'lint', 'test']) await editor().workbench.runTask(task);
  }

  function folderOf(): string {
    const { folder } = editor();
    assert.ok(folder);
    return folder;
  }

  function lastRun(): z.infer<typeof runRow> {
    const [row] = query(folderOf(), 'SELECT * FROM runs ORDER BY id DESC LIMIT 1', runRow);
    assert.ok(row);
    return row;
  }

  function tallies(): { prompts: Tallies; models: Tallies } {
    const folder = folderOf();
    return { prompts: talliesIn(folder, 'prompt_variants'), models: talliesIn(folder, 'model_variants') };
  }

  /** The run has this reward, its signals say what the tools said, and what it used was credited, and nothing else. */
  function assertRecorded(
    run: ReturnType<typeof lastRun>,
    reward: number,
    errors: ReturnType<typeof newErrors>,
    tests: ReturnType<typeof testReport>,
    countsBefore: ReturnType<typeof tallies>,
  ): void {
    assert.ok(near(run.reward, reward), `${run.reward} is not ${reward}`);
    const [signals] = query(folderOf(), `SELECT * FROM signals WHERE run_id = ${run.id}`, signalsRow);
    assert.deepEqual(signals, {
      lint_errors: errors.lint,
      type_errors: errors.type,
      tests_failed: tests.total - tests.passed,
      schema_errors: 0,
      boundary_errors: 0,
    });
    const countsAfter = tallies();
    assert.ok(run.prompt_id !== null && run.model_name !== null);
    assertCredited(countsBefore.prompts, countsAfter.prompts, run.prompt_id, reward);
    assertCredited(countsBefore.models, countsAfter.models, run.model_name, reward);
  }

  it('scores a good run of an agent that used the suggestion', async () => {
    const { workbench } = editor();
    const folder = folderOf();
    const before = askTools(folder);
    const untouched = filesBelow(folder);

    await workbench.runCommand('Learning Loop: Start Run');
    await workbench.option('Not here').waitFor();
    assert.deepEqual(filesBelow(folder), untouched, 'nothing is written before the yes');
    await agree(workbench, 'Numbers and texts');
    await typeGoal(workbench, 'Count every piece of a line');
    const countsBefore = tallies();
    await workbench.pick('Use the suggestion');
    await workbench.enter('Fixture Agent');
    await workbench.notification('Run started').waitFor();
    const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /\S[\s\S]*\n\nCount every piece of a line$/);

    await runFixtureAgent('fix', folder);
    await runChecks();
    await workbench.runCommand('Learning Loop: Accept Run');
    await workbench.runCommand('Learning Loop: Finish Run');
    await workbench.notification(/scored .* kept/).waitFor();

    const after = askTools(folder);
    const tests = testReport(folder);
    const errors = newErrors(before, after);
    const reward = expectedReward({ ...after, tests, errors: errors.type + errors.lint, human: 1 });
    const run = lastRun();
    assert.equal(run.task_slug, 'count-every-piece-of-a-line');
    assertRecorded(run, reward, errors, tests, countsBefore);
    const [pair, ...otherPairs] = query(folder, 'SELECT * FROM pairs', pairRow);
    assert.ok(pair);
    assert.deepEqual(otherPairs, []);
    assert.ok(near(pair.label, reward));
    assert.match(pair.prompt_json, /Count every piece of a line/);
    assert.match(pair.output_json, /src\/cart\.ts/);
    assert.match(pair.output_json, /line\.unitPrice \* line\.quantity/);
  });

  it('scores a bad run that broke the build and was rejected', async () => {
    const { workbench } = editor();
    const folder = folderOf();
    startOver(folder);
    // What is red before the first edit is nobody's fault, once a check has said so.
    await runChecks();
    const before = askTools(folder);
    const countsBefore = tallies();

    await workbench.runCommand('Learning Loop: Start Run');
    await typeGoal(workbench, 'Use the price of a line');
    await workbench.pick('Use the suggestion');
    await workbench.enter('Fixture Agent');
    await workbench.notification('Run started').waitFor();
    await runFixtureAgent('break', folder);
    await runChecks();
    await workbench.runCommand('Learning Loop: Reject Run');
    await workbench.runCommand('Learning Loop: Finish Run');
    await workbench.notification(/scored .* rejected/).waitFor();

    const after = askTools(folder);
    assert.equal(after.buildPasses, false);
    assert.ok(after.typeErrors > before.typeErrors, 'the fixture breaks the build further');
    const tests = testReport(folder);
    const errors = newErrors(before, after);
    const reward = expectedReward({ ...after, tests, errors: errors.type + errors.lint, human: 0 });
    assertRecorded(lastRun(), reward, errors, tests, countsBefore);
  });

  it('lists a run done by hand and moves no count', async () => {
    const { workbench } = editor();
    const folder = folderOf();
    startOver(folder);
    const countsBefore = tallies();

    await workbench.runCommand('Learning Loop: Start Run');
    await typeGoal(workbench, 'Mend it myself');
    await workbench.pick('By hand');
    await workbench.notification('Run started').waitFor();
    await runFixtureAgent('fix', folder);
    await runChecks();
    await workbench.runCommand('Learning Loop: Finish Run');
    await workbench.answerNotification(/scored/, 'Accept');
    await workbench.notification(/scored .* kept/).waitFor();

    const run = lastRun();
    assert.equal(run.task_slug, 'mend-it-myself');
    assert.equal(run.reward, 1);
    assert.deepEqual([run.model_name, run.prompt_id], [null, null]);
    assert.deepEqual(tallies(), countsBefore);

    await workbench.runCommand('Learning Loop: Show Stats');
    const panel = await workbench.webview('#panel [role=tablist]');
    await panel.getByRole('tab', { name: 'Runs' }).click();
    await panel.locator('.run').filter({ hasText: 'Mend it myself' }).getByText('by hand').waitFor();
  });

  it('scores all of them again by the formula that is set, and sets beside what is expected what they say', async () => {
    const { workbench } = editor();
    const folder = folderOf();
    const formulas = (): string[] =>
      query(folder, 'SELECT formula FROM run_facts ORDER BY rowid', z.object({ formula: z.string() })).map(
        ({ formula }) => formula,
      );
    assert.deepEqual(formulas(), ['classic', 'classic', 'classic']);
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    writeFileSync(join(folder, '.vscode', 'settings.json'), '{ "learningLoop.rewardFormula": "gated" }');
    await workbench.answerNotification('by the formula “gated” from now on', 'Score History Again');
    await workbench.notification('3 runs scored by the formula “gated”').waitFor();
    assert.deepEqual(formulas(), ['gated', 'gated', 'gated']);

    await workbench.runCommand('Learning Loop: Show Expected and Measured');
    await workbench.page.locator('.tab.active').filter({ hasText: 'Expected and Measured' }).waitFor();
    await workbench.page
      .locator('.view-line')
      .filter({ hasText: /not.enough.runs/ })
      .first()
      .waitFor();
  });
});
