import * as assert from 'node:assert/strict';
import { edit, fixesTotal } from '../fixtures/agent-replies/shop-replies.js';
import { OllamaFixture } from '../fixtures/ollama/ollama-fixture.js';
import { eventually } from '../support/eventually.js';
import { AgentUser } from './agent-steps.js';
import { useEditor } from './support/use-editor.js';

describe('our own agent as fixer and judge, and its cards', function () {
  this.timeout(240_000);
  const editor = useEditor();
  let user: AgentUser;
  let ollama: OllamaFixture;

  before('say yes', async () => {
    ollama = await OllamaFixture.start();
    AgentUser.setMachine(editor(), { 'learningLoop.ollamaUrl': ollama.host });
    user = new AgentUser(editor());
    // Quick Open lists only what it has heard of for a while.
    user.card('broken', 'name: broken\ncomplexity: tricky\n');
    await user.begin();
  });
  after(() => ollama.stop());

  it('says on one page what to do where no model can be reached', async () => {
    const { workbench } = user;
    ollama.models = [];
    await user.choose('fix-cart-total');
    for (const way of ["Use VS Code's models", 'Set up Ollama', 'Enter a key'])
      await workbench.option(way).waitFor();
    await workbench.pick('Just watch my agents');
    await workbench.notification('Runs of other agents are scored').waitFor();
    assert.equal(user.runs().length, 0);
    ollama.models = ['tiny-base'];
  });

  it('fixes a problem from its lightbulb', async () => {
    const { workbench } = user;
    ollama.answer = () => ({
      text: edit(
        'src/receipt.ts',
        '  const items: string = lines.reduce((count, line) => count + line.quantity, 0);',
        '  const items = lines.reduce((count, line) => count + line.quantity, 0);',
      ),
    });
    await user.open('receipt.ts');
    await workbench.page.locator('.editor-instance .squiggly-error').first().waitFor({ timeout: 60_000 });
    await workbench.runCommand('Go to Next Problem (Error, Warning, Info)');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Control+.');
    const fix = workbench.page.locator('.action-widget').getByText('Fix with Learning Loop');
    await fix.waitFor();
    await fix.click();
    await user.takeModels();
    await user.runAsChosen();
    await user.letSend('on this machine');
    await user.pendingAre('src/receipt.ts');
    const text =
      ollama.chats
        .at(-1)
        ?.messages.map(({ content }) => content)
        .join('\n') ?? '';
    assert.match(text, /src\/receipt\.ts, line 5: Type 'number' is not assignable to type 'string'/);
    await user.press(user.row('receipt.ts'), 'Keep File');
    const run = await user.ended(1);
    assert.equal(run.role, 'fixer');
  });

  it('judges what is pending, and is judged by what the person does', async () => {
    const { workbench } = user;
    ollama.answer = () => ({ text: fixesTotal });
    await user.choose('fix-cart-total');
    await user.runAsChosen();
    await user.pendingAre('src/cart.ts');
    ollama.answer = () => ({ text: 'Verdict: kept\nReason: It counts every piece.' });
    await workbench.notification('wait for your word').waitFor();
    await workbench.runCommand('Learning Loop: Judge Pending Changes');
    await user.runAsChosen();
    await workbench.notification('would keep them. It counts every piece.').waitFor();
    const text =
      ollama.chats
        .at(-1)
        ?.messages.map(({ content }) => content)
        .join('\n') ?? '';
    assert.match(text, /\+ {2}const subtotal = .* \* line\.quantity/);
    await user.press(user.row('cart.ts'), 'Reject File');
    await eventually(
      'the judge was wrong',
      () =>
        user.runs().some(({ role, verdict, reward }) => role === 'judge' && verdict === 0 && reward === 0),
      60_000,
    );
  });

  it('shows what is wrong with a card where it is, and what its fields mean', async () => {
    const { workbench } = user;
    await user.open('broken.yaml');
    await workbench.page.locator('.editor-instance .squiggly-error').first().waitFor();
    await workbench.runCommand('Go to Next Problem (Error, Warning, Info)');
    await workbench.page.getByText('must be one of easy, medium, hard').first().waitFor();
    await workbench.page.keyboard.press('Escape');
    await user.lens('Run').first().waitFor();
    await workbench.page.locator('.editor-instance .view-line span').getByText('complexity').first().hover();
    await workbench.page.locator('.monaco-hover').getByText('How hard it is').waitFor();
  });

  it('makes a new card from a template, ready for its goal', async () => {
    const { workbench } = user;
    await workbench.runCommand('Learning Loop: New Design Card…');
    await workbench.enter('greet-people');
    await workbench.page.locator('.tab.active').filter({ hasText: 'greet-people.yaml' }).waitFor();
    await workbench.statusBarItem('Ln 5, Col 5').waitFor();
    await workbench.page.keyboard.type('Say hello');
    await workbench.runCommand('File: Save');
    await eventually('it is saved', () =>
      /^ {2}- Say hello$/m.test(user.text('.agent/tasks/greet-people.yaml')),
    );
  });

  it('closes a run that a killed extension host left, and keeps its edits pending', async () => {
    const { workbench } = user;
    ollama.answer = () => ({ text: fixesTotal });
    await user.choose('fix-cart-total');
    await user.runAsChosen();
    await user.pendingAre('src/cart.ts');
    await workbench.notification('wait for your word').waitFor();
    await editor().killExtensionHost();
    await workbench.notification('was interrupted').waitFor({ timeout: 60_000 });
    await eventually('the run is over', () => user.runs().at(-1)?.status === 'finished');
    await user.pendingAre('src/cart.ts');
    assert.match(user.text('src/cart.ts'), /line\.quantity, 0/);
  });
});
