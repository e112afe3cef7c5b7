import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Frame } from 'playwright-core';
import { loadSqlite } from '../../src/learning/sqlite/load.js';
import { PanelPage } from '../e2e/panel-steps.js';
import { Editor } from '../e2e/support/editor.js';
import { projectRoot } from '../harness/paths.js';
import { packageExtension } from '../harness/vsix.js';
import type { Workbench } from '../harness/workbench.js';
import { copySampleWorkspace } from '../harness/workspace.js';
import { eventually } from '../support/eventually.js';
import { writeManyRuns } from './panel/many-runs.js';
import { notePainted, scrollFrames } from './panel/painted.js';
import { describeMachine } from './support/machine.js';
import { median, quantile } from './support/statistics.js';

const paintBarMs = 300;
const frameBarMs = 17;
const shownRuns = 500;
const scrolledFrames = 300;

/**
 * The panel in a real VS Code with a history of 100,000 runs: from its command to the first picture with all that it has to show,
 * above an empty page of another extension, alternately; and from frame to frame while a long list of runs scrolls.
 */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '11' },
      json: { type: 'boolean', default: false },
    },
  });
  const say = values.json ? console.error : console.log;
  say(await packageExtension());
  const folder = await copySampleWorkspace();
  await loadSqlite();
  writeManyRuns(folder, Number(values.runs), new Date());
  const editor = await Editor.start({
    folder,
    fixture: join(projectRoot, 'test', 'fixtures', 'empty-webview'),
  });
  try {
    const { workbench } = editor;
    await workbench.page.context().addInitScript(notePainted);
    await workbench.reload();
    const paintedMs = await paints(workbench, Number(values.rounds));
    const frameMs = await scrolling(workbench);
    const rows = [
      {
        what: 'first picture of the panel above an empty page, median, ms',
        value: median(paintedMs.panel) - median(paintedMs.empty),
        bar: paintBarMs,
      },
      {
        what: `frame to frame while ${shownRuns} runs scroll, p95, ms`,
        value: quantile(frameMs, 0.95),
        bar: frameBarMs,
      },
    ];
    say(describeMachine());
    for (const { what, value, bar } of rows) say(`${what}: ${value.toFixed(1)}; bar: at most ${bar}`);
    say(`an empty page: ${median(paintedMs.empty).toFixed(0)} ms`);
    if (values.json)
      console.log(JSON.stringify({ machine: describeMachine(), rows, paintedMs, frameMs }, null, 2));
    return rows.every(({ value, bar }) => value <= bar) ? 0 : 1;
  } finally {
    await editor.stop();
  }
}

/** The first of each, which starts VS Code's own machinery for pages, does not count. */
async function paints(
  workbench: Workbench,
  rounds: number,
): Promise<{ readonly panel: number[]; readonly empty: number[] }> {
  const paintedMs = { panel: [] as number[], empty: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const empty = await untilPainted(workbench, 'Open Empty Webview', '[data-painted]');
    const panel = await untilPainted(workbench, 'Learning Loop: Show Stats', '#panel');
    if (round === 0) continue;
    paintedMs.empty.push(empty);
    paintedMs.panel.push(panel);
  }
  return paintedMs;
}

/** Milliseconds from a command's last key to the first picture of its page, which is closed then. */
async function untilPainted(workbench: Workbench, command: string, selector: string): Promise<number> {
  await workbench.page.keyboard.press('F1');
  await workbench.quickInput.locator('input.input').fill(`>${command}`);
  await workbench.option(command).waitFor();
  const startedAt = Date.now();
  await workbench.page.keyboard.press('Enter');
  const frame = await workbench.webview(selector);
  const paintedAt = await eventually(`${command} is painted`, () => paintedAtIn(frame));
  await workbench.runCommand('View: Close Editor');
  return paintedAt - startedAt;
}

async function paintedAtIn(frame: Frame): Promise<number | undefined> {
  const at = await frame.evaluate(() => document.documentElement.dataset['paintedAt']);
  return at === undefined ? undefined : Number(at);
}

async function scrolling(workbench: Workbench): Promise<number[]> {
  const panel = await PanelPage.open(workbench);
  await panel.tab('Runs');
  await panel.run(0).waitFor();
  while ((await panel.frame.locator('.run').count()) < shownRuns) {
    const before = await panel.frame.locator('.run').count();
    await panel.button('Show 50 More').click();
    await panel.run(before).waitFor({ state: 'attached' });
  }
  await panel.run(1).locator('.opener').click();
  await panel.run(1).locator('.details').waitFor();
  return panel.frame.evaluate(scrollFrames, scrolledFrames);
}
