import * as assert from 'node:assert/strict';
import { z } from 'zod';
import { copySampleWorkspace } from '../harness/workspace.js';
import { query } from '../support/ledger-file.js';
import { seedDocs } from './docs-cache.js';
import { agree } from './steps.js';
import { Editor } from './support/editor.js';

const lookUpRow = z.object({
  action: z.string(),
  url: z.string(),
  source: z.string(),
  query: z.string().nullable(),
});

describe('documentation without a connection', function () {
  this.timeout(180_000);
  let editor: Editor;
  let folder: string;
  before('seed the cache and start VS Code', async () => {
    folder = await copySampleWorkspace();
    await seedDocs(folder);
    editor = await Editor.start({ folder });
  });
  afterEach('keep what explains a failure', async function () {
    if (this.currentTest?.state === 'failed') await editor.reportFailure(this.currentTest.fullTitle());
  });
  after('end VS Code', () => editor.stop());

  it('is asked about keeping score first, then found as it is typed and shown with its source', async () => {
    const { workbench } = editor;
    await workbench.runCommand('Learning Loop: Look Up Docs…');
    await agree(workbench, 'Numbers and texts');
    await workbench.quickInput.locator('input.input').fill('react why an order');
    await workbench.quickInput.getByText('Look Up Docs: react (react.dev)').waitFor();
    await workbench.quickInput.getByText('on Rules of Hooks').waitFor();
    await workbench.quickInput.getByText('kept · react.dev/learn/hooks#why').waitFor();
    await workbench.pick('Why an order');
    const preview = await workbench.webview('h2#why-an-order');
    await preview.getByRole('link', { name: 'https://react.dev/learn/hooks' }).waitFor();
    assert.match((await preview.locator('body').textContent()) ?? '', /Call hooks only at the top level/);
    await preview.locator('pre code').waitFor();
  });

  it('says which pages are not there without a connection, and goes on', async () => {
    const { workbench } = editor;
    await workbench.runCommand('Learning Loop: Look Up Docs…');
    await workbench.quickInput.locator('input.input').fill('react useState');
    await workbench.quickInput.getByText('not read yet · react.dev/reference/react/useState').waitFor();
    await workbench.pick('useState');
    await workbench.notification('react.dev could not be reached').first().waitFor({ timeout: 60_000 });
  });

  it('is copied for a prompt by the button above the page', async () => {
    const { workbench } = editor;
    const { page } = workbench;
    await page.locator('.editor-actions .action-label[aria-label^="Copy for Prompt"]').click();
    await workbench.notification('Copied for a prompt').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /Source: https:\/\/react\.dev\/learn\/hooks#why/);
    assert.match(copied, /<documentation>[^]*by the order in which they are called[^]*<\/documentation>/);
    const [last, before] = query(folder, 'SELECT * FROM docs_lookups ORDER BY id DESC LIMIT 2', lookUpRow);
    assert.deepEqual(last, {
      action: 'copied',
      url: 'https://react.dev/learn/hooks',
      source: 'cache',
      query: 'react why an order',
    });
    assert.equal(before?.action, 'read');
  });

  it('serves the run that begins next', async () => {
    const { workbench } = editor;
    await workbench.runCommand('Learning Loop: Start Run');
    await workbench.pick('Type a goal…');
    await workbench.enter('Use hooks in order');
    await workbench.pick('Not sure');
    await workbench.pick('By hand');
    await workbench.notification('Run started').waitFor();
    const served = query(folder, 'SELECT url, cause FROM page_runs', z.unknown());
    assert.deepEqual(served, [{ url: 'https://react.dev/learn/hooks', cause: 'copied' }]);
  });

  it('says plainly that there is no connection when a page is refreshed, and keeps it', async () => {
    const { workbench } = editor;
    await workbench.page.locator('.tab').filter({ hasText: 'Rules of Hooks' }).click();
    await workbench.runCommand('Learning Loop: Refresh Docs');
    await workbench
      .notification(/“Rules of Hooks” was kept as it is\. react\.dev could not be reached/)
      .waitFor({ timeout: 60_000 });
    const preview = await workbench.webview('h2#why-an-order');
    await preview.getByText('React tells them apart').waitFor();
  });

  it('is forgotten when a person confirms it', async () => {
    const { workbench } = editor;
    await workbench.runCommand('Learning Loop: Clear Docs Cache…');
    await workbench.dialog.getByText('Forget 1 page of documentation?').waitFor();
    await workbench.answerDialog('Forget');
    const preview = await workbench.webview('p:has-text("This page is not kept any more")');
    await preview.getByText('Look Up Docs').waitFor();
    assert.deepEqual(query(folder, 'SELECT url FROM web_cache', z.unknown()), []);
  });
});
