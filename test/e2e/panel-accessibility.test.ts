import * as assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import { z } from 'zod';
import { Ledger } from '../../src/learning/ledger.js';
import { loadSqlite } from '../../src/learning/sqlite/load.js';
import { copySampleWorkspace } from '../harness/workspace.js';
import { recordPanelDocs } from '../support/panel-docs.js';
import { recordPanelRuns } from '../support/panel-runs.js';
import { PanelPage, tabTitles, themeNames, wearTheme, type TabTitle } from './panel-steps.js';
import { Editor } from './support/editor.js';

describe('the accessible panel', function () {
  this.timeout(240_000);
  let editor: Editor;
  let folder: string;

  before('start VS Code', async () => {
    folder = await copySampleWorkspace();
    await loadSqlite();
    editor = await Editor.start({ folder });
  });
  afterEach('keep what explains a failure', async function () {
    if (this.currentTest?.state === 'failed') await editor.reportFailure(this.currentTest.fullTitle());
  });
  after('end VS Code', () => editor.stop());

  /** Has axe look at each of `states` in each theme. */
  const holdsInAllThemes = async (
    frame: Frame,
    states: Readonly<Record<string, () => Promise<unknown>>>,
  ): Promise<void> => {
    await frame.evaluate(axe.source);
    const found: string[] = [];
    for (const theme of themeNames) {
      await wearTheme(frame, folder, theme);
      for (const [name, reach] of Object.entries(states)) {
        await reach();
        found.push(...(await violationsIn(frame)).map((each) => `${theme}, ${name}: ${each}`));
      }
    }
    assert.deepEqual(found, []);
  };

  it('has nothing that axe objects to while there is no ledger', async () => {
    await editor.workbench.runCommand('Learning Loop: Show Stats');
    const frame = await editor.workbench.webview('#panel .notice');
    await holdsInAllThemes(frame, {
      notice: () => frame.getByText('No score is kept here yet').waitFor(),
    });
  });

  it('has nothing that axe objects to without a run', async () => {
    recordPanelRuns(folder, { runs: 0, until: new Date() });
    const panel = await PanelPage.open(editor.workbench);
    await holdsInAllThemes(
      panel.frame,
      Object.fromEntries(tabTitles.map((title) => [title, () => panel.tab(title)])),
    );
  });

  it('has nothing that axe objects to with everything open', async () => {
    recordPanelRuns(folder, { runs: 60, until: new Date() });
    recordPanelDocs(folder);
    const panel = await PanelPage.open(editor.workbench);
    const { frame } = panel;
    const openIn = async (title: TabTitle, closed: string): Promise<void> => {
      const tab = await panel.tab(title);
      const opener = tab.locator(closed).first();
      if ((await tab.locator('.details, details[open]').count()) === 0) await opener.click();
      await tab.locator('.details, details[open]').waitFor();
    };
    await holdsInAllThemes(frame, {
      Standings: () => openIn('Standings', '.opener'),
      Runs: () => openIn('Runs', '.opener'),
      Trends: async () => {
        await openIn('Trends', 'summary');
        await frame.getByText('Runs that compile').waitFor();
      },
      Docs: () => panel.tab('Docs'),
      Data: () => panel.tab('Data'),
    });
  });

  it('has nothing that axe objects to while it says what went wrong and that there is news', async () => {
    const gone = 'https://react.dev/learn/gone';
    const lookUpGone = (): void => {
      const ledger = new Ledger(folder);
      try {
        ledger.docs.lookedUp([{ action: 'read', query: null, url: gone, source: 'site' }]);
      } finally {
        ledger.close();
      }
    };
    lookUpGone();
    const panel = await PanelPage.open(editor.workbench);
    const { frame } = panel;
    await panel.tab('Docs');
    await panel.button(gone).first().click();
    const said = frame.getByRole('alert').getByText('This page is not kept any more');
    await said.waitFor();
    lookUpGone();
    await holdsInAllThemes(frame, {
      both: async () => {
        await panel.button('Show what is new').waitFor();
        await said.waitFor();
      },
    });
    await panel.button('Show what is new').click();
    await said.waitFor({ state: 'detached' });
  });

  it('would find what cannot be read or has no name', async () => {
    const { frame } = await PanelPage.open(editor.workbench);
    await frame.evaluate(axe.source);
    await frame.evaluate(() => {
      const sentence = document.querySelector<HTMLElement>('.sentence');
      if (sentence !== null) sentence.style.color = 'var(--vscode-editor-background)';
      document.querySelector('main')?.append(document.createElement('button'));
    });
    const found = (await violationsIn(frame)).map((each) => each.replace(/:[^]*/, ''));
    assert.deepEqual([...new Set(found)].sort(), ['button-name', 'color-contrast']);
  });
});

const resultsSchema = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })),
    }),
  ),
});

/** What axe finds in the page, with the elements that it is about. */
async function violationsIn(frame: Frame): Promise<string[]> {
  // What the page loads is in it: the policy of its content lets nothing else be read.
  const results = await frame.evaluate(`axe.run({ preload: false, resultTypes: ['violations'] })`);
  return resultsSchema
    .parse(results)
    .violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}
