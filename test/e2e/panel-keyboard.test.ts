import * as assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Ledger } from '../../src/learning/ledger.js';
import { loadSqlite } from '../../src/learning/sqlite/load.js';
import type { PanelCommand } from '../../src/shared/panel-commands.js';
import type { OptionActionName, PageActionName, RunActionName } from '../../src/shared/protocol.js';
import { copySampleWorkspace } from '../harness/workspace.js';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { recordPanelDocs } from '../support/panel-docs.js';
import { recordPanelRuns } from '../support/panel-runs.js';
import { PanelControls } from './panel-controls.js';
import { PanelPage, tabTitles, type TabTitle } from './panel-steps.js';
import { Editor } from './support/editor.js';

/** What a control for each thing that the panel can ask for is called; Restricted Mode has a test of its own. */
const labels: Readonly<
  Record<Exclude<PanelCommand, 'manageTrust'> | RunActionName | OptionActionName | PageActionName, string>
> = {
  startRun: 'Start Run',
  keepScore: 'Keep Score Here…',
  addPrompt: 'Add Prompt…',
  chooseModels: 'Add Models…',
  lookUpDocs: 'Look Up…',
  clearDocs: 'Clear…',
  exportTraining: 'Export…',
  backUp: 'Back Up…',
  deleteAll: 'Delete All…',
  forgetEarlier: 'Forget These…',
  openBudgets: 'Set Budgets',
  openWalkthrough: 'Show Me How',
  keep: 'Keep',
  reject: 'Reject',
  undo: 'Undo Its Edits…',
  forget: 'Forget…',
  finish: 'Finish',
  discard: 'Discard…',
  pin: 'Pin',
  ban: 'Ban',
  free: 'Allow Again',
  retire: 'Retire',
  'bring back': 'Bring Back',
  edit: 'Edit',
  copy: 'Copy for Prompt',
  refresh: 'Refresh',
  open: 'link',
};

const aRun = /^(Add|Fix|Rename|Speed up|Test|Document) (the|discount|order) /;

