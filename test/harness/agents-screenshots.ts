// node test/run.mjs harness/agents-screenshots.ts: takes the pictures of connecting agents that the README shows.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Reviewer } from '../e2e/review-steps.js';
import { Editor } from '../e2e/support/editor.js';
import { projectRoot } from './paths.js';
import { runProgram } from './teardown.js';
import { packageExtension } from './vsix.js';

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' } as const;

runProgram(async () => {
  console.log(await packageExtension());
  for (const [name, theme] of Object.entries(themes)) await takePictures(name, theme);
  return 0;
});

async function takePictures(name: string, theme: string): Promise<void> {
  const editor = await Editor.start({ settings: { 'workbench.colorTheme': theme } });
  try {
    const { workbench } = editor;
    const picture = async (step: string): Promise<void> => {
      // A tip of what is under the pointer would be in the way.
      await workbench.page.mouse.move(700, 560);
      await sleep(1000);
      await workbench.screenshot(join(projectRoot, 'media', 'screenshots', `agents-${step}-${name}.png`));
    };
    await workbench.page.setViewportSize({ width: 1100, height: 640 });
    await new Reviewer(editor).begin();
    await workbench.runCommand('Learning Loop: Connect Agents…');
    await workbench.option('Claude Code').waitFor();
    await picture('list');
    await workbench.pick('Claude Code');
    await workbench.page.getByText('hook --agent claude-code').first().waitFor();
    await picture('diff');
  } finally {
    await editor.stop();
  }
}
