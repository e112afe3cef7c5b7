import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixesAll, fixesAllSaying, fixesTotal } from '../fixtures/agent-replies/shop-replies.js';
import { OllamaFixture } from '../fixtures/ollama/ollama-fixture.js';
import { openaiFailure, OpenaiFixture } from '../fixtures/openai/openai-fixture.js';
import { eventually } from '../support/eventually.js';
import { assertNothingLost, recoverCopy } from '../support/recovered-copy.js';
import { AgentUser } from './agent-steps.js';
import { FrozenCopies } from './support/frozen-copies.js';
import { useEditor } from './support/use-editor.js';

const card = 'name: mend-the-shop\ngoals: [All that is red becomes green]\nallowedPaths: [src]\n';

describe('our own agent between a local model and a server with a key', function () {
  this.timeout(240_000);
  const editor = useEditor();
  let user: AgentUser;
  let ollama: OllamaFixture;
  let server: OpenaiFixture;

  /** One for each moment of the escalation in which something was noted. */
  let copies: FrozenCopies | undefined;
  /** How many of them are from before the person kept what was pending. */
  let unkept = 0;
  /** What the strong model makes of the files. */
  let fixed: string[] = [];
  const files = ['cart', 'discount', 'money', 'receipt'].map((name) => `src/${name}.ts`);
  const sources = (): string[] => files.map((path) => user.text(path));
  const never = new Promise<void>(() => undefined);

  /** From the palette to the page that says what runs, with a model. */
  const begin = async (model: string, card = 'mend-the-shop'): Promise<void> => {
    await user.workbench.runCommand('Notifications: Clear All Notifications');
    await user.choose(card);
    await user.useModel(model);
  };

  before('say yes and agree to the checks', async () => {
    ollama = await OllamaFixture.start();
    server = await OpenaiFixture.start();
    // Its price and what is published of it are known.
    server.models = ['gpt-4o'];
    server.key = 'key-of-the-fixture';
    AgentUser.setMachine(editor(), { 'learningLoop.ollamaUrl': ollama.host });
    user = new AgentUser(editor());
    await user.begin();
    await user.setUpChecks();
    user.card('mend-the-shop', card);
  });
  after(async () => {
    await ollama.stop();
    await server.stop();
    copies?.remove();
  });

  it('finds the models of a server once its key was entered, and keeps the key out of every file', async () => {
    const { workbench, folder } = user;
    await workbench.runCommand('Learning Loop: Enter a Key…');
    await workbench.pick('Another server…');
    await workbench.enter(server.url);
    await workbench.quickInput.getByText('The key of').waitFor();
    await workbench.enter('key-of-the-fixture');
    await workbench.notification('is kept').waitFor();
    await workbench.runCommand('Learning Loop: Choose Models…');
    await workbench.option('gpt-4o').waitFor();
    await workbench.page.keyboard.press('Enter');
    const models = join(folder, '.agent', 'model_variants.json');
    await eventually('both are in the index', () => /tiny-base/.test(readFileSync(models, 'utf8')));
    assert.doesNotMatch(readFileSync(models, 'utf8'), /key-of-the-fixture/);
  });

  it('says that a server is not running, and tries again', async () => {
    const { workbench } = user;
    await begin('tiny-base');
    await ollama.stop();
    await user.runAsChosen();
    await workbench.notification('How to Set Up Ollama').waitFor();
    await ollama.resume();
    await workbench.answerNotification('How to Set Up Ollama', 'Try Again');
    await workbench.option('Run').waitFor();
  });

  it('pulls a model that Ollama does not have, and tries again', async () => {
    const { workbench } = user;
    await user.useModel('tiny-base');
    ollama.models = [];
    await user.runAsChosen();
    await workbench.answerNotification('Pull tiny-base', 'Pull tiny-base');
    await workbench.option('Run').waitFor();
    assert.deepEqual(ollama.models, ['tiny-base']);
  });

  it('asks for the key where a server refuses it', async () => {
    const { workbench } = user;
    await user.useModel('gpt-4o');
    server.key = 'another key';
    await user.runAsChosen();
    await workbench.answerNotification('refused the key', 'Enter a Key');
    await workbench.quickInput.getByText('The key of which server?').waitFor();
    await workbench.page.keyboard.press('Escape');
    server.key = 'key-of-the-fixture';
  });

  it('says what to do where the account is empty, the prompt too long or the budget too small', async () => {
    const { workbench } = user;
    user.card('mend-cheaply', `${card.replace('mend-the-shop', 'mend-cheaply')}budget: 0.0001\n`);
    await begin('gpt-4o');
    server.chatFailures.push(openaiFailure(429, 'You exceeded your quota.', 'insufficient_quota'));
    await user.runAsChosen();
    await user.letSend('127.0.0.1');
    await workbench.notification('has nothing left').waitFor();
    await begin('gpt-4o');
    server.chatFailures.push(openaiFailure(400, 'Too many tokens.', 'context_length_exceeded'));
    await user.runAsChosen();
    await workbench.notification('Choose a smaller context set').waitFor();
    await begin('gpt-4o', 'mend-cheaply');
    await user.runAsChosen();
    await workbench.notification('The card allows $0.0001').waitFor();
    assert.deepEqual([...new Set(user.runs().map(({ status }) => status))], ['discarded']);
    assert.equal(server.chats.length, 0);
  });

  it('leaves everything as it was when a person cancels in mid-stream', async () => {
    const { workbench } = user;
    const before = sources();
    ollama.answer = () => ({ text: fixesAllSaying('Cancel me.'), until: never });
    await begin('tiny-base');
    await user.runAsChosen();
    await user.letSend('on this machine');
    await user.output('Cancel me.').first().waitFor();
    const progress = workbench.notification('mend-the-shop');
    await progress.hover();
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await eventually('the run is not kept', () => user.runs().at(-1)?.status === 'discarded');
    assert.deepEqual(sources(), before);
    await user.pendingAre();
  });

  it('tries the cheap model first, puts its edits back when the checks fail, and asks the strong one', async () => {
    const { workbench } = user;
    const [asked, runs] = [server.chats.length, user.runs().length];
    copies = new FrozenCopies(editor(), user.folder, join('.agent', 'agent-runs'));
    ollama.answer = () => ({ text: fixesTotal });
    server.answer = () => ({ text: fixesAll });
    await workbench.runCommand('Learning Loop: Try Cheap First, Then Strong…');
    await workbench.answerDialog('Run These Commands');
    await workbench.notification('a stronger one when the checks fail').waitFor();
    await user.choose('mend-the-shop');
    await user.runAsChosen();
    await eventually(
      'the last attempt waits for a word; each host may be asked about once',
      async () => {
        if (await workbench.dialog.isVisible()) await workbench.answerDialog('Send');
        return workbench.notification('wait for your word').isVisible();
      },
      120_000,
    );
    assert.equal(server.chats.length, asked + 1);
    await user.pendingAre('src/cart.ts', 'src/discount.ts', 'src/receipt.ts');
    fixed = sources();
    unkept = copies.paths.length;
    await workbench.runCommand('Learning Loop: Keep All');
    await workbench.page.keyboard.press('Enter');
    const run = await user.ended(runs + 2);
    copies.stop();
    assert.equal(run.model, 'gpt-4o');
    const attempts = user.runs().slice(runs);
    assert.deepEqual(
      attempts.map(({ model, status }) => [model, status]),
      [
        ['tiny-base', 'finished'],
        ['gpt-4o', 'finished'],
      ],
    );
  });

  it('keeps no run whose extension host was killed in mid-stream', async () => {
    user.git('checkout', '--quiet', '--', 'src');
    const before = sources();
    ollama.answer = server.answer = () => ({ text: fixesAllSaying('Kill me.'), until: never });
    await begin('tiny-base');
    await user.runAsChosen();
    await user.output('Kill me.').first().waitFor();
    await editor().killExtensionHost();
    await eventually('the run is not kept', () => user.runs().at(-1)?.status === 'discarded', 60_000);
    assert.deepEqual(sources(), before);
    await user.pendingAre();
  });

  it('forgets a key when asked', async () => {
    const { workbench } = user;
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('Learning Loop: Forget a Key…');
    await workbench.pick(new URL(server.url).origin);
    await workbench.notification('is forgotten').waitFor();
    await workbench.runCommand('Learning Loop: Forget a Key…');
    await workbench.notification('No key is kept').waitFor();
  });

  it('loses nothing wherever the extension host is killed', async () => {
    const points = copies?.paths ?? [];
    assert.ok(points.length >= 20, `${points.length} points`);
    const settled = (texts: readonly string[]): Map<string, string> =>
      new Map(files.map((path, index) => [path, texts[index] ?? '']));
    const [before, kept] = [settled(files.map((path) => user.committed(path))), settled(fixed)];
    const total = before
      .get('src/cart.ts')
      ?.replace('line.unitPrice, 0', 'line.unitPrice * line.quantity, 0');
    const outcomes = new Set<string>();
    for (const [index, copy] of points.entries()) {
      const result = await recoverCopy(copy, user.folder);
      assertNothingLost(copy, result, index < unkept ? before : kept, [total ?? '', ...fixed]);
      for (const { outcome } of result.recovered) outcomes.add(outcome);
    }
    assert.deepEqual([...outcomes].sort(), ['discarded', 'pending', 'rolled back']);
  });
});
