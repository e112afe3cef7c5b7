import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { Reviewer } from './review-steps.js';
import { useEditor } from './support/use-editor.js';

const note = (text: string): string => text.replace('  name: string;', '  name: string;\n  note?: string;');
const quantity = (text: string): string => text.replace('unitPrice, 0', 'unitPrice * line.quantity, 0');
const twoEdits =
  "sed -i -e 's/unitPrice, 0/unitPrice * line.quantity, 0/' -e 's/  name: string;/  name: string;\\n  note?: string;/' src/cart.ts";

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const legacyText = 'één\r\ntwee\r\ndrie\r\nvier\r\nvijf';

describe('reviewing while files and HEAD move', function () {
  this.timeout(240_000);
  const editor = useEditor({
    settings: { 'files.autoSave': 'off', '[plaintext]': { 'files.encoding': 'windows1252' } },
  });
  let reviewer: Reviewer;
  const bytes = (path: string): Buffer => readFileSync(join(reviewer.folder, path));
  const write = (path: string, content: string | Buffer): void => {
    writeFileSync(join(reviewer.folder, path), content);
  };
  const isRunnable = (path: string): boolean =>
    (statSync(join(reviewer.folder, path)).mode & 0o111) === 0o111;

  before('commit files of all kinds and branches, and say yes', async () => {
    reviewer = new Reviewer(editor());
    write('legacy.txt', latin1(legacyText));
    write('wide.txt', utf16(legacyText));
    write('run.sh', '#!/bin/sh\necho run\n');
    chmodSync(join(reviewer.folder, 'run.sh'), 0o755);
    reviewer.git('add', '.');
    reviewer.git('commit', '--quiet', '--message=files of all kinds');
    reviewer.git('checkout', '--quiet', '-b', 'other');
    reviewer.script(
      "printf '// other\\n' >> src/money.ts; printf 'export const other = 1;\\n' > src/other.ts; git add .; git commit -qm other",
    );
    reviewer.git('checkout', '--quiet', '-b', 'far', 'main');
    reviewer.script("sed -i '1s/^/\\/\\/ far\\n/' src/cart.ts; git commit -qam far");
    reviewer.git('checkout', '--quiet', 'main');
    await reviewer.begin();
  });

  afterEach('leave nothing pending', async () => {
    await reviewer.workbench.runCommand('View: Revert and Close Editor');
    reviewer.git('add', '--all');
    reviewer.git('commit', '--quiet', '--allow-empty', '--message=done');
    await reviewer.pendingAre();
  });

  it('loses nothing that a script goes on writing', async () => {
    const { workbench } = reviewer;
    await reviewer.open('receipt.ts');
    reviewer.script("sed -i '1s/^/\\/\\/ top\\n/' src/receipt.ts");
    await reviewer.shows('// top');
    await reviewer.lens('Reject').first().waitFor();
    const lines = 60;
    const script = `i=0; while [ $i -lt ${lines} ]; do i=$((i+1)); echo "// written $i" >> src/receipt.ts; echo "$i" >> src/closed.txt; sleep 0.1; done`;
    const writing = spawn('sh', ['-c', script], { cwd: reviewer.folder });
    const ended = once(writing, 'exit');
    await reviewer.row('closed.txt').waitFor();
    await reviewer.lens('Reject').first().click();
    await reviewer.isJudged('src/receipt.ts', 'rejected');
    await reviewer.press(reviewer.row('closed.txt'), 'Keep File');
    await reviewer.isJudged('src/closed.txt', 'kept');
    await ended;
    const counted = Array.from({ length: lines }, (_, index) => index + 1);
    const tail = counted.map((count) => `// written ${count}\n`).join('');
    await reviewer.becomes('src/receipt.ts', `${reviewer.committed('src/receipt.ts')}${tail}`);
    assert.equal(reviewer.text('src/closed.txt'), counted.map((count) => `${count}\n`).join(''));
    await reviewer.pendingAre('src/closed.txt', 'src/receipt.ts');
    await eventually('the last line is pending', async () =>
      (await reviewer.row('receipt.ts').textContent())?.includes(`+${lines}`),
    );
    await workbench.runCommand('Learning Loop: Reject All');
    await reviewer.becomes('src/receipt.ts', reviewer.committed('src/receipt.ts'));
  });

  it('follows checkouts, pulls and stashes, and keeps pending what was', async () => {
    await reviewer.open('cart.ts');
    const words = reviewer.verdicts().length;
    reviewer.script(twoEdits);
    await reviewer.pendingAre('src/cart.ts');
    const settle = async (): Promise<void> => {
      // A later edit is seen after whatever git did.
      reviewer.script("printf '1' > src/later.txt");
      await reviewer.pendingAre('src/cart.ts', 'src/later.txt');
      reviewer.script('rm src/later.txt');
      await reviewer.pendingAre('src/cart.ts');
    };
    reviewer.git('checkout', '--quiet', 'other');
    await settle();
    reviewer.git('checkout', '--quiet', 'main');
    await settle();
    reviewer.git('pull', '--quiet', '--no-rebase', '--no-edit', '.', 'other');
    await settle();
    reviewer.git('stash', '--quiet');
    await reviewer.pendingAre();
    reviewer.git('stash', 'pop', '--quiet');
    await reviewer.pendingAre('src/cart.ts');
    reviewer.git('pull', '--quiet', '--rebase', '--autostash', '.', 'far');
    await reviewer.becomes('src/cart.ts', note(quantity(reviewer.committed('src/cart.ts'))));
    // What is written right after a stash counts as git's.
    await sleep(2000);
    await settle();
    assert.deepEqual(
      reviewer
        .verdicts()
        .slice(words)
        .filter(({ path }) => path === 'src/cart.ts'),
      [],
      'nobody said a word on them',
    );
    await reviewer.shows('// far');
    await reviewer.lens('Reject').nth(1).waitFor();
    await reviewer.lens('Reject').first().click();
    await reviewer.becomes('src/cart.ts', quantity(reviewer.committed('src/cart.ts')));
    await reviewer.lens('Reject').nth(1).waitFor({ state: 'detached' });
    await reviewer.lens('Reject').click();
    await reviewer.becomes('src/cart.ts', reviewer.committed('src/cart.ts'));
  });

  it('takes a commit of some edits for a word on just those, and a restored file for a no', async () => {
    const before = reviewer.committed('src/cart.ts');
    reviewer.script(twoEdits);
    await reviewer.pendingAre('src/cart.ts');
    write('staged', note(before));
    reviewer.script(
      'git update-index --cacheinfo "100644,$(git hash-object -w staged),src/cart.ts"; rm staged; git commit -qm staged',
    );
    await reviewer.isJudged('src/cart.ts', 'kept', 'commit');
    await reviewer.pendingAre('src/cart.ts');
    await reviewer.open('cart.ts');
    await reviewer.lens('Reject').first().waitFor();
    assert.equal(await reviewer.lens('Reject').count(), 1);
    reviewer.git('checkout', '--quiet', '--', 'src/cart.ts');
    await reviewer.isJudged('src/cart.ts', 'rejected', 'restored');
    await reviewer.pendingAre();
  });

  it('puts other encodings, line endings and permissions back to the byte, in unsaved documents too', async () => {
    const { workbench } = reviewer;
    const edited = (text: string): string => text.replace('één', 'EEN').replace('vijf', 'vijf!');
    for (const [path, encode] of [
      ['legacy.txt', latin1],
      ['wide.txt', utf16],
    ] as const) {
      await reviewer.open(path);
      write(path, encode(edited(legacyText)));
      await reviewer.shows('EEN');
      await reviewer.lens('Reject').nth(1).waitFor();
      await workbench.page.keyboard.press('Control+Home');
      for (let line = 1; line < 3; line += 1) await workbench.page.keyboard.press('ArrowDown');
      await workbench.page.keyboard.type('ü');
      await workbench.page.locator('.tab.active.dirty').waitFor();
      await reviewer.lens('Reject').first().click();
      await reviewer.isJudged(path, 'rejected');
      await workbench.page.keyboard.press('Control+S');
      await eventually(`${path} has its bytes`, () =>
        bytes(path).equals(encode(legacyText.replace('drie', 'üdrie').replace('vijf', 'vijf!'))),
      );
      await reviewer.press(reviewer.row(path), 'Reject File');
      await eventually(`${path} has only what was typed`, () =>
        bytes(path).equals(encode(legacyText.replace('drie', 'üdrie'))),
      );
    }
    reviewer.script("chmod 644 run.sh; printf 'more' >> run.sh");
    await reviewer.press(reviewer.row('run.sh'), 'Reject File');
    await reviewer.becomes('run.sh', '#!/bin/sh\necho run\n');
    assert.ok(isRunnable('run.sh'));
  });

  it('puts renamed files and new folders back', async () => {
    const { workbench } = reviewer;
    reviewer.script(
      'git mv src/discount.ts src/rebate.ts; mkdir -p src/new/deep; echo 1 > src/new/deep/one.ts',
    );
    await reviewer.row('renamed from src/discount.ts').waitFor();
    await reviewer.row('one.ts').waitFor();
    await workbench.runCommand('Learning Loop: Reject All');
    await reviewer.becomes('src/discount.ts', reviewer.committed('src/discount.ts'));
    await reviewer.becomes('src/rebate.ts', null);
    await eventually('the new folders are gone', () => !existsSync(join(reviewer.folder, 'src/new')));
    await workbench.answerNotification('Rejected 3 edits in 3 files', 'Undo');
    await reviewer.becomes('src/new/deep/one.ts', '1\n');
    await reviewer.becomes('src/discount.ts', null);
    await workbench.runCommand('Learning Loop: Reject All');
    await reviewer.becomes('src/new/deep/one.ts', null);
  });

  it('shows what a script wrote below unsaved typing as soon as the person lets go of that', async () => {
    const { workbench } = reviewer;
    await reviewer.open('money.ts');
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type('// unsaved');
    await workbench.page.locator('.tab.active.dirty').waitFor();
    const before = reviewer.text('src/money.ts');
    reviewer.script("sed -i '1s/^/\\/\\/ by a script\\n/' src/money.ts");
    await workbench.runCommand('File: Revert File');
    await reviewer.pendingAre('src/money.ts');
    await reviewer.shows('// by a script');
    await reviewer.lens('Reject').first().click();
    await reviewer.becomes('src/money.ts', before);
  });
});
