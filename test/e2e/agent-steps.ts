import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { Reviewer } from './review-steps.js';
import type { Editor } from './support/editor.js';

const agentRun = z.object({
  id: z.string(),
  status: z.string(),
  role: z.string(),
  agent: z.string().nullable(),
  model: z.string().nullable(),
  prompt: z.string().nullable(),
  context: z.string().nullable(),
  reward: z.number().nullable(),
  /** What a person said of all of it, or what became of what a judge said: 0 to 1. */
  verdict: z.number().nullable(),
  cost_tokens: z.number().nullable(),
});

/** A person who lets our own agent work in the sample workspace. */
export class AgentUser extends Reviewer {
  /** What this person has set for this machine; before the window has asked for it. */
  static setMachine(editor: Editor, settings: Readonly<Record<string, unknown>>): void {
    const machine = join(editor.server.profile.folder, 'data', 'Machine');
    mkdirSync(machine, { recursive: true });
    writeFileSync(join(machine, 'settings.json'), JSON.stringify(settings));
  }

  /** Writes a design card. */
  card(name: string, text: string): void {
    writeFileSync(join(this.folder, '.agent', 'tasks', `${name}.yaml`), text);
  }

  /** Agrees to the checks that are found, and runs none of them now. */
  async setUpChecks(): Promise<void> {
    const { workbench } = this;
    await workbench.runCommand('Learning Loop: Set Up Checks…');
    await workbench.quickInput.getByText('3 Selected').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.pick('Not now');
    await workbench.notification('Checks are set up').waitFor();
  }

  /** From the palette to the page that says what runs. */
  async choose(card: string): Promise<void> {
    await this.workbench.runCommand('Learning Loop: Run Agent Task…');
    await this.workbench.pick(card);
  }

  /** Takes the models that are picked at first. */
  async takeModels(): Promise<void> {
    await this.workbench.quickInput.getByText('Which models may be chosen for runs?').waitFor();
    await this.workbench.page.keyboard.press('Enter');
  }

