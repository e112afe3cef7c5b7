// node test/run.mjs harness/docs-screenshots.ts: takes the pictures of looking up documentation that the README shows.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seedDocs } from '../e2e/docs-cache.js';
import { agree } from '../e2e/steps.js';
import { Editor } from '../e2e/support/editor.js';
import { projectRoot } from './paths.js';
import { runProgram } from './teardown.js';
import { packageExtension } from './vsix.js';
import { copySampleWorkspace } from './workspace.js';

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' } as const;

runProgram(async () => {
  console.log(await packageExtension());
  for (const [name, theme] of Object.entries(themes)) await takePictures(name, theme);
  return 0;
});

async function takePictures(name: string, theme: string): Promise<void> {
  const folder = await copySampleWorkspace();
  await seedDocs(folder);
  const editor = await Editor.start({ folder, settings: { 'workbench.colorTheme': theme } });
  try {
    const { workbench } = editor;
    await workbench.page.setViewportSize({ width: 1000, height: 520 });
    const picture = async (step: string): Promise<void> => {
      await sleep(1500);
      await workbench.screenshot(join(projectRoot, 'media', 'screenshots', `docs-${step}-${name}.png`));
    };
    await workbench.runCommand('Learning Loop: Look Up Docs…');
    await agree(workbench, 'Numbers and texts');
    await workbench.quickInput.locator('input.input').fill('react hooks state order');
    await workbench.option('Why an order').waitFor();
    await picture('results');
    await workbench.pick('Why an order');
    await workbench.webview('h2#why-an-order');
    await workbench.page.locator('.editor-actions .action-label[aria-label^="Copy for Prompt"]').click();
    await workbench.notification('Copied for a prompt').waitFor();
    await picture('page');
  } finally {
    await editor.stop();
  }
}
