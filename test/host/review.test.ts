import * as assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, env, Position, Range, Selection, Uri, window, workspace, type TextEditor } from 'vscode';
import { Places } from '../../src/editor/ledger/places.js';
import { BeforeDocuments } from '../../src/editor/review/before-documents.js';
import { beforeUri } from '../../src/editor/review/before-uri.js';
import { EditLenses } from '../../src/editor/review/edit-lenses.js';
import { FirstPending } from '../../src/editor/review/first-pending.js';
import { EditNode, FileNode } from '../../src/editor/review/pending-nodes.js';
import { PendingTree } from '../../src/editor/review/pending-tree.js';
import { reviewCommands } from '../../src/editor/review/review-commands.js';
import { Settings } from '../../src/editor/settings.js';
import { eventually } from '../support/eventually.js';
import { silentLog } from '../unit/editor/silent-log.js';
import { FakeReview } from './support/fake-review.js';
import { openFolder } from './support/runs.js';

const textBefore = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', ''].join('\n');
const textNow = ['one', 'TWO', 'three', 'four', 'six', 'test.skip(seven)', ''].join('\n');
const paths = { changed: 'review-changed.txt', added: 'review-added.txt', deleted: 'review-deleted.txt' };

describe('what shows pending edits', () => {
  let review: FakeReview;
  let handlers: ReturnType<typeof reviewCommands>;

  const fileOf = (path: string): string => join(openFolder(), path);
  const uriOf = (path: string): Uri => Uri.file(fileOf(path));
  const textOf = (path: string): string => readFileSync(fileOf(path), 'utf8');
  const changed = (): Uri => uriOf(paths.changed);
  const ids = (): string[] => review.file(changed())?.hunks.map(({ id }) => id) ?? [];

  async function showChanged(line: number): Promise<TextEditor> {
    const document = await workspace.openTextDocument(changed());
    await eventually(
      'the editor shows what is on the disk',
      () => document.getText() === textOf(paths.changed),
    );
    const position = new Position(line, 0);
    return window.showTextDocument(document, { selection: new Range(position, position) });
  }

  beforeEach(() => {
    writeFileSync(fileOf(paths.changed), textNow);
    writeFileSync(fileOf(paths.added), 'new\n');
    rmSync(fileOf(paths.deleted), { force: true });
    review = new FakeReview(openFolder());
    review.start({ [paths.changed]: textBefore, [paths.added]: null, [paths.deleted]: 'old\n' });
    handlers = reviewCommands({ review, places: new Places(), tracker: { all: () => [] } });
  });

  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const path of Object.values(paths)) rmSync(fileOf(path), { force: true });
  });

  it('keeps and rejects what CodeLens, tree and peek name', async () => {
    const [first, second, third] = ids();
    await handlers.keepEdit(changed(), first);
    await assert.rejects(async () => {
      await handlers.keepEdit(changed(), first);
    }, /just changed/);
    await handlers.rejectEdit(changed(), third);
    assert.deepEqual(ids(), [second]);
    assert.equal(textOf(paths.changed), textNow.replace('test.skip(seven)', 'seven'));
    const removal = { modifiedStartLineNumber: 4, modifiedEndLineNumber: 0 };
    await handlers.rejectEdit(
      changed(),
      [{ modifiedStartLineNumber: 1, modifiedEndLineNumber: 1 }, removal],
      1,
    );
    assert.equal(review.file(changed()), undefined);
    assert.equal(textOf(paths.changed), textBefore.replace('two', 'TWO'));
    assert.deepEqual(review.bulk, [false, false, false]);
  });

  it('keeps and rejects at the cursor and in the selection', async () => {
    const editor = await showChanged(1);
    await handlers.keepEdit();
    assert.equal(ids().length, 2);
    editor.selection = new Selection(3, 0, 5, 1);
    await handlers.rejectEdit();
    assert.equal(textOf(paths.changed), textBefore.replace('two', 'TWO'));
    await assert.rejects(async () => {
      await handlers.keepEdit();
    }, /Nothing is pending in this file/);
  });

  it('says where to go when no edit is at the cursor', async () => {
    await showChanged(2);
    await assert.rejects(async () => {
      await handlers.keepEdit();
    }, /Go to Next Edit/);
  });

  it('judges selected rows together, a file with its edits once', async () => {
    const file = new FileNode(changed());
    const [first] = ids();
    await handlers.rejectEdit(file, [
      file,
      new EditNode(changed(), first ?? ''),
      new FileNode(uriOf(paths.added)),
    ]);
    assert.equal(textOf(paths.changed), textBefore);
    assert.equal(existsSync(fileOf(paths.added)), false);
    await handlers.undoReview();
    assert.equal(textOf(paths.changed), textNow);
    assert.equal(existsSync(fileOf(paths.added)), true);
    await assert.rejects(async () => {
      await handlers.undoReview();
    }, /could be undone/);
  });

  it('rejects all at once, deleted and new files included', async () => {
    await handlers.rejectAll();
    assert.deepEqual(review.files(), []);
    assert.equal(textOf(paths.deleted), 'old\n');
    assert.deepEqual(review.bulk, [true]);
    await assert.rejects(async () => {
      await handlers.rejectAll();
    }, /Nothing is pending/);
  });

  it('goes from edit to edit and into the next file', async () => {
    await showChanged(0);
    const seen: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      await handlers.nextEdit();
      const { document, selection } = window.activeTextEditor ?? assert.fail('no editor');
      seen.push(
        `${document.uri.scheme} ${workspace.asRelativePath(document.uri)}:${selection.active.line + 1}`,
      );
    }
    assert.deepEqual(
      seen.slice(0, 3),
      [2, 5, 6].map((line) => `file ${paths.changed}:${line}`),
    );
    assert.match(seen[3] ?? '', /^learning-baseline .*review-deleted\.txt:1$/);
    await handlers.previousEdit();
    assert.equal(window.activeTextEditor?.selection.active.line, 5);
  });

  it('hands the rejected edits over with their reasons', async () => {
    await assert.rejects(async () => {
      await handlers.copyFeedback();
    }, /Nothing was rejected/);
    const [first] = ids();
    await review.reject([{ uri: changed(), hunkIds: [first ?? ''] }], {
      bulk: false,
      reason: 'No shouting.',
    });
    await handlers.copyFeedback();
    assert.match(
      await env.clipboard.readText(),
      /## review-changed\.txt\n\nReason: No shouting\.\n\n```diff\n[^]*-two\n\+TWO/,
    );
  });

  it('shows Keep and Reject above each edit, and what weakens a check', async () => {
    const settings = new Settings(
      {
        getConfiguration: (section, scope) => workspace.getConfiguration(section, scope),
        warn: (message) => assert.fail(message),
      },
      silentLog,
    );
    const lenses = new EditLenses(review, settings);
    try {
      const found = lenses.provideCodeLenses(await workspace.openTextDocument(changed()));
      const rows = found.map(({ range, command }) => `${range.start.line + 1} ${command?.title ?? ''}`);
      assert.deepEqual(rows, [
        '2 Keep',
        '2 Reject',
        '5 Keep',
        '5 Reject',
        '5 1 line removed',
        '6 Keep',
        '6 Reject',
        '6 $(warning) skips 1 test',
      ]);
    } finally {
      lenses.dispose();
    }
  });

  it('lists files and their edits for eyes and ears', () => {
    const tree = new PendingTree(review);
    const rows = tree.getChildren().map((node) => {
      const { label, description, contextValue, accessibilityInformation } = tree.getTreeItem(node);
      return [label, description, contextValue, accessibilityInformation?.label];
    });
    assert.deepEqual(rows, [
      [paths.added, 'new · +1', 'file', `${paths.added}, new, 1 pending edit, 1 line added`],
      [
        paths.changed,
        '+2 −3 · skips 1 test',
        'file',
        `${paths.changed}, 3 pending edits, 2 lines added, 3 lines removed, skips 1 test`,
      ],
      [paths.deleted, 'deleted · −1', 'file', `${paths.deleted}, deleted, 1 pending edit, 1 line removed`],
    ]);
    const below = tree.getChildren(new FileNode(changed())).map((node) => tree.getTreeItem(node));
    assert.deepEqual(
      below.map(({ label, description }) => [label, description]),
      [
        ['Line 2', '+1 −1'],
        ['Before line 5', '−1'],
        ['Line 6', '+1 −1 · skips 1 test'],
      ],
    );
  });

  it('shows a file as it was, and as it is once nothing is pending', async () => {
    const documents = new BeforeDocuments(review, silentLog);
    assert.equal(await documents.provideTextDocumentContent(beforeUri(changed())), textBefore);
    await showChanged(0);
    await review.keep([{ uri: changed() }], { bulk: false });
    assert.equal(await documents.provideTextDocumentContent(beforeUri(changed())), textNow);
    assert.equal(await documents.provideTextDocumentContent(beforeUri(uriOf(paths.deleted))), 'old\n');
  });

  it('makes what an editor shows with the first pending edit, once', async () => {
    const calls: string[] = [];
    review.start({});
    const registered = new FirstPending(review, () => {
      calls.push('made');
      return { dispose: () => calls.push('disposed') };
    }).register();
    review.look();
    assert.deepEqual(calls, []);
    review.start({ [paths.changed]: textBefore });
    await review.keep([{ uri: changed() }], { bulk: true });
    review.start({ [paths.changed]: textBefore });
    assert.deepEqual(calls, ['made']);
    registered.dispose();
    assert.deepEqual(calls, ['made', 'disposed']);
  });
});
