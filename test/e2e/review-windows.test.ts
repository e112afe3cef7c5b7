import * as assert from 'node:assert/strict';
import { workbenchUrl } from '../harness/workbench.js';
import { eventually } from '../support/eventually.js';
import { Reviewer } from './review-steps.js';
import { useEditor } from './support/use-editor.js';

const twoEdits = "sed -i -e '1s/^/\\/\\/ first\\n/' -e '$s/$/\\n\\/\\/ last/' ";

describe('pending edits', function () {
  this.timeout(240_000);
  const editor = useEditor();
  let reviewer: Reviewer;

  before('say yes', async () => {
    reviewer = new Reviewer(editor());
    await reviewer.begin();
  });

  it('are the same in two windows', async () => {
    const second = reviewer.in(await editor().openSecondWindow());
    await second.openList();
    reviewer.script(`${twoEdits} src/cart.ts; echo 1 > src/tax.ts`);
    for (const each of [reviewer, second]) {
      await each.row('cart.ts').waitFor();
      await each.row('tax.ts').waitFor();
    }
    await second.press(second.row('tax.ts'), 'Keep File');
    await reviewer.row('tax.ts').waitFor({ state: 'detached' });
    await reviewer.open('cart.ts');
    await reviewer.lens('Reject').first().waitFor();
    await reviewer.lens('Reject').first().click();
    await second.open('cart.ts');
    await second.shows('// last');
    await second.lens('Reject').first().waitFor();
    await second.lens('Reject').nth(1).waitFor({ state: 'detached' });
    await second.open('money.ts');
    await second.workbench.page.keyboard.type('// typed');
    await second.workbench.page.keyboard.press('Control+S');
    await reviewer.becomes('src/money.ts', `// typed${reviewer.committed('src/money.ts')}`);
    reviewer.script('echo 2 > src/two.ts');
    await reviewer.row('two.ts').waitFor();
    await reviewer.pendingAre('src/cart.ts', 'src/two.ts');
    await second.press(second.row('cart.ts'), 'Reject File');
    await reviewer.row('cart.ts').waitFor({ state: 'detached' });
    await reviewer.becomes('src/cart.ts', reviewer.committed('src/cart.ts'));
    await second.workbench.page.close();
    await reviewer.workbench.runCommand('Learning Loop: Keep All');
    await reviewer.pendingAre();
  });

  it('survive kill -9 of the extension host, and the folder being closed', async () => {
    const { workbench } = reviewer;
    reviewer.script(`${twoEdits} src/discount.ts`);
    await reviewer.row('discount.ts').waitFor();
    await reviewer.pendingAre('src/discount.ts');
    await editor().killExtensionHost();
    await reviewer.row('discount.ts').waitFor({ timeout: 60_000 });
    await reviewer.open('discount.ts');
    await reviewer.lens('Keep').first().waitFor({ timeout: 60_000 });
    await reviewer.lens('Keep').first().click();
    await reviewer.isJudged('src/discount.ts', 'kept');
    await workbench.open(`${editor().server.url}/?ew=true`);
    reviewer.script("printf '\\n// while closed' >> src/discount.ts");
    await workbench.open(workbenchUrl(editor().server, reviewer.folder));
    await reviewer.openList();
    await reviewer.press(reviewer.row('discount.ts'), 'Reject File');
    await reviewer.becomes('src/discount.ts', `// first\n${reviewer.committed('src/discount.ts')}`);
  });

  it('go with their run when it is undone, and what was typed since then stays', async () => {
    const { workbench } = reviewer;
    await reviewer.finishRun();
    const [cart, receipt] = [reviewer.text('src/cart.ts'), reviewer.text('src/receipt.ts')];
    reviewer.script(`${twoEdits} src/cart.ts; ${twoEdits} src/receipt.ts`);
    await reviewer.row('receipt.ts').waitFor();
    await workbench.runCommand('Learning Loop: Keep All');
    await reviewer.pendingAre();
    await reviewer.open('cart.ts');
    await reviewer.shows('// last');
    await workbench.runCommand('Go to Line/Column...');
    await workbench.enter(':3:1');
    await workbench.page.keyboard.type('/* typed */ ');
    await workbench.page.keyboard.press('Control+S');
    await reviewer.open('receipt.ts');
    await reviewer.shows('// last');
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.type('// mine ');
    await workbench.page.keyboard.press('Control+S');
    const edited = `// mine // first\n${receipt.trimEnd()}\n// last\n`;
    await reviewer.becomes('src/receipt.ts', edited);
    await workbench.runCommand('Learning Loop: Undo This Run…');
    await workbench.quickInput.locator('.monaco-list-row').first().click();
    await workbench.answerDialog('Undo Run');
    await workbench.notification(/1 file put back.*Left as they are.*src\/receipt\.ts/).waitFor();
    await reviewer.becomes('src/receipt.ts', edited);
    const lines = cart.split('\n');
    await reviewer.becomes(
      'src/cart.ts',
      [lines[0], `/* typed */ ${lines[1]}`, ...lines.slice(2)].join('\n'),
    );
  });

  it('leave the verdict of a finished run open until each has its word', async () => {
    const { workbench } = reviewer;
    await reviewer.finishRun();
    reviewer.script(`${twoEdits} src/discount.ts; echo 1 > src/bulk.ts`);
    await reviewer.row('bulk.ts').waitFor();
    await reviewer.finishRun();
    assert.equal(reviewer.lastRun()?.human, 0.5, 'nobody said a word yet');
    await reviewer.open('discount.ts');
    await reviewer.lens('Reject').first().click();
    await reviewer.isJudged('src/discount.ts', 'rejected');
    await workbench.runCommand('Learning Loop: Keep All');
    await reviewer.isJudged('src/bulk.ts', 'kept', 'bulk');
    await eventually('two of three lines are kept', () => {
      const human = reviewer.lastRun()?.human;
      return typeof human === 'number' && Math.abs(human - 2 / 3) < 1e-9;
    });
  });
});
