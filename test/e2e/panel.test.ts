import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { recordPanelDocs } from '../support/panel-docs.js';
import { recordPanelRuns } from '../support/panel-runs.js';
import { editorOnRuns, PanelPage } from './panel-steps.js';
import { agree } from './steps.js';
import type { Editor } from './support/editor.js';

const sonnet = 'claude-sonnet-4-5';

describe('the panel on 300 runs', function () {
  this.timeout(240_000);
  let editor: Editor;
  let folder: string;
  let panel: PanelPage;
  const violations: string[] = [];

  before('record runs and start VS Code', async () => {
    ({ editor, folder } = await editorOnRuns({ runs: 300, until: new Date() }));
    editor.workbench.page.on('console', (message) => {
      if (/Content Security Policy|Uncaught/.test(message.text())) violations.push(message.text());
    });
    panel = await PanelPage.open(editor.workbench);
  });
  afterEach('keep what explains a failure', async function () {
    if (this.currentTest?.state === 'failed') await editor.reportFailure(this.currentTest.fullTitle());
  });
  after('end VS Code', () => editor.stop());

  const rules = (): string[] =>
    query(folder, 'SELECT arm, rule FROM arm_rules', z.object({ arm: z.string(), rule: z.string() })).map(
      ({ arm, rule }) => `${arm} ${rule}`,
    );
  const newest = (): { id: string; verdict: number | null } => {
    const row = z.object({ id: z.string(), verdict: z.number().nullable() });
    const [run] = query(folder, 'SELECT id, verdict FROM run_facts ORDER BY started_at DESC LIMIT 1', row);
    assert.ok(run);
    return run;
  };
  const runsLeft = (): number =>
    query(folder, 'SELECT count(*) AS n FROM run_facts', z.object({ n: z.number() }))[0]?.n ?? -1;

  it('says at the top what to use now, by kind of task', async () => {
    const lead = panel.frame.getByRole('region', { name: 'Use now' });
    await lead.getByText('claude-haiku-4-5', { exact: true }).waitFor();
    assert.match(
      (await lead.textContent()) ?? '',
      /claude-haiku-4-5 for fixes and claude-sonnet-4-5 for features/,
    );
    assert.match((await lead.textContent()) ?? '', /Based on \d+ scored runs/);
  });

  it('pins, bans, retires and edits options with the mouse', async () => {
    await panel.tab('Standings');
    await panel.frame.getByLabel('Kind of task').selectOption('Fixes');
    await panel.frame.getByLabel('Kind of task').selectOption('All tasks');
    await panel.button(sonnet).click();
    await panel.button(/^Pin /).click();
    await agree(editor.workbench, 'Numbers and texts');
    await eventually('the model is pinned', () => rules().includes(`${sonnet} pinned`));
    await panel.button(/^Unpin /).click();
    await eventually('the pin is taken back', () => rules().length === 0);
    await panel.button(/^Ban /).click();
    await eventually('the model is banned', () => rules().includes(`${sonnet} banned`));
    await panel.button(/^Allow Again /).click();
    await eventually('the ban is taken back', () => rules().length === 0);

    await panel.button('Concise Prompt').click();
    await panel.button(/^Retire /).click();
    await eventually('the prompt is retired', () => prompts().includes('retired'));
    await panel.button(/^Bring Back /).click();
    await eventually('the prompt is back', () => !prompts().includes('retired'));
    await panel.button(/^Edit /).click();
    await editor.workbench.page.locator('.tab.active').filter({ hasText: '.md' }).waitFor();
    await editor.workbench.runCommand('View: Close Editor');
    // Hidden and shown again, it looks at the same.
    panel = await PanelPage.shown(editor.workbench);
    await panel.button(/^Retire /).waitFor();
  });

  const prompts = (): string => {
    const text = readFileSync(join(folder, '.agent', 'prompt_variants.json'), 'utf8');
    return /"retired": true/.test(text) ? 'retired' : '';
  };

  it('filters, opens, judges and forgets runs with the mouse', async () => {
    const tab = await panel.tab('Runs');
    await panel.frame.getByLabel('Agent').selectOption('Cline');
    await tab.getByText(/runs of this kind/).waitFor();
    assert.equal(await tab.locator('.run').filter({ hasNotText: 'Cline' }).count(), 0);
    await panel.frame.getByLabel('Agent').selectOption('Any agent');
    await tab.getByRole('textbox', { name: 'Task' }).fill('no such task');
    await panel.button('Show All Runs').click();
    await panel.button('Show 50 More').click();
    await panel.run(99).waitFor({ state: 'attached' });

    await panel.run(0).locator('.opener').click();
    await panel
      .run(0)
      .getByText(/^Why 0|^Why 1|What was seen/)
      .first()
      .waitFor();
    await panel.button(/^Reject: /).click();
    await eventually('the run is rejected', () => newest().verdict === 0);
    await panel.button(/^Keep: /).click();
    await eventually('the run is kept', () => newest().verdict === 1);
    const before = runsLeft();
    await panel.button(/^Forget…: /).click();
    await editor.workbench.answerDialog('Forget');
    await eventually('the run is forgotten', () => runsLeft() === before - 1);
  });

  it('shows trends with a table twin, and data with its size, and counts examples', async () => {
    const trends = await panel.tab('Trends');
    await trends.getByText('Runs that compile').waitFor();
    await trends.getByText('The same as a table').click();
    assert.ok((await trends.getByRole('table', { name: 'By week' }).getByRole('row').count()) > 8);
    const docs = await panel.tab('Docs');
    await docs.getByText('Nothing was looked up yet').waitFor();
    const data = await panel.tab('Data');
    await data.getByText('experience.db', { exact: true }).waitFor();
    await panel.button('Count Them').click();
    await data.getByText(/examples?: /).waitFor();
  });

  it('does with the mouse what else there is to do', async () => {
    const { workbench } = editor;
    const counted = (sql: string): number => query(folder, sql, z.object({ n: z.number() }))[0]?.n ?? -1;
    const opensList = async (name: string): Promise<void> => {
      await panel.button(name).click();
      await panel.closeList();
    };
    await panel.tab('Standings');
    await opensList('Add Prompt…');
    await opensList('Add Models…');
    const runs = await panel.tab('Runs');
    for (const [label, chosen] of [
      ['Model', sonnet],
      ['Outcome', 'Failed'],
    ] as const) {
      await panel.frame.getByLabel(label).selectOption(chosen);
      await runs.getByText(/runs of this kind/).waitFor();
    }
    await eventually('only runs that failed are listed', async () => {
      const kinds = await runs.locator('.run .score').allTextContents();
      return kinds.length > 0 && kinds.every((text) => text.includes('failed'));
    });
    await panel.frame.getByLabel('Model').selectOption('Any model');
    await panel.frame.getByLabel('Outcome').selectOption('Any outcome');
    await runs.getByText(/finished runs in all/).waitFor();

    recordPanelDocs(folder);
    await panel.tab('Docs');
    await opensList('Look up official documentation');
    await panel.button('Copy for Prompt: useState').click();
    await eventually('the copy is noted', () => {
      return counted(`SELECT count(*) AS n FROM docs_lookups WHERE action = 'copied'`) === 3;
    });
    await panel.button('Refresh: useState').click();
    await workbench.notification('could not be reached').first().waitFor({ timeout: 60_000 });
    await panel.button('Clear all pages and look-ups').click();
    await workbench.answerDialog('Forget');
    await eventually('all is forgotten', () => counted('SELECT count(*) AS n FROM web_cache') === 0);

    await panel.tab('Data');
    await panel.button('Back Up…').click();
    await workbench.quickInput.getByRole('button', { name: 'OK' }).click();
    await workbench.notification('Backed up to').waitFor();
    await opensList('What Is Kept…');
    await opensList('Export…');
    await panel.tab('Trends');
    await panel.button('Set Budgets').click();
    await workbench.page
      .getByText(/Budget Day/)
      .first()
      .waitFor();
    await workbench.runCommand('View: Close Editor');
    panel = await PanelPage.shown(workbench);
  });

  it('holds back what would move what is being read', async () => {
    const tab = await panel.tab('Runs');
    await panel.frame.evaluate(() => {
      window.scrollTo(0, 600);
    });
    const first = await tab.locator('.run').first().getAttribute('data-key');
    recordPanelRuns(folder, { runs: 1, until: new Date(Date.now() + 3_600_000) });
    await panel.button('Show what is new').waitFor();
    assert.equal(await tab.locator('.run').first().getAttribute('data-key'), first);
    await panel.button('Show what is new').click();
    await eventually('the new run is listed', async () => {
      return (await tab.locator('.run').first().getAttribute('data-key')) === newest().id;
    });
  });

  it('comes back after a reload where it was', async () => {
    await panel.tab('Data');
    await editor.workbench.reloadWindow();
    const frame = await editor.workbench.webview('#panel [role=tabpanel]');
    await frame.getByRole('tabpanel', { name: 'Data' }).waitFor();
  });

  it('deletes all, here and in the copies', async () => {
    const frame = await editor.workbench.webview('#panel [role=tabpanel]');
    await frame.getByRole('button', { name: 'Delete All…' }).click();
    await editor.workbench.answerDialog('Delete All');
    await editor.workbench.notification('All data is deleted').waitFor();
    await frame.getByText('No score is kept here yet').waitFor();
    assert.deepEqual(violations, []);
  });
});
