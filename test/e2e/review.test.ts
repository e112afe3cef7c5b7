import * as assert from 'node:assert/strict';
import { eventually } from '../support/eventually.js';
import { Reviewer } from './review-steps.js';
import { useEditor } from './support/use-editor.js';

const twoEdits =
  "sed -i -e 's/line.unitPrice, 0/line.unitPrice * line.quantity, 0/' -e 's/  name: string;/  name: string;\\n  note?: string;/' src/cart.ts";
const withNote = (text: string): string =>
  text.replace('  name: string;', '  name: string;\n  note?: string;');
const withQuantity = (text: string): string =>
  text.replace('line.unitPrice, 0', 'line.unitPrice * line.quantity, 0');

describe('reviewing what a script writes', function () {
  this.timeout(240_000);
  const editor = useEditor();
  let reviewer: Reviewer;

  before('say yes', async () => {
    reviewer = new Reviewer(editor());
    await reviewer.begin();
  });

  it('keeps one edit of an open file and rejects another by clicking', async () => {
    const { workbench } = reviewer;
    await workbench.openFile('cart.ts');
    reviewer.script(twoEdits);
    await reviewer.row('cart.ts').waitFor();
    await reviewer.shows('note?: string');
    await reviewer.lens('Keep').nth(1).waitFor();
    await reviewer.lens('Keep').first().click();
    await reviewer.isJudged('src/cart.ts', 'kept');
    await reviewer.lens('Keep').nth(1).waitFor({ state: 'detached' });
    await reviewer.lens('Reject').click();
    await reviewer.becomes('src/cart.ts', withNote(reviewer.committed('src/cart.ts')));
    await reviewer.isJudged('src/cart.ts', 'rejected');
    await reviewer.row('cart.ts').waitFor({ state: 'detached' });
    await reviewer.lens('Reject').waitFor({ state: 'detached' });
    await workbench.runCommand('Learning Loop: Undo Last Keep or Reject');
    await reviewer.becomes('src/cart.ts', withQuantity(withNote(reviewer.committed('src/cart.ts'))));
    await reviewer.shows('line.quantity, 0');
    await reviewer.lens('Reject').click();
    await reviewer.becomes('src/cart.ts', withNote(reviewer.committed('src/cart.ts')));
  });

  it('rejects in the peek of a change bar', async () => {
    const { workbench } = reviewer;
    reviewer.script("sed -i 's/let saved/const saved/' src/discount.ts");
    await reviewer.row('discount.ts').waitFor();
    await workbench.openFile('discount.ts');
    await reviewer.lens('Keep').first().waitFor();
    const peek = await reviewer.openPeek();
    await peek.locator('.action-label[aria-label^="Reject Edit"]').click();
    await reviewer.becomes('src/discount.ts', reviewer.committed('src/discount.ts'));
    await reviewer.isJudged('src/discount.ts', 'rejected');
  });

  it('judges new and deleted files in the list, and takes it back', async () => {
    const { workbench } = reviewer;
    reviewer.script("printf 'export const tax = 19;' > src/tax.ts; rm src/receipt.ts");
    await reviewer.press(reviewer.row('tax.ts'), 'Reject File');
    await reviewer.becomes('src/tax.ts', null);
    await reviewer.isJudged('src/tax.ts', 'rejected');
    await workbench.answerNotification('Rejected 1 edit in tax.ts', 'Undo');
    await reviewer.becomes('src/tax.ts', 'export const tax = 19;');
    await reviewer.isJudged('src/tax.ts', 'open');
    await reviewer.press(reviewer.row('tax.ts'), 'Keep File');
    await reviewer.isJudged('src/tax.ts', 'kept');
    await reviewer.press(reviewer.row('receipt.ts'), 'Reject File');
    await reviewer.becomes('src/receipt.ts', reviewer.committed('src/receipt.ts'));
    await reviewer.isJudged('src/receipt.ts', 'rejected');
  });

  it('leaves what was typed into a file that is not saved', async () => {
    const { workbench } = reviewer;
    await reviewer.open('money.ts');
    reviewer.script("sed -i '1s/.*/\\/** Whole cents. *\\//' src/money.ts");
    await reviewer.shows('Whole cents.');
    await reviewer.lens('Reject').first().waitFor();
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type('// typed');
    await reviewer.lens('Reject').click();
    await reviewer.isJudged('src/money.ts', 'rejected');
    await reviewer.row('money.ts').waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('Control+S');
    await reviewer.becomes('src/money.ts', `${reviewer.committed('src/money.ts')}// typed`);
  });

  it('goes from edit to edit and judges with keys alone', async () => {
    const { workbench } = reviewer;
    await reviewer.open('discount.ts');
    reviewer.script(
      "sed -i '1s/^/\\/\\/ one\\n/' src/discount.ts; sed -i '1s/^/\\/\\/ two\\n/' src/receipt.ts",
    );
    await reviewer.row('receipt.ts').waitFor();
    await reviewer.shows('// one');
    await reviewer.lens('Keep').first().waitFor();
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.press('Control+K');
    await workbench.page.keyboard.press('y');
    await reviewer.isJudged('src/discount.ts', 'kept');
    await workbench.page.keyboard.press('Control+F8');
    await workbench.page.locator('.tab.active').filter({ hasText: 'receipt.ts' }).waitFor();
    await reviewer.lens('Reject').first().waitFor();
    await workbench.page.keyboard.press('Control+K');
    await workbench.page.keyboard.press('n');
    await reviewer.becomes('src/receipt.ts', reviewer.committed('src/receipt.ts'));
    await reviewer.isJudged('src/receipt.ts', 'rejected');
  });

  it('shows everything at once, and keeps or rejects it in one step', async () => {
    const { workbench } = reviewer;
    reviewer.script("printf 'a\\r\\nb' > src/crlf.txt; printf '\\r\\nc' >> README.md");
    await reviewer.row('crlf.txt').waitFor();
    await reviewer.row('README.md').waitFor();
    await workbench.runCommand('Learning Loop: Review All');
    await workbench.page.locator('.tab.active').filter({ hasText: 'Pending Edits (2 files)' }).waitFor();
    await workbench.runCommand('Learning Loop: Reject All');
    await reviewer.becomes('README.md', reviewer.committed('README.md'));
    await reviewer.becomes('src/crlf.txt', null);
    await reviewer.isJudged('README.md', 'rejected', 'bulk');
    await workbench.answerNotification('Rejected 2 edits in 2 files', 'Undo');
    await reviewer.becomes('README.md', `${reviewer.committed('README.md')}\r\nc`);
    await reviewer.becomes('src/crlf.txt', 'a\r\nb');
    await workbench.runCommand('Learning Loop: Keep All');
    await reviewer.isJudged('README.md', 'kept', 'bulk');
    await reviewer.row(/./).first().waitFor({ state: 'detached' });
  });

  it('hands rejected edits with their reason to the clipboard and to a terminal, without Enter', async () => {
    const { workbench } = reviewer;
    await reviewer.open('cart.ts');
    reviewer.script('printf \'echo "$(touch sent)"\\n\' >> src/cart.ts');
    await reviewer.shows('touch sent');
    await reviewer.lens('Reject').first().waitFor();
    await workbench.page.keyboard.press('Control+End');
    await eventually('the cursor is at the edit', async () => {
      // The key works once VS Code knows that something is pending, which is shown nowhere.
      await workbench.page.keyboard.press('Control+F8');
      const isThere = workbench.statusBarItem('Ln 15, Col 1').waitFor({ timeout: 2000 });
      return isThere.then(
        () => true,
        () => false,
      );
    });
    await workbench.runCommand('Learning Loop: Reject With Reason…');
    await workbench.option('It is not how we write code here.').waitFor();
    await workbench.enter('No shell in TypeScript.');
    await reviewer.becomes('src/cart.ts', withNote(reviewer.committed('src/cart.ts')));
    const reason = 'No shell in TypeScript.';
    await eventually('the reason is in the database', () => reviewer.verdicts().at(-1)?.reason === reason);
    await workbench.runCommand('Learning Loop: Copy Feedback');
    await workbench.statusBarItem('copied').waitFor();
    const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /Reason: No shell in TypeScript\.\n\n```diff\n[^]*\+echo "\$\(touch sent\)"/);
    await workbench.openTerminal();
    await workbench.runCommand('Learning Loop: Send Feedback to Terminal');
    await workbench.page
      .locator('.terminal-wrapper.active')
      .filter({ hasText: /No.shell.in.TypeScript/ })
      .waitFor();
    await reviewer.becomes('sent', null);
    await workbench.page.keyboard.press('Control+C');
  });

  it('goes on after a reload, and puts a whole run back', async () => {
    const { workbench } = reviewer;
    await workbench.openFile('cart.ts');
    const before = reviewer.text('src/cart.ts');
    reviewer.script("sed -i 's/subtotal/total/g' src/cart.ts");
    await reviewer.row('cart.ts').waitFor();
    await workbench.reload();
    await reviewer.row('cart.ts').waitFor();
    await workbench.openFile('cart.ts');
    await reviewer.lens('Keep').first().waitFor();
    await workbench.runCommand('Learning Loop: Reject All');
    await reviewer.becomes('src/cart.ts', before);
    await workbench.runCommand('Learning Loop: Undo This Run…');
    await workbench.quickInput.locator('.monaco-list-row').first().click();
    await workbench.answerDialog('Undo Run');
    await workbench.notification('put back').waitFor();
    await reviewer.becomes('src/cart.ts', reviewer.committed('src/cart.ts'));
    await reviewer.becomes('src/tax.ts', null);
    await reviewer.becomes('README.md', reviewer.committed('README.md'));
    await workbench.answerNotification('put back', 'Undo');
    await reviewer.becomes('src/cart.ts', before);
  });
});
