import * as assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot, shortTempFolder } from '../harness/paths.js';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { PanelPage } from './panel-steps.js';
import { Reviewer } from './review-steps.js';
import { useEditor } from './support/use-editor.js';

const runRow = z.object({
  status: z.string(),
  agent: z.string().nullable(),
  model: z.string().nullable(),
  tokens: z.number().nullable(),
  kept: z.number().nullable(),
});
type Run = z.infer<typeof runRow>;

const telemetry = join(projectRoot, 'test', 'fixtures', 'agents', 'copilot', 'telemetry.jsonl');

describe('Copilot', function () {
  this.timeout(240_000);
  const editor = useEditor({
    // Its documents stay unsaved until it is said to keep them; the extension under its id is off where AI features are.
    settings: { 'files.autoSave': 'off', 'chat.disableAIFeatures': false },
    fixture: join(projectRoot, 'test', 'fixtures', 'copilot'),
    server: { environment: { FIXTURE_TELEMETRY: telemetry } },
  });

  const runs = (): Run[] =>
    query(
      editor().folder ?? '',
      `SELECT status, agent, model_name AS model, cost_tokens AS tokens,
         (SELECT sum(kept) FROM reported_prompts WHERE run = id) AS kept
       FROM run_facts ORDER BY started_at`,
      runRow,
    );
  const lastRun = (what: string, is: (run: Run) => boolean): Promise<Run> =>
    eventually(what, () => runs().slice(-1).find(is)).catch((error: unknown) => {
      throw new Error(JSON.stringify(runs(), null, 1), { cause: error });
    });

  /** Has it work until a run is noticed: what it does in a window that is still starting may not be. */
  async function work(): Promise<void> {
    const before = runs().length;
    const isNoticed = (): boolean => runs().length > before;
    for (let attempt = 1; attempt <= 5 && !isNoticed(); attempt += 1) {
      await editor().workbench.runCommand('Copilot Fixture: Work');
      await eventually('a run is noticed', isNoticed, 5000).catch(() => undefined);
    }
    assert.ok(isNoticed());
  }

  async function keepAndFinish(): Promise<void> {
    const { workbench } = editor();
    await workbench.runCommand('Copilot Fixture: Keep');
    await workbench.runCommand('Learning Loop: Finish Run');
  }

  before('let it run without signing in', async () => {
    const { workbench } = editor();
    const isEnabled = async (): Promise<boolean> => {
      // VS Code disables what has this id until chat was set up, and enables only what it has found by now.
      await workbench.runCommand('Extensions: Enable All Extensions');
      return workbench.isCommand('Copilot Fixture: Work');
    };
    await eventually('its commands are there', isEnabled, 90_000);
  });

  it('has the model that a person says, until it is disconnected', async () => {
    const { workbench } = editor();
    await new Reviewer(editor()).begin();
    await workbench.runCommand('Learning Loop: Connect Agents…');
    await workbench.pick('GitHub Copilot');
    await workbench.pick('Say which model it uses…');
    await workbench.enter('claude-sonnet-4.5');
    await workbench.notification('GitHub Copilot is connected').waitFor();
    for (const when of ['at once', 'after a reload']) {
      if (when === 'after a reload') await workbench.reloadWindow();
      await work();
      const run = await lastRun('it has the model', ({ model }) => model !== null);
      assert.deepEqual([run.agent, run.model, run.tokens], ['GitHub Copilot', 'claude-sonnet-4.5', null]);
      await keepAndFinish();
      await lastRun('it is over', ({ status }) => status === 'finished');
    }
    await disconnect();
  });

  it('tells of itself in its telemetry, once a person says yes', async () => {
    const { server, workbench } = editor();
    const outfile = join(mkdtempSync(join(shortTempFolder(), 'll-otel-')), 'copilot.jsonl');
    const settings = join(server.profile.folder, 'data', 'User', 'settings.json');
    const own = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(settings, 'utf8')));
    const otel = 'github.copilot.chat.otel';
    const on = { [`${otel}.enabled`]: true, [`${otel}.exporterType`]: 'file', [`${otel}.outfile`]: outfile };
    await editor().restart('orderly', () => {
      writeFileSync(settings, JSON.stringify({ ...own, ...on }));
    });

    // Telemetry alone is no yes.
    await work();
    await keepAndFinish();
    await lastRun('it is over', ({ status }) => status === 'finished');

    await workbench.runCommand('Learning Loop: Connect Agents…');
    await workbench.pick('GitHub Copilot');
    await workbench.quickInput.getByText(outfile).waitFor();
    await workbench.pick('Connect');
    await workbench.notification('GitHub Copilot is connected').waitFor();
    assert.deepEqual(
      runs().map(({ model }) => model),
      ['claude-sonnet-4.5', 'claude-sonnet-4.5', null],
      'what was told before the yes is not read',
    );
    await work();
    await lastRun('it has what was told', ({ tokens }) => tokens !== null);
    await keepAndFinish();
    const told = await lastRun('it is over', ({ status, kept }) => status === 'finished' && kept === 1);
    assert.deepEqual(told, {
      status: 'finished',
      agent: 'GitHub Copilot',
      model: 'gpt-5.4-2026-03-05',
      tokens: 24_900,
      kept: 1,
    });
    const panel = await PanelPage.open(workbench);
    const row = (await panel.tab('Runs')).locator('.run').first();
    await row.getByText('GitHub Copilot · gpt-5.4-2026-03-05').waitFor();
    await row.getByText('24,900 tokens').waitFor();

    await disconnect();
    await work();
    await keepAndFinish();
    const unread = await lastRun('it is over', ({ status }) => status === 'finished');
    assert.deepEqual([unread.agent, unread.model, unread.tokens], ['GitHub Copilot', null, null]);
  });

  async function disconnect(): Promise<void> {
    const { workbench } = editor();
    await workbench.runCommand('Learning Loop: Connect Agents…');
    await workbench.option('GitHub Copilot').getByText('connected', { exact: true }).waitFor();
    await workbench.pick('GitHub Copilot');
    await workbench.notification('GitHub Copilot is disconnected').waitFor();
  }
});
