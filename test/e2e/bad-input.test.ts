import * as assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copySampleWorkspace } from '../harness/workspace.js';
import { workbenchUrl } from '../harness/workbench.js';
import { eventually } from '../support/eventually.js';
import { agree, openWorkspaceFile, typeGoal } from './steps.js';
import { useEditor } from './support/use-editor.js';

/** Where a database file holds `PRAGMA user_version`. */
const userVersionAt = 60;

describe('bad input', function () {
  this.timeout(180_000);
  const editor = useEditor({ folder: null });

  async function open(folder: string): Promise<void> {
    await editor().workbench.open(workbenchUrl(editor().server, folder));
  }

  async function startAgreed(): Promise<void> {
    const { workbench } = editor();
    await workbench.runCommand('Learning Loop: Start Run');
    await agree(workbench, 'Numbers only');
  }

  it('no folder: says so and what to do', async () => {
    const { workbench } = editor();
    await workbench.runCommand('Learning Loop: Start Run');
    await workbench.notification('No folder is open').waitFor();
    await workbench.notification('open a folder first').waitFor();
  });

  it('a virtual file system: says why no score can be kept', async () => {
    const folder = await copySampleWorkspace();
    const file = join(folder, 'virtual.code-workspace');
    writeFileSync(file, JSON.stringify({ folders: [{ uri: 'vscode-userdata:/User', name: 'user' }] }));
    await openWorkspaceFile(editor(), file, 'user');
    const { workbench } = editor();
    await workbench.runCommand('Learning Loop: Start Run');
    await workbench.notification('virtual file system (vscode-userdata)').waitFor();
  });

  it('a file named .agent: is left alone', async () => {
    const folder = await copySampleWorkspace();
    rmSync(join(folder, '.agent'), { recursive: true });
    writeFileSync(join(folder, '.agent'), 'mine');
    await open(folder);
    await editor().workbench.runCommand('Learning Loop: Start Run');
    await editor().workbench.notification('is a file').waitFor();
    assert.equal(readFileSync(join(folder, '.agent'), 'utf8'), 'mine');
  });

  it('a broken design card: says where, and opens it there', async () => {
    const folder = await copySampleWorkspace();
    mkdirSync(join(folder, '.agent', 'tasks'), { recursive: true });
    writeFileSync(
      join(folder, '.agent', 'tasks', 'broken.yaml'),
      'name: broken\ngoals: [one, two\nrole: coder\n',
    );
    await open(folder);
    await startAgreed();
    const { workbench } = editor();
    await workbench.pick('broken.yaml');
    await workbench.notification('broken.yaml, line 3').waitFor();
    await workbench.page.locator('.tab.active').filter({ hasText: 'broken.yaml' }).waitFor();
  });

  it('a broken variants file: says where and leaves it as it is', async () => {
    const folder = await copySampleWorkspace();
    const file = join(folder, '.agent', 'prompt_variants.json');
    const text = '[\n  { "id": "default", "name": }\n]\n';
    writeFileSync(file, text);
    await open(folder);
    await editor().workbench.runCommand('Learning Loop: Start Run');
    await agree(editor().workbench, 'Numbers only');
    await editor()
      .workbench.notification(/prompt_variants\.json:2:/)
      .first()
      .waitFor();
    assert.equal(readFileSync(file, 'utf8'), text);
  });

  it('a ledger from the future: is shown, and not written', async () => {
    const folder = await copySampleWorkspace();
    await open(folder);
    await startAgreed();
    const { workbench } = editor();
    await typeGoal(workbench, 'Make a ledger');
    await workbench.pick('By hand');
    await workbench.statusBarItem('make-a-ledger').waitFor();
    await workbench.open(workbenchUrl(editor().server));
    const database = join(folder, '.agent', 'experience.db');
    // The window that was left lives on for a moment.
    await eventually('it is gone', () => editor().server.extensionHosts().length === 1);
    const fromTheFuture = readFileSync(database);
    fromTheFuture.writeUInt32BE(999, userVersionAt);
    writeFileSync(database, fromTheFuture);
    const before = readFileSync(database);
    await open(folder);
    await workbench.runCommand('Learning Loop: Start Run');
    await workbench.notification(/newer/).waitFor();
    assert.deepEqual(readFileSync(database), before);
  });
});
