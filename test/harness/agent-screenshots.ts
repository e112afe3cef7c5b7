// node test/run.mjs harness/agent-screenshots.ts: takes the pictures of our own agent that the README shows.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AgentUser } from '../e2e/agent-steps.js';
import { Editor } from '../e2e/support/editor.js';
import { fixesAll } from '../fixtures/agent-replies/shop-replies.js';
import { OllamaFixture } from '../fixtures/ollama/ollama-fixture.js';
import { projectRoot } from './paths.js';
import { runProgram } from './teardown.js';
import { packageExtension } from './vsix.js';

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' } as const;
const model = 'qwen2.5-coder';

runProgram(async () => {
  console.log(await packageExtension());
  for (const [name, theme] of Object.entries(themes)) await takePictures(name, theme);
  return 0;
});

async function takePictures(name: string, theme: string): Promise<void> {
  const ollama = await OllamaFixture.start();
  ollama.models = [model];
  ollama.answer = () => ({ text: fixesAll, pauseMs: 80 });
  const editor = await Editor.start({ settings: { 'workbench.colorTheme': theme } });
  try {
    const { workbench } = editor;
    AgentUser.setMachine(editor, { 'learningLoop.ollamaUrl': ollama.host });
    const user = new AgentUser(editor);
    // What is said in the corner would cover a part of each picture.
    await workbench.page.addStyleTag({ content: '.notifications-toasts { opacity: 0; }' });
    const picture = async (step: string): Promise<void> => {
      await workbench.page.mouse.move(0, 0);
      await sleep(1000);
      await workbench.screenshot(join(projectRoot, 'media', 'screenshots', `agent-${step}-${name}.png`));
    };
    await workbench.page.setViewportSize({ width: 1100, height: 640 });
    await user.begin();
    await user.setUpChecks();
    await user.open('fix-cart-total.yaml');
    await user.lens('Run').first().waitFor();
    await picture('card');
    await user.open('cart.ts');
    await user.choose('fix-cart-total');
    await user.takeModels();
    await workbench.option('Run').waitFor();
    await picture('choice');
    await user.runAsChosen();
    await workbench.dialog.waitFor();
    await picture('sent');
    await workbench.answerDialog('Send');
    await user.output('SEARCH').first().waitFor();
    await picture('stream');
    await workbench.notification('wait for your word').waitFor({ timeout: 90_000 });
    await picture('review');
    await user.lens('Reject').first().click();
    await user.isJudged('src/cart.ts', 'rejected');
    await workbench.runCommand('Learning Loop: Keep All');
    await workbench.page.keyboard.press('Enter');
    await user.ended(1);
    await workbench.runCommand('Learning Loop: Why This Score?');
    await workbench.quickInput.getByText('Which score?').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.quickInput.getByText(/^Why /).waitFor();
    await picture('score');
  } finally {
    await editor.stop();
    await ollama.stop();
  }
}
