import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copySampleWorkspace } from '../harness/workspace.js';
import { Reviewer } from './review-steps.js';
import { Editor } from './support/editor.js';

describe('reviewing in a folder that was opened through a link', function () {
  this.timeout(120_000);
  let editor: Editor | undefined;

  afterEach('keep what explains a failure', async function () {
    if (this.currentTest?.state === 'failed') await editor?.reportFailure(this.currentTest.fullTitle());
  });
  after('end VS Code', () => editor?.stop());

  it('marks edits, and edits documents that are not saved', async () => {
    const workspace = await copySampleWorkspace();
    const folder = join(dirname(workspace), 'linked-shop');
    symlinkSync(workspace, folder);
    editor = await Editor.start({ folder, settings: { 'files.autoSave': 'off' } });
    const reviewer = new Reviewer(editor);
    const { page } = reviewer.workbench;
    await reviewer.begin();
    await reviewer.open('money.ts');
    reviewer.script("sed -i '1s/^/\\/\\/ by a script\\n/' src/money.ts");
    await reviewer.shows('// by a script');
    await reviewer.lens('Reject').first().waitFor();
    await page.locator('.editor-instance .margin .dirty-diff-glyph').first().waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('// typed');
    await page.locator('.tab.active.dirty').waitFor();
    await reviewer.lens('Reject').first().click();
    await reviewer.isJudged('src/money.ts', 'rejected');
    await page.keyboard.press('Control+S');
    await reviewer.becomes('src/money.ts', `${reviewer.committed('src/money.ts')}// typed`);
  });
});
