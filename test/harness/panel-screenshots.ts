// node test/run.mjs harness/panel-screenshots.ts [THEME]: takes every tab of the panel in four themes and three widths.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  editorOnRuns,
  PanelPage,
  tabTitles,
  themeNames,
  wearTheme,
  type TabTitle,
} from '../e2e/panel-steps.js';
import { recordPanelDocs } from '../support/panel-docs.js';
import { projectRoot } from './paths.js';
import { runProgram } from './teardown.js';
import { packageExtension } from './vsix.js';

/** Of the window; the panel takes all of it but the activity bar. */
const widths = [370, 800, 1280] as const;
const height = 900;
const runs = 300;

runProgram(async () => {
  console.log(await packageExtension());
  const [wanted] = process.argv.slice(2);
  const out = join(projectRoot, 'test', '.out', 'panel');
  mkdirSync(out, { recursive: true });
  const { editor, folder } = await editorOnRuns({ runs, until: new Date() });
  try {
    recordPanelDocs(folder);
    const { workbench } = editor;
    const panel = await PanelPage.open(workbench);
    await workbench.runCommand('View: Close Primary Side Bar');
    // What changes the theme below is no agent, but cannot be told from one.
    await workbench.runCommand('Notifications: Toggle Do Not Disturb Mode');
    for (const theme of themeNames) {
      if (wanted !== undefined && wanted !== theme) continue;
      await wearTheme(panel.frame, folder, theme);
      for (const width of widths) {
        await workbench.page.setViewportSize({ width, height });
        for (const tab of tabTitles) {
          await openTab(panel, tab);
          await workbench.screenshot(join(out, `${tab.toLowerCase()}-${theme}-${width}.png`));
        }
      }
    }
  } finally {
    await editor.stop();
  }
  console.log(`The pictures are in ${out}`);
  return 0;
});

async function openTab(panel: PanelPage, title: TabTitle): Promise<void> {
  const tab = await panel.tab(title);
  if (title === 'Runs' && (await tab.locator('.details').count()) === 0) {
    await panel.run(1).locator('.opener').click();
    await tab.locator('.details').waitFor();
  }
  if (title === 'Trends') await tab.getByText('Runs that compile').waitFor();
  // What the pointer was over fades.
  await panel.workbench.page.mouse.move(0, 0);
  await sleep(400);
}
