import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { z } from 'zod';
import type { RunView } from '../../src/learning/runs/run.js';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { agree, openFolder } from './support/runs.js';

const path = z.object({ path: z.string() });
const run = z.object({
  id: z.string(),
  status: z.string(),
  goal: z.string().nullable(),
  task_slug: z.string(),
});

const file = (name: string): string => join(openFolder(), name);

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
    cwd: openFolder(),
  });
}

function pendingPaths(): string[] {
  return query(openFolder(), 'SELECT path FROM pending_files ORDER BY path', path).map((each) => each.path);
}

function openRuns(): z.infer<typeof run>[] {
  return query(openFolder(), `SELECT id, status, goal, task_slug FROM run_facts WHERE status = 'open'`, run);
}

async function pendingBecome(...paths: string[]): Promise<void> {
  await eventually(`pending: ${paths.join(', ')}`, () =>
    Promise.resolve(pendingPaths().join() === paths.join()),
  );
}

describe('edits of an unknown agent', function () {
  this.timeout(90_000);

  before('agree', async () => {
    await agree();
    await new Promise((resolve) => setTimeout(resolve, 3000));
  });

  afterEach('leave no run open', async () => {
    await commands.executeCommand('learningLoop.finishRun');
    git('checkout', '--', '.');
    git('clean', '--force', '--quiet', 'src');
    await pendingBecome();
  });

  it('open a run and become pending', async () => {
    writeFileSync(file('src/fresh.ts'), 'export const fresh = 1;\n');
    await pendingBecome('src/fresh.ts');
    assert.equal(openRuns().length, 1);
  });

  it('are let be when a person says that they are no run', async () => {
    writeFileSync(file('src/fresh.ts'), 'export const fresh = 1;\n');
    await pendingBecome('src/fresh.ts');
    const [open] = openRuns();
    await commands.executeCommand('learningLoop.notARun', open?.id);
    await pendingBecome();
    assert.equal(readFileSync(file('src/fresh.ts'), 'utf8'), 'export const fresh = 1;\n');
    assert.deepEqual(
      query(openFolder(), `SELECT id FROM run_facts WHERE id = '${open?.id ?? ''}'`, z.unknown()),
      [],
    );
  });

  it('go to another run, and back, when a person says so', async () => {
    writeFileSync(file('src/first.ts'), 'export const first = 1;\n');
    writeFileSync(file('src/second.ts'), 'export const second = 1;\n');
    await pendingBecome('src/first.ts', 'src/second.ts');
    const [open] = openRuns();
    const filesOf = (id: string): string[] =>
      query(openFolder(), `SELECT path FROM run_files WHERE run = '${id}' ORDER BY path`, path).map(
        (row) => row.path,
      );
    await eventually('both files are the run’s', () => filesOf(open?.id ?? '').length === 2);
    await commands.executeCommand('learningLoop.finishRun');
    const second = await commands.executeCommand<RunView>('learningLoop.splitRun', open?.id, [
      'src/second.ts',
    ]);
    assert.deepEqual(filesOf(second.id), ['src/second.ts']);
    assert.deepEqual(filesOf(open?.id ?? ''), ['src/first.ts']);
    const merged = await commands.executeCommand<RunView>('learningLoop.mergeRuns', second.id, open?.id);
    assert.equal(merged.id, open?.id);
    assert.deepEqual(filesOf(merged.id), ['src/first.ts', 'src/second.ts']);
  });

  it('of a renamed file are one: its old name comes back when the new one is rejected', async () => {
    const text = readFileSync(file('src/cart.ts'), 'utf8');
    renameSync(file('src/cart.ts'), file('src/basket.ts'));
    await pendingBecome('src/basket.ts', 'src/cart.ts');
    await commands.executeCommand('learningLoop.rejectFile', Uri.file(file('src/basket.ts')));
    await pendingBecome();
    assert.equal(readFileSync(file('src/cart.ts'), 'utf8'), text);
    assert.ok(!existsSync(file('src/basket.ts')));
  });

  it('become pending when an extension writes them into a document', async () => {
    const uri = Uri.file(file('src/cart.ts'));
    const edit = new WorkspaceEdit();
    edit.insert(uri, (await workspace.openTextDocument(uri)).positionAt(0), '// by an agent\n');
    await workspace.applyEdit(edit);
    await pendingBecome('src/cart.ts');
    await window.showTextDocument(uri);
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('are told from what a person types', async () => {
    const editor = await window.showTextDocument(Uri.file(file('src/cart.ts')));
    await commands.executeCommand('type', { text: '// typed' });
    await editor.document.save();
    writeFileSync(file('src/later.ts'), 'export const later = 1;\n');
    await pendingBecome('src/later.ts');
    assert.match(readFileSync(file('src/cart.ts'), 'utf8'), /typed/);
  });

  it('are told from what git does', async () => {
    git('checkout', '--quiet', '-b', 'other');
    writeFileSync(file('src/other.ts'), 'export const other = 1;\n');
    git('add', '.');
    git('commit', '--quiet', '--message=other');
    git('checkout', '--quiet', 'main');
    await eventually('nothing is pending', () => Promise.resolve(pendingPaths().length === 0));
    git('merge', '--quiet', 'other');
    writeFileSync(file('src/later.ts'), 'export const later = 1;\n');
    await pendingBecome('src/later.ts');
  });
});