  /** From the card's row in the explorer to the page that says what runs. */
  async chooseInExplorer(card: string): Promise<void> {
    const { workbench } = this;
    await workbench.openFile(`${card}.yaml`);
    await workbench.runCommand('File: Reveal Active File in Explorer View');
    const row = workbench.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: card });
    await row.click({ button: 'right' });
    const entry = workbench.page.locator('.monaco-menu').getByText('Run Agent Task…');
    await entry.waitFor();
    await eventually('the entry was taken', async () => {
      // A menu that is just opening takes no click.
      await entry.click({ timeout: 1000 }).catch(() => undefined);
      return entry.isHidden();
    });
  }

  /** From “Run” above the card to the page that says what runs, or to the question for models that comes before the first run. */
  async chooseAbove(card: string): Promise<void> {
    const { quickInput } = this.workbench;
    const asked = quickInput.getByText(/What runs\?|Which models may be chosen/);
    await this.open(`${card}.yaml`);
    await eventually('“Run” was pressed', async () => {
      // What is above a line is drawn anew now and then, and takes no click meanwhile.
      await this.lens('Run')
        .first()
        .click({ timeout: 1000 })
        .catch(() => undefined);
      return asked.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Takes a model in place of the suggested one, on the page that says what runs. */
  async useModel(arm: string): Promise<void> {
    const { workbench } = this;
    await workbench.quickInput.locator('.monaco-list-row').filter({ hasText: 'Model:' }).click();
    await workbench.quickInput.getByText('Which model?').waitFor();
    // Rows of the page before may still be there, and name it as the next best.
    const named = workbench.page.getByText(arm, { exact: true });
    await workbench.quickInput.locator('.monaco-list-row').filter({ has: named }).first().click();
    await workbench.quickInput.getByText(`Model: ${arm}`).waitFor();
  }

  async runAsChosen(): Promise<void> {
    await this.workbench.option('Run').click();
  }

  /** Waits for something, and says yes where VS Code asks whether we may ask its models. */
  async allowAsking(isDone: () => Promise<boolean>): Promise<void> {
    const allow = this.workbench.dialog.getByRole('button', { name: 'Allow', exact: true });
    await eventually('the model answers', async () => {
      if (await allow.isVisible()) await allow.click();
      return isDone();
    });
  }

  /** Lets something be sent to a host for the first time. */
  async letSend(host: string): Promise<void> {
    await this.workbench.dialog.filter({ hasText: host }).waitFor();
    await this.workbench.answerDialog('Send');
  }

  /** Reads what is sent to a host for the first time before letting it be, and answers with what it is said to quote. */
  async readWhatIsSent(text: string): Promise<string[]> {
    const { workbench } = this;
    const quoted = / KB: (.*)\.$/m.exec(await workbench.dialog.innerText())?.[1];
    if (quoted === undefined) throw new Error('the question does not say what is sent');
    await workbench.answerDialog('View');
    await workbench.page.locator('.tab.active').filter({ hasText: 'What Is Sent.md' }).waitFor();
    await this.shows(text);
    await workbench.pick('Send');
    return quoted === 'the task alone' ? [] : quoted.split(', ');
  }

  /** What our agent says, as the Output view shows it. */
  output(text: string): Locator {
    return this.workbench.page
      .locator('.output-view-container, .output-view')
      .filter({ hasText: text.replaceAll(' ', '\u00a0') });
  }

  /** The runs of our agent, oldest first. */
  runs(): z.infer<typeof agentRun>[] {
    const sql = `SELECT run_facts.id, status, role, agent, run_facts.model_name AS model, run_facts.prompt_id AS prompt, context_id AS context, runs.reward AS reward, run_facts.verdict, run_facts.cost_tokens
      FROM run_facts LEFT JOIN runs ON runs.id = run_facts.run_id WHERE agent = 'Learning Loop' ORDER BY run_facts.rowid`;
    return query(this.folder, sql, agentRun);
  }

  /** The checks that counted for a run, in the order in which they ended. */
  checksOf(run: string): { check: string; exitCode: number | null }[] {
    const sql = `SELECT payload ->> 'check' AS 'check', payload ->> 'exitCode' AS exitCode FROM evidence
      WHERE run = '${run}' AND payload ->> 'kind' = 'command' AND payload ->> 'phase' = 'run' ORDER BY id`;
    return query(this.folder, sql, z.object({ check: z.string(), exitCode: z.number().nullable() }));
  }

  /** What a run added to the arms that it used, by what they are. */
  pullsOf(run: string): Map<string, { arm: string; trials: number; wins: number }> {
    const sql = `SELECT chooser, arm, sum(trials) AS trials, sum(wins) AS wins FROM pulls WHERE run = '${run}' GROUP BY chooser, arm`;
    const row = z.object({ chooser: z.string(), arm: z.string(), trials: z.number(), wins: z.number() });
    return new Map(query(this.folder, sql, row).map(({ chooser, ...pull }) => [chooser, pull]));
  }

  /** The sources of a run's context set, and whether each was drawn to take part. */
  sourcesOf(run: string): Map<string, boolean> {
    const sql = `SELECT source, is_included FROM decision_sources JOIN decisions ON decisions.id = decision WHERE run = '${run}'`;
    const row = z.object({ source: z.string(), is_included: z.number() });
    return new Map(query(this.folder, sql, row).map((each) => [each.source, each.is_included === 1]));
  }

  /** Waits until the newest run of our agent is over, and answers with it. */
  async ended(count: number): Promise<z.infer<typeof agentRun>> {
    return eventually(`run ${count} is over`, () => {
      const runs = this.runs();
      const last = runs.at(-1);
      return runs.length === count && last?.status === 'finished' && last;
    });
  }
}