describe('every control of the panel, by the keyboard alone', function () {
  this.timeout(240_000);
  let editor: Editor;
  let folder: string;
  let panel: PanelPage;
  let controls: PanelControls;

  before('start VS Code', async () => {
    await loadSqlite();
    folder = await copySampleWorkspace();
    editor = await Editor.start({ folder });
    controls = await PanelControls.of(editor.workbench.page);
    await editor.workbench.runCommand('Learning Loop: Show Stats');
    await lookAt('.notice');
  });
  afterEach('keep what explains a failure', async function () {
    if (this.currentTest?.state === 'failed') await editor.reportFailure(this.currentTest.fullTitle());
  });
  after('end VS Code', () => editor.stop());

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await editor.workbench.page.keyboard.press(key);
  };
  const counted = (sql: string): number => query(folder, sql, z.object({ n: z.number() }))[0]?.n ?? -1;
  const rules = (): string =>
    query(folder, 'SELECT rule FROM arm_rules', z.object({ rule: z.string() }))
      .map(({ rule }) => rule)
      .join();
  const prompts = (): string => readFileSync(join(folder, '.agent', 'prompt_variants.json'), 'utf8');
  const goTo = async (wanted: TabTitle): Promise<void> => {
    await panel.tabTo(new RegExp(`^(${tabTitles.join('|')})$`));
    await press('Home', ...tabTitles.slice(0, tabTitles.indexOf(wanted)).map(() => 'ArrowRight'));
    await panel.frame.getByRole('tabpanel', { name: wanted }).waitFor();
    await panel.focusIsOn(new RegExp(`^${wanted}$`));
  };
  /** What opened beside the panel is closed; the page is another one then. */
  const backToPanel = async (part?: string): Promise<void> => {
    await editor.workbench.runCommand('View: Close Editor');
    await lookAt(part);
    await editor.workbench.runCommand('View: Focus Active Editor Group');
  };
  /** What is pressed before a list has the focus goes to the panel. */
  const choose = async (option: string, ...keys: readonly string[]): Promise<void> => {
    const { workbench } = editor;
    await workbench.option(option).waitFor();
    await workbench.quickInput.locator('input:focus').waitFor();
    await press(...keys);
  };
  const lookAt = async (part?: string): Promise<void> => {
    panel = await PanelPage.shown(editor.workbench, part);
    await controls.watch(panel.frame);
  };
  const record = (change: (ledger: Ledger) => void): void => {
    const ledger = new Ledger(folder);
    try {
      change(ledger);
    } finally {
      ledger.close();
    }
  };
  const answerDialog = async (key: 'Enter' | 'Escape'): Promise<void> => {
    const { dialog } = editor.workbench;
    await dialog.waitFor();
    await press(key);
    await dialog.waitFor({ state: 'hidden' });
    await panel.focusIsKept();
  };

  it('begins where there is nothing', async () => {
    const { workbench } = editor;
    await workbench.runCommand('View: Focus Active Editor Group');
    await panel.press(/^Show Me How$/);
    await workbench.page.getByText('Watch the agents you already have').first().waitFor();
    await backToPanel('.notice');
    await panel.press(/^Start Run$/);
    await panel.closeList();
    await panel.focusIsOn(/^Start Run$/);
    await panel.press(/^Keep Score Here…$/);
    await choose('Yes', 'Enter');
    await choose('Numbers and texts', 'ArrowDown', 'Enter');
    await panel.frame.getByText(/^No run yet\. Work with any agent/).waitFor();
    await panel.focusIsKept();
    await goTo('Runs');
    await panel.tabTo(/^Outcome$/);
    await press('Tab');
    await panel.focusIsOn(/^Start Run$/);
    await press('Enter');
    await panel.closeList();
    await panel.focusIsOn(/^Start Run$/);
  });

  it('shows what is new, and ends the run that is meant', async () => {
    const status = (goal: string): string =>
      query(
        folder,
        `SELECT status FROM run_facts WHERE goal LIKE '${goal}%'`,
        z.object({ status: z.string() }),
      )
        .map((each) => each.status)
        .join();
    recordPanelRuns(folder, { runs: 120, until: new Date(Date.now() - 60_000) });
    record((ledger) => {
      const author = { agent: 'Cline', modelName: null, promptId: null, provenance: 'told' } as const;
      for (const goal of ['Older task', 'Newer task'])
        ledger.startRun({ goal, role: 'coder', complexity: 'easy', author, decisionIds: [] });
      ledger.backfill([
        {
          key: 'earlier/1',
          agent: 'Claude Code',
          session: 'earlier',
          source: 'transcript',
          model: null,
          prompt: null,
          tokensIn: null,
          tokensOut: null,
          costUsd: null,
          paths: [join(folder, 'src', 'cart.ts')],
          startedAt: new Date(0).toISOString(),
          endedAt: null,
          kept: 0,
          rejected: 0,
        },
      ]);
    });
    recordPanelDocs(folder);
    const news = panel.button('Show what is new');
    // What comes while an answer to the person is awaited is shown with that.
    await eventually('there is news', async () => {
      recordPanelRuns(folder, { runs: 1, until: new Date() });
      return news.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
    });
    await panel.press(/^Show what is new$/);
    await panel.button('Older task').waitFor();
    await panel.focusIsKept();
    await goTo('Docs');
    await panel.press(/^Newer task$/);
    await panel.frame.getByRole('tabpanel', { name: 'Runs' }).waitFor();
    await panel.press(/^Discard…: Newer task$/);
    await answerDialog('Enter');
    await eventually('it is discarded', () => status('Newer') === 'discarded');
    await panel.press(/^Older task$/);
    await panel.press(/^Finish: Older task$/);
    await eventually('it is finished', () => status('Older') === 'finished');
    await panel.focusIsKept();
    await panel.press(/^Forget These…$/);
    await answerDialog('Enter');
    await eventually('they are forgotten', () => counted('SELECT count(*) AS n FROM backfilled_runs') === 0);
    await panel.focusIsKept();
  });

  it('limits, opens, pins, bans, retires and edits options', async () => {
    const { workbench } = editor;
    await goTo('Standings');
    await panel.press(/^Kind of task$/, 'ArrowDown');
    await eventually('features are shown', async () => {
      return (await panel.frame.getByLabel('Kind of task').inputValue()) === 'coder';
    });
    await press('ArrowUp');
    await panel.press(/^claude-sonnet-4-5$/);
    await panel.press(/^Pin /);
    await eventually('it is pinned', () => rules() === 'pinned');
    await panel.focusIsOn(/^Unpin /);
    await press('Space');
    await eventually('the pin is taken back', () => rules() === '');
    await panel.focusIsOn(/^Pin /);
    await panel.press(/^Ban /);
    await eventually('it is banned', () => rules() === 'banned');
    await panel.focusIsOn(/^Allow Again /);
    await press('Enter');
    await eventually('the ban is taken back', () => rules() === '');

    await panel.press(/^Concise Prompt$/);
    await panel.press(/^Retire /);
    await eventually('it is retired', () => prompts().includes('"retired": true'));
    await panel.focusIsOn(/^Bring Back /);
    await press('Enter');
    await eventually('it is back', () => !prompts().includes('"retired": true'));
    await panel.focusIsOn(/^Retire /);
    await panel.press(/^Edit /);
    await workbench.page.locator('.tab.active').filter({ hasText: '.md' }).waitFor();
    await backToPanel();
  });

  it('adds prompts and models', async () => {
    const { workbench } = editor;
    await panel.press(/^Add Prompt…$/);
    await workbench.quickInput.waitFor();
    await workbench.page.keyboard.type('Plan before');
    await press('Enter');
    await eventually('the prompt is listed', () => prompts().includes('Plan before'));
    await workbench.page.locator('.tab.active').filter({ hasText: '.md' }).waitFor();
    await backToPanel();
    await panel.press(/^Add Models…$/);
    await workbench.quickInput.getByText('Enter a key').waitFor();
    await panel.closeList();
    await panel.focusIsOn(/^Add Models…$/);
  });

  it('leads from an option to a run of it, and judges and forgets runs', async () => {
    const row = z.object({ id: z.string(), verdict: z.number().nullable() });
    await panel.press(aRun);
    await panel.frame.getByRole('tabpanel', { name: 'Runs' }).waitFor();
    await panel.focusIsOn(aRun);
    const id = await panel.frame
      .locator('.run', { has: panel.frame.locator('.details') })
      .getAttribute('data-key');
    const verdict = (): number | null | undefined =>
      query(folder, `SELECT id, verdict FROM run_facts WHERE id = '${id}'`, row)[0]?.verdict;
    await panel.press(/^Reject: /);
    await eventually('it is rejected', () => verdict() === 0);
    await panel.focusIsOn(/^Reject: /);
    await panel.press(/^Keep: /);
    await eventually('it is kept', () => verdict() === 1);
    await panel.focusIsOn(/^Keep: /);
    await panel.press(/^Undo Its Edits…: /);
    await answerDialog('Escape');
    await panel.focusIsOn(/^Undo Its Edits…: /);
    const before = counted('SELECT count(*) AS n FROM run_facts');
    await panel.press(/^Forget…: /);
    await answerDialog('Enter');
    await eventually('it is forgotten', () => counted('SELECT count(*) AS n FROM run_facts') === before - 1);
    await panel.focusIsKept();
  });

  it('filters runs and shows more', async () => {
    const list = panel.frame.getByRole('tabpanel', { name: 'Runs' });
    for (const [label, all] of [
      ['Agent', 'Any agent'],
      ['Model', 'Any model'],
      ['Outcome', 'Any outcome'],
    ] as const) {
      await panel.press(new RegExp(`^${label}$`), 'ArrowDown');
      await list.getByText(/runs? of this kind/).waitFor();
      await press('ArrowUp');
      await list.getByText(/finished runs in all/).waitFor();
      assert.equal(await panel.frame.getByLabel(label).locator('option:checked').textContent(), all);
    }
    await panel.tabTo(/^Task$/);
    await editor.workbench.page.keyboard.type('no such task');
    await list.getByText('No run is like that.').waitFor();
    await panel.focusIsOn(/^Task$/);
    await panel.press(/^Show All Runs$/);
    await list.getByText(/finished runs in all/).waitFor();
    await panel.focusIsKept();
    await panel.press(/^Show 50 More$/);
    await panel.run(99).waitFor({ state: 'attached' });
    await panel.focusIsOn(/^Show 50 More$/);
  });

  it('opens the numbers behind the charts, and the budgets', async () => {
    await goTo('Trends');
    await panel.press(/^The same as a table$/);
    await panel.frame.getByRole('table', { name: 'By week' }).waitFor();
    await panel.press(/^Set Budgets$/);
    await editor.workbench.page
      .getByText(/Budget Day/)
      .first()
      .waitFor();
    await backToPanel();
  });

  it('looks up, opens, copies, refreshes and clears documentation', async () => {
    const { workbench } = editor;
    const copied = (): number => counted(`SELECT count(*) AS n FROM docs_lookups WHERE action = 'copied'`);
    await goTo('Docs');
    await panel.press(/^Look up official documentation$/);
    await panel.closeList();
    await panel.focusIsOn(/^Look up official documentation$/);
    const before = copied();
    await panel.press(/^Copy for Prompt: useState$/);
    await eventually('the copy is noted', () => copied() === before + 1);
    await panel.focusIsOn(/^Copy for Prompt: useState$/);
    await panel.press(/^Refresh: useState$/);
    await workbench.notification('could not be reached').first().waitFor({ timeout: 60_000 });
    await panel.tabTo(/^Clear all pages and look-ups$/);
    await press('Tab');
    await panel.focusIsOn(/^useState$/);
    await press('Enter');
    await workbench.page.locator('.tab.active').filter({ hasText: 'useState' }).waitFor();
    await backToPanel();
    await panel.tabTo(/^Copy for Prompt: Rules of Hooks$/);
    await press('Shift+Tab');
    await panel.focusIsOn(/^Rules of Hooks$/);
    await press('Enter');
    await workbench.page.locator('.tab.active').filter({ hasText: 'Rules of Hooks' }).waitFor();
    await backToPanel();
    await panel.press(/^Clear all pages and look-ups$/);
    await answerDialog('Enter');
    await eventually('all is forgotten', () => counted('SELECT count(*) AS n FROM web_cache') === 0);
    await panel.focusIsKept();
  });

  it('backs up, decides what is kept, counts, exports and deletes', async () => {
    const { workbench } = editor;
    await goTo('Data');
    await panel.press(/^Back Up…$/);
    await workbench.quickInput.locator('input.input').waitFor();
    await press('Enter');
    const notice = workbench.notification(/Backed up to/);
    const file = /Backed up to (.+\.db) \(/.exec((await notice.textContent()) ?? '')?.[1] ?? '';
    assert.equal(dirname(file), dirname(folder));
    assert.ok(existsSync(file));
    await panel.focusIsOn(/^Back Up…$/);
    for (const name of [/^What Is Kept…$/, /^Export…$/]) {
      await panel.press(name);
      await panel.closeList();
      await panel.focusIsOn(name);
    }
    await panel.press(/^Count Them$/);
    await panel.frame.getByText(/examples?: /).waitFor();
    await panel.focusIsKept();
    await panel.press(/^Delete All…$/);
    await answerDialog('Escape');
    await panel.focusIsOn(/^Delete All…$/);
    assert.ok(counted('SELECT count(*) AS n FROM runs') > 0);
  });

  it('leaves no control out', () => {
    assert.deepEqual(controls.unused(), []);
    assert.deepEqual(
      Object.values(labels).filter((label) => !controls.isUsed(label)),
      [],
    );
  });
});
