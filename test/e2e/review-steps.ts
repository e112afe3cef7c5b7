import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { z } from 'zod';
import type { Workbench } from '../harness/workbench.js';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { agree } from './steps.js';
import type { Editor } from './support/editor.js';

const reviewRow = z.object({
  path: z.string(),
  verdict: z.string(),
  cause: z.string(),
  reason: z.string().nullable(),
});

/** A person who reviews what scripts write into the folder of an editor. */
export class Reviewer {
  readonly workbench: Workbench;
  readonly folder: string;

  constructor(editor: Pick<Editor, 'workbench' | 'folder'>) {
    if (editor.folder === undefined) throw new Error('a folder must be open');
    this.workbench = editor.workbench;
    this.folder = editor.folder;
  }

  /** The same person in another window. */
  in(workbench: Workbench): Reviewer {
    return new Reviewer({ workbench, folder: this.folder });
  }

  /** Says yes to keeping score and waits until edits are reviewed. */
  async begin(): Promise<void> {
    await this.workbench.runCommand('Learning Loop: Keep Score in This Workspace');
    await agree(this.workbench, 'Numbers and texts');
    await eventually('the ledger is made', () => existsSync(join(this.folder, '.agent', 'experience.db')));
    // That the files as they are have been noted is shown nowhere.
    await sleep(3000);
    await this.openList();
  }

  /** Opens a file by name, ready to be typed into. */
  async open(name: string): Promise<void> {
    await this.workbench.openFile(name);
    await this.workbench.page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
  }

  /** Runs a shell script in the folder, as an agent in a terminal elsewhere would. */
  script(text: string): void {
    execFileSync('sh', ['-ec', text], { cwd: this.folder });
  }

  text(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Runs git in the folder, outside of the editor. */
  git(...args: string[]): void {
    execFileSync('git', args, { cwd: this.folder, stdio: 'pipe' });
  }

  /** The file in the newest commit. */
  committed(path: string): string {
    return execFileSync('git', ['show', `HEAD:${path}`], { cwd: this.folder, encoding: 'utf8' });
  }

  async becomes(path: string, text: string | null): Promise<void> {
    const now = (): string | null => (existsSync(join(this.folder, path)) ? this.text(path) : null);
    await eventually(`${path} is as expected`, () => now() === text).catch((error: unknown) => {
      throw new Error(`${path} is ${JSON.stringify(now())}, not ${JSON.stringify(text)}`, { cause: error });
    });
  }

  /** Waits until the active editor has read a text from the disk, which it does after we know of it. */
  async shows(text: string): Promise<void> {
    const spaced = text.replaceAll(' ', '\u00a0');
    const lines = this.workbench.page.locator('.editor-instance .view-line');
    await lines
      .filter({ hasText: new RegExp(`${literally(text)}|${literally(spaced)}`) })
      .first()
      .waitFor();
  }

  /** CodeLens with this title, from top to bottom. */
  lens(title: string): Locator {
    return this.workbench.page.locator('.codelens-decoration').getByText(title, { exact: true });
  }

  /** Waits until these files, sorted by name, and no others are pending in the database. */
  async pendingAre(...paths: string[]): Promise<void> {
    const row = z.object({ path: z.string() });
    const found = (): string[] =>
      query(this.folder, 'SELECT path FROM pending_files ORDER BY path', row).map(({ path }) => path);
    await eventually(`pending: ${paths.join(', ')}`, () => found().join() === paths.join()).catch(
      (error: unknown) => {
        throw new Error(`pending are ${found().join(', ')}, not ${paths.join(', ')}`, { cause: error });
      },
    );
  }

  async openList(): Promise<void> {
    await this.workbench.runCommand('View: Show Learning Loop');
  }

  /** A row of the list of pending edits. */
  row(text: string | RegExp): Locator {
    return this.workbench.page
      .locator('.sidebar .monaco-list[aria-label*="Pending Edits"] .monaco-list-row')
      .filter({ hasText: text });
  }

  /** Presses an icon of a row; the list may move under the pointer meanwhile. */
  async press(row: Locator, action: string): Promise<void> {
    await row.waitFor();
    await eventually(`${action} was pressed`, async () => {
      await row.hover();
      const icon = row.locator(`.action-label[aria-label="${action}"]`);
      return icon.click({ timeout: 1000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Opens the peek at the first change bar of the open file. */
  async openPeek(): Promise<Locator> {
    const { page } = this.workbench;
    const peek = page.locator('.peekview-widget');
    await eventually('the peek is open', async () => {
      const bar = await page.locator('.editor-instance .margin .dirty-diff-glyph').first().boundingBox();
      if (bar === null) return false;
      await page.mouse.move(bar.x + 2, bar.y + bar.height / 2);
      await page.mouse.down();
      await page.mouse.up();
      await sleep(500);
      return peek.isVisible();
    });
    return peek;
  }

  /** What was said about edits, oldest first. */
  verdicts(): z.infer<typeof reviewRow>[] {
    const fields = ['path', 'verdict', 'cause', 'reason'].map((name) => `payload ->> '${name}' AS ${name}`);
    const sql = `SELECT ${fields.join(', ')} FROM evidence WHERE payload ->> 'kind' = 'review' ORDER BY id`;
    return query(this.folder, sql, reviewRow);
  }

  /** The newest run: whether it is over, and the human part of its score; null while it has no score. */
  lastRun(): { status: string; human: number | null } | undefined {
    const sql = `SELECT status, scores ->> '$.classic.human' AS human FROM run_facts ORDER BY rowid DESC LIMIT 1`;
    return query(this.folder, sql, z.object({ status: z.string(), human: z.number().nullable() }))[0];
  }

  /** Ends the run that is open, if one is, and waits until it is over. */
  async finishRun(): Promise<void> {
    if (this.lastRun()?.status !== 'open') return;
    await this.workbench.runCommand('Learning Loop: Finish Run');
    await eventually('the run is over', () => this.lastRun()?.status === 'finished');
  }

  /** How many runs there are. */
  runCount(): number {
    const sql = 'SELECT count(*) AS count FROM run_facts';
    return query(this.folder, sql, z.object({ count: z.number() }))[0]?.count ?? 0;
  }

  /** Waits for a verdict on a file as the newest one. */
  async isJudged(path: string, verdict: string, cause = 'person'): Promise<void> {
    await eventually(`${path} is ${verdict} by ${cause} in the database`, () => {
      const last = this.verdicts().findLast((row) => row.path === path);
      return last?.verdict === verdict && last.cause === cause;
    }).catch((error: unknown) => {
      throw new Error(`not ${path} ${verdict}: ${JSON.stringify(this.verdicts())}`, { cause: error });
    });
  }
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
