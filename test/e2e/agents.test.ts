import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { copySampleWorkspace } from '../harness/workspace.js';
import { eventually } from '../support/eventually.js';
import { FixtureClaudeCode } from '../support/fixture-claude-code.js';
import { FixtureCodex } from '../support/fixture-codex.js';
import { query } from '../support/ledger-file.js';
import { ReadWatch } from '../support/read-watch.js';
import { PanelPage } from './panel-steps.js';
import { Reviewer } from './review-steps.js';
import { Editor } from './support/editor.js';

const runRow = z.object({
  goal: z.string().nullable(),
  status: z.string(),
  agent: z.string().nullable(),
  model_name: z.string().nullable(),
  prompt_id: z.string().nullable(),
  provenance: z.string(),
  cost_tokens: z.number().nullable(),
  files: z.string().nullable(),
});
type Run = z.infer<typeof runRow>;

/** As people write it: no formatter would give it back like this. */
const ownSettings = '{\n\t"permissions": { "allow": ["Bash(npm test:*)"] } , // ours\r\n}';
const settingsPath = join('.claude', 'settings.local.json');

describe('connected agents', function () {
  this.timeout(240_000);
  let editor: Editor;
  let folder: string;
  let home: string;
  let reviewer: Reviewer;

  before('start VS Code where agents were at work before', async () => {
    folder = await copySampleWorkspace();
    put(join(folder, settingsPath), ownSettings);
    // Claude Code keeps this file out of git.
    put(join(folder, '.git', 'info', 'exclude'), `${settingsPath}\n`);
    put(join(folder, 'CLAUDE.md'), 'Run the tests.\n');
    execFileSync('git', ['add', 'CLAUDE.md'], { cwd: folder });
    execFileSync('git', ['commit', '--quiet', '--message', 'Tell agents how to work'], { cwd: folder });
    editor = await Editor.start({ folder });
    home = join(editor.server.profile.folder, 'home');
    reviewer = new Reviewer({ workbench: editor.workbench, folder });
  });
  afterEach('keep what explains a failure', async function () {
    if (this.currentTest?.state === 'failed') await editor.reportFailure(this.currentTest.fullTitle());
  });
  after('end VS Code', () => editor.stop());

  const runs = (): Run[] =>
    query(
      folder,
      `SELECT goal, status, agent, model_name, prompt_id, provenance, cost_tokens,
         (SELECT group_concat(path, ' ') FROM (SELECT path FROM run_files WHERE run = id ORDER BY path)) AS files
       FROM run_facts ORDER BY started_at`,
      runRow,
    );
  const eventuallyRun = (what: string, is: (run: Run) => boolean): Promise<Run> =>
    eventually(what, () => runs().find(is)).catch((error: unknown) => {
      throw new Error(JSON.stringify(runs(), null, 1), { cause: error });
    });

  it('are not read before their yes', async () => {
    const { workbench } = editor;
    const transcript = join(home, '.claude', 'projects', folder.replace(/\W/g, '-'), 'earlier.jsonl');
    const others = ['.codex/sessions/2026/rollout-1.jsonl', '.cursor/hooks.json'];
    put(transcript, '{}\n');
    for (const each of others) put(join(home, each), '{}\n');
    const claude = new FixtureClaudeCode(folder, home, 'claude-haiku-4-5');
    claude.prompt('Asked before there was a ledger');
    claude.edit('src/earlier.ts', 'export const earlier = 1;\n');
    claude.stop();
    // VS Code's own chat looks into what is around them, for hooks and skills.
    const watch = new ReadWatch(['.claude/projects', '.codex', '.cursor'].map((name) => join(home, name)));

    await reviewer.begin();
    writeFileSync(join(folder, 'src', 'edited.ts'), 'export const edited = true;\n');
    await reviewer.pendingAre('src/edited.ts');
    await workbench.runCommand('Learning Loop: Connect Agents…');
    await workbench.option('Claude Code').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.runCommand('Learning Loop: Finish Run');
    await eventuallyRun('the run is over', ({ status }) => status === 'finished');
    await workbench.reloadWindow();
    await workbench.runCommand('Learning Loop: Connect Agents…');
    await workbench.option('Claude Code').waitFor();
    await workbench.page.keyboard.press('Escape');
    assert.deepEqual(watch.read, []);

    readdirSync(dirname(transcript));
    readFileSync(transcript);
    assert.deepEqual(watch.read.sort(), [dirname(transcript), transcript], 'a reading would be seen');
  });

  it('open and end their runs exactly, with model, tokens and version of the instructions', async () => {
    const { workbench } = editor;
    await workbench.runCommand('Learning Loop: Connect Agents…');
    await workbench.pick('Claude Code');
    await workbench.page.getByText('hook --agent claude-code').first().waitFor();
    assert.equal(
      readFileSync(join(folder, settingsPath), 'utf8'),
      ownSettings,
      'nothing is written before the yes',
    );
    await workbench.pick('Connect');
    await workbench.notification('Claude Code is connected').waitFor();

    const claude = new FixtureClaudeCode(folder, home, 'claude-sonnet-4-5');
    claude.prompt('Count every piece of a line\nand leave the tests alone');
    const isFirst = (run: Run): boolean => run.goal === 'Count every piece of a line';
    await eventuallyRun('the first run is open', (run) => isFirst(run) && run.status === 'open');
    claude.edit('src/pieces.ts', 'export const pieces = 1;\n');
    await eventuallyRun('the first burst is its own', (run) => isFirst(run) && run.files === 'src/pieces.ts');
    claude.edit('src/lines.ts', 'export const lines = 1;\n');
    claude.stop();
    const first = await eventuallyRun(
      'the first run is over',
      (run) => isFirst(run) && run.status === 'finished' && run.cost_tokens !== null,
    );
    assert.deepEqual(first, {
      goal: 'Count every piece of a line',
      status: 'finished',
      agent: 'Claude Code',
      model_name: 'claude-sonnet-4-5',
      prompt_id: first.prompt_id,
      provenance: 'reported',
      cost_tokens: 12_150,
      files: 'src/lines.ts src/pieces.ts',
    });
    assert.match(first.prompt_id ?? '', /^CLAUDE\.md · version of \d+ \w+ \d{4}$/);

    put(join(folder, 'CLAUDE.md'), 'Run the tests. Be brief.\n');
    claude.prompt('Name the shop');
    await eventuallyRun(
      'the second run is open',
      ({ goal, status }) => goal === 'Name the shop' && status === 'open',
    );
    claude.edit('src/name.ts', 'export const shop = "corner";\n');
    claude.stop();
    const second = await eventuallyRun(
      'the second run is over',
      (run) => run.goal === 'Name the shop' && run.status === 'finished' && run.cost_tokens !== null,
    );
    assert.equal(second.cost_tokens, 8100);
    assert.match(second.files ?? '', /src\/name\.ts/);
    assert.match(second.prompt_id ?? '', /^CLAUDE\.md · version of .*, \d\d:\d\d$/, 'a version of its own');

    const panel = await PanelPage.open(workbench);
    const list = await panel.tab('Runs');
    for (const { goal, prompt_id: prompt, cost_tokens: tokens } of [first, second]) {
      const row = list.locator('.run').filter({ hasText: goal ?? '' });
      await row.getByText(`Claude Code · claude-sonnet-4-5 · ${prompt ?? ''}`).waitFor();
      await row.getByText(`${(tokens ?? 0).toLocaleString('en-US')} tokens`).waitFor();
    }
  });

  it('work at once, each run with what is its own', async () => {
    const [, command = ''] =
      /"command": ("(?:[^"\\]|\\.)*")/.exec(readFileSync(join(folder, settingsPath), 'utf8')) ?? [];
    const hook = z.string().parse(JSON.parse(command)).replace('claude-code', 'codex');
    const first = new FixtureClaudeCode(folder, home, 'claude-sonnet-4-5');
    const second = new FixtureClaudeCode(folder, home, 'claude-haiku-4-5');
    const codex = new FixtureCodex(folder, home, 'gpt-5-codex', hook);
    const goals = ['Sort the lines', 'Round the prices', 'Number the receipts'] as const;
    first.prompt(goals[0]);
    second.prompt(goals[1]);
    codex.prompt(goals[2]);
    for (const goal of goals)
      await eventuallyRun(`${goal}: open`, (run) => run.goal === goal && run.status === 'open');
    second.edit('src/round.ts', 'export const round = 1;\n');
    first.edit('src/sort.ts', 'export const sort = 1;\n');
    codex.edit('src/number.ts', 'export const number = 1;\n');
    first.edit('src/sorted.ts', 'export const sorted = 1;\n');
    codex.stop();
    second.stop();
    first.stop();
    const told = goals.map((goal) =>
      eventuallyRun(`${goal}: over`, (run) => run.goal === goal && run.status === 'finished').then(
        ({ agent, model_name: model, cost_tokens: tokens, files }) => [agent, model, tokens, files],
      ),
    );
    assert.deepEqual(await Promise.all(told), [
      ['Claude Code', 'claude-sonnet-4-5', 12_150, 'src/sort.ts src/sorted.ts'],
      ['Claude Code', 'claude-haiku-4-5', 8100, 'src/round.ts'],
      ['Codex', 'gpt-5-codex', 2520, 'src/number.ts'],
    ]);
  });

  it('are read on after the window was closed, each run once', async () => {
    const { workbench } = editor;
    const before = runs().length;
    const claude = new FixtureClaudeCode(folder, home, 'claude-opus-4-5');
    claude.prompt('Begun while the window is open');
    await eventuallyRun(
      'it is open',
      ({ goal, status }) => goal === 'Begun while the window is open' && status === 'open',
    );
    await editor.restart('orderly', () => {
      claude.edit('src/begun.ts', 'export const begun = 1;\n');
      claude.stop();
      claude.prompt('Done while no window is open');
      claude.edit('src/done.ts', 'export const done = 1;\n');
      claude.stop();
    });
    for (const goal of ['Begun while the window is open', 'Done while no window is open']) {
      const isOver = (run: Run): boolean =>
        run.goal === goal && run.status === 'finished' && run.model_name === 'claude-opus-4-5';
      const { cost_tokens: tokens, provenance } = await eventuallyRun(`${goal}: over`, isOver);
      assert.deepEqual([tokens, provenance], [8100, 'reported']);
    }
    await workbench.reloadWindow();
    claude.prompt('One more');
    await eventuallyRun('it is open', ({ goal }) => goal === 'One more');
    assert.equal(runs().length, before + 3);
    claude.end();
    await eventually('a question that changed nothing is no run', () => runs().length === before + 2);
  });

  it('add what they did before on request, and to no count', async () => {
    const { workbench } = editor;
    const before = runs().length;
    await workbench.runCommand('Learning Loop: Connect Agents…');
    const claude = workbench.page
      .locator('.quick-input-widget .monaco-list-row')
      .filter({ hasText: 'Claude Code' });
    await claude.hover();
    await claude.getByRole('button', { name: 'Read Earlier Sessions…' }).click();
    await workbench.answerDialog('Read Them');
    await workbench.notification('1 run from before was added').waitFor();
    const panel = await PanelPage.open(workbench);
    await (await panel.tab('Runs')).getByText('Asked before there was a ledger').waitFor();
    assert.equal(runs().length, before);
  });

  it('give their settings back byte for byte', async () => {
    const { workbench } = editor;
    assert.notEqual(readFileSync(join(folder, settingsPath), 'utf8'), ownSettings);
    await workbench.runCommand('Learning Loop: Connect Agents…');
    await workbench.option('Claude Code').getByText('connected', { exact: true }).waitFor();
    await workbench.pick('Claude Code');
    await workbench.notification('Claude Code is disconnected').waitFor();
    assert.equal(readFileSync(join(folder, settingsPath), 'utf8'), ownSettings);
  });
});

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
