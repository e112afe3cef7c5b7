import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { aboutTokens } from '../../src/agent/context/gather.js';
import { vocabularyCounter } from '../../src/agent/context/token-counter.js';
import { shippedPromptText } from '../../src/learning/variants/shipped-prompts.js';
import { edit, fitsNowhere, fixesAllSaying, namesFree } from '../fixtures/agent-replies/shop-replies.js';
import { OllamaFixture } from '../fixtures/ollama/ollama-fixture.js';
import { OpenaiFixture } from '../fixtures/openai/openai-fixture.js';
import { projectRoot } from '../harness/paths.js';
import { eventually } from '../support/eventually.js';
import { talliesIn } from '../support/ledger-file.js';
import { AgentUser } from './agent-steps.js';
import { useEditor } from './support/use-editor.js';

const contextSets = z.array(
  z.object({ id: z.string(), sources: z.array(z.object({ source: z.string(), tokens: z.number() })) }),
);
const quotation = /^## ([\w-]+): (.+)\n\n(`{3,})\n([^]*?)\n\3$/gm;

describe('our own agent', function () {
  this.timeout(240_000);
  let ollama: OllamaFixture;
  let server: OpenaiFixture;
  let behindVscode: OllamaFixture;
  const environment: Record<string, string> = {};
  before('start the fixtures', async () => {
    [ollama, server, behindVscode] = [
      await OllamaFixture.start(),
      await OpenaiFixture.start(),
      await OllamaFixture.start(),
    ];
    behindVscode.models = ['tiny'];
    environment['FIXTURE_MODEL'] = behindVscode.host;
  });
  after(() => Promise.all([ollama, server, behindVscode].map((each) => each.stop())));

  const editor = useEditor({
    settings: { 'chat.disableAIFeatures': false },
    fixture: join(projectRoot, 'test', 'fixtures', 'model-provider'),
    server: { environment },
  });
  let user: AgentUser;

  before('say yes and agree to the checks', async () => {
    AgentUser.setMachine(editor(), {
      'learningLoop.ollamaUrl': ollama.host,
      'learningLoop.endpoints': { work: server.url },
    });
    user = new AgentUser(editor());
    user.card('return-everything', 'name: return-everything\ngoals: [Carts return everything]\n');
    user.card('name-free', 'name: name-free\ngoals: [What is free has a name]\nallowedPaths: [src]\n');
    await user.begin();
    await user.setUpChecks();
  });

  it('offers the models that it finds', async () => {
    const { workbench } = user;
    await user.open('cart.ts');
    await user.choose('fix-cart-total');
    await workbench.quickInput.getByText('Which models may be chosen for runs?').waitFor();
    for (const arm of ['strong-model', 'fixture/tiny']) await workbench.option(arm).click();
    await workbench.page.keyboard.press('Enter');
    await workbench.option('Run').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  const providers = [
    { what: 'a model of Ollama', arm: 'tiny-base', host: 'on this machine', fixture: () => ollama },
    {
      what: 'a server that speaks as OpenAI does',
      arm: 'strong-model',
      host: 'on this machine',
      fixture: () => server,
    },
    {
      what: "one of VS Code's models",
      arm: 'fixture/tiny',
      host: 'a model of VS Code',
      fixture: () => behindVscode,
    },
  ];
  for (const [index, { what, arm, host, fixture }] of providers.entries())
    describe(`with ${what}`, () => {
      const runsBefore = 3 * index;
      const trials = (): number => talliesIn(user.folder, 'model_variants')[arm]?.trials ?? 0;
      const sent = (): string =>
        (fixture().chats.at(-1)?.messages ?? []).map(({ content }) => content).join('\n');

      it('shows what runs, what is sent and the reply as it comes, and writes nothing before its end', async () => {
        let goOn = (): void => undefined;
        const until = new Promise<void>((resolve) => (goOn = resolve));
        fixture().answer = () => ({ text: fixesAllSaying(`This is ${arm}.`), until });
        await user.choose('fix-cart-total');
        await user.useModel(arm);
        await user.runAsChosen();
        await user.workbench.dialog.filter({ hasText: host }).waitFor();
        const quoted = await user.readWhatIsSent('Write the code that the task asks for');
        await user.allowAsking(() => user.output(`This is ${arm}.`).first().isVisible());
        assert.doesNotMatch(user.text('src/cart.ts'), /nobody needs/);
        goOn();
        await user.pendingAre('src/cart.ts', 'src/discount.ts', 'src/receipt.ts');
        const headings = [...sent().matchAll(quotation)].map(([, , label]) => label);
        assert.deepEqual(headings, quoted);
      });

      it('asks with the chosen prompt and what its context set names, within its budget', async () => {
        const text = sent();
        const run = user.runs().at(-1);
        const instructions = shippedPromptText(run?.prompt ?? '') ?? 'none';
        assert.ok(text.includes(instructions.trim()), run?.prompt ?? '');
        assert.match(text, /The total of a cart counts every piece of a line/);
        const { count } = await vocabularyCounter();
        const used = new Map<string, number>();
        for (const [, source = '', , , quote = ''] of text.matchAll(quotation))
          used.set(source, (used.get(source) ?? 0) + count(quote));
        const bundles = readFileSync(join(user.folder, '.agent', 'context_bundles.json'), 'utf8');
        const set = contextSets.parse(JSON.parse(bundles)).find(({ id }) => id === run?.context);
        const budgets = new Map(set?.sources.map(({ source, tokens }) => [source, tokens]));
        const drawn = user.sourcesOf(run?.id ?? '');
        assert.ok((used.get('task') ?? 0) <= aboutTokens);
        used.delete('task');
        for (const [source, tokens] of used) {
          assert.ok(tokens <= (budgets.get(source) ?? 0), `${source} takes ${tokens} tokens`);
          assert.equal(drawn.get(source), true, source);
        }
        // The card names no file, so it is about the one in front, whatever was drawn.
        assert.match(text, /^## task: src\/cart\.ts$/m);
      });

      it('has the checks run for real, waits for a word on each edit, and learns from it', async () => {
        const { workbench } = user;
        await workbench.notification('wait for your word').waitFor({ timeout: 90_000 });
        const id = user.runs().at(-1)?.id ?? '';
        assert.equal(user.runs().at(-1)?.status, 'open');
        assert.deepEqual(user.checksOf(id), [
          { check: 'build', exitCode: 0 },
          { check: 'lint', exitCode: 0 },
          { check: 'test', exitCode: 0 },
        ]);
        await user.open('cart.ts');
        await user.lens('Reject').first().click();
        await user.isJudged('src/cart.ts', 'rejected');
        assert.doesNotMatch(user.text('src/cart.ts'), /nobody needs/);
        await user.lens('Reject').nth(1).waitFor({ state: 'detached' });
        await eventually('the edit that is left is kept', async () => {
          // What is above an edit is drawn anew while its file is read again, and takes no click meanwhile.
          await user
            .lens('Keep')
            .click({ timeout: 1000 })
            .catch(() => undefined);
          return user.verdicts().some(({ path, verdict }) => path === 'src/cart.ts' && verdict === 'kept');
        });
        await user.openList();
        for (const name of ['discount.ts', 'receipt.ts']) await user.press(user.row(name), 'Keep File');
        const run = await user.ended(runsBefore + 1);
        assert.deepEqual([run.model, run.role, run.cost_tokens !== null], [arm, 'coder', true]);
        const human = user.lastRun()?.human ?? 0;
        assert.ok(human > 0.5 && human < 1, `${human} kept`);
        assert.ok(Math.abs((run.reward ?? 0) - (0.75 + 0.25 * human)) < 1e-9, `scored ${run.reward}`);
        const learned = user.pullsOf(id);
        assert.deepEqual(learned.get('model'), { arm, trials: 1, wins: run.reward });
        assert.deepEqual(learned.get('prompt'), { arm: run.prompt, trials: 1, wins: run.reward });
        await eventually('the file says it, too', () => trials() === 1);
      });

      it('refuses an edit that fits nowhere, after asking once more', async () => {
        const asked = fixture().chats.length;
        fixture().answer = () => ({ text: fitsNowhere });
        await user.chooseAbove('return-everything');
        await user.useModel(arm);
        await user.runAsChosen();
        const run = await user.ended(runsBefore + 2);
        assert.equal(fixture().chats.length, asked + 2);
        assert.match(sent(), /return everything;[^]*not in the file/);
        assert.equal(run.reward, null);
        await user.pendingAre();
        await user.output('refused').first().waitFor();
      });

      it('scores an edit that is kept as a whole highest', async () => {
        fixture().answer = () => ({ text: namesFree });
        await (index === 0 ? user.chooseInExplorer('name-free') : user.choose('name-free'));
        await user.useModel(arm);
        await user.runAsChosen();
        await user.pendingAre('src/money.ts');
        await user.workbench.notification('wait for your word').waitFor({ timeout: 90_000 });
        await user.openList();
        await user.press(user.row('money.ts'), 'Keep File');
        const run = await user.ended(runsBefore + 3);
        assert.equal(run.reward, 1);
        await eventually('two trials, as one run had no score', () => trials() === 2);
        user.git('checkout', '--quiet', '--', 'src');
      });
    });

  describe('with a goal that is typed', () => {
    it('changes no file that decides what runs without a yes', async () => {
      const { workbench } = user;
      const before = user.text('package.json');
      ollama.answer = () => ({
        text: edit('package.json', '    "test": "vitest run"', '    "test": "true"'),
      });
      await user.choose('Type a goal…');
      await workbench.enter('All tests pass');
      await workbench.pick('Not sure');
      await user.useModel('tiny-base');
      await user.runAsChosen();
      await workbench.dialog.filter({ hasText: 'package.json' }).waitFor();
      await workbench.answerDialog('Cancel');
      const run = await user.ended(10);
      assert.equal(run.reward, null);
      assert.equal(user.text('package.json'), before);
      await user.output('not changed, as you said').first().waitFor();
    });
  });

  describe('after its runs', () => {
    it('shows its output again when asked', async () => {
      const { workbench } = user;
      await workbench.runCommand('View: Hide Panel');
      await user.output('not changed, as you said').first().waitFor({ state: 'hidden' });
      await workbench.runCommand('Learning Loop: Show Agent Output');
      await user.output('not changed, as you said').first().waitFor();
    });

    it('leaves a source of context out of every set that has others when a person says so', async () => {
      const { workbench } = user;
      const withSource = (source: string): number => {
        const text = readFileSync(join(user.folder, '.agent', 'context_bundles.json'), 'utf8');
        return contextSets
          .parse(JSON.parse(text))
          .filter(({ sources }) => sources.length > 1 && sources.some((each) => each.source === source))
          .length;
      };
      const measured = 'git-diff';
      assert.ok(withSource(measured) > 0);
      await workbench.runCommand('Learning Loop: Context Sources…');
      await workbench
        .option(measured)
        .filter({ hasText: /\d+ runs with, \d+ without/ })
        .waitFor();
      await workbench.pick(measured);
      await workbench.dialog.filter({ hasText: `Take “${measured}” out of every context set?` }).waitFor();
      await workbench.answerDialog('Take It Out');
      await eventually('no set has it', () => withSource(measured) === 0);
    });
  });
});
