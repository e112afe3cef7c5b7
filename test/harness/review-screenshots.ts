// node test/run.mjs harness/review-screenshots.ts: takes the pictures of a review that the README shows.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Reviewer } from '../e2e/review-steps.js';
import { Editor } from '../e2e/support/editor.js';
import { projectRoot } from './paths.js';
import { runProgram } from './teardown.js';
import { packageExtension } from './vsix.js';

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' } as const;
const agent =
  "sed -i -e 's/unitPrice, 0/unitPrice * line.quantity, 0/' -e 's/  name: string;/  name: string;\\n  note?: string;/' src/cart.ts; " +
  "sed -i 's/let saved/const saved/' src/discount.ts; printf 'export const rate = 0.19;\\n' > src/tax.ts";

runProgram(async () => {
  console.log(await packageExtension());
  for (const [name, theme] of Object.entries(themes)) await takePictures(name, theme);
  return 0;
});

async function takePictures(name: string, theme: string): Promise<void> {
  const editor = await Editor.start({
    settings: { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false },
  });
  try {
    const reviewer = new Reviewer(editor);
    const { workbench } = reviewer;
    await workbench.page.setViewportSize({ width: 1100, height: 620 });
    const picture = async (step: string): Promise<void> => {
      await workbench.page.mouse.move(200, 12);
      await sleep(1500);
      await workbench.screenshot(join(projectRoot, 'media', 'screenshots', `review-${step}-${name}.png`));
    };
    await reviewer.begin();
    await reviewer.open('cart.ts');
    reviewer.script(agent);
    await reviewer.row('tax.ts').waitFor();
    await reviewer.shows('note?: string');
    await reviewer.lens('Keep').nth(1).waitFor();
    await picture('edits');
    const peek = await reviewer.openPeek();
    await peek.locator('.action-label[aria-label^="Reject Edit"]').waitFor();
    await picture('peek');
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('Learning Loop: Review All');
    await workbench.page.locator('.tab.active').filter({ hasText: 'Pending Edits (3 files)' }).waitFor();
    await picture('all');
    await reviewer.open('cart.ts');
    await workbench.runCommand('Learning Loop: Reject With Reason…');
    await workbench.option('It is not how we write code here.').waitFor();
    await picture('reason');
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('Learning Loop: Reject All');
    await workbench.notification('Rejected 4 edits in 3 files').waitFor();
    await picture('undo');
  } finally {
    await editor.stop();
  }
}
