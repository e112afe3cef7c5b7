import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  commands,
  languages,
  Position,
  Range,
  TextEdit,
  Uri,
  window,
  workspace,
  type CodeLens,
} from 'vscode';
import { z } from 'zod';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { agree, openFolder } from './support/runs.js';

const runRow = z.object({ id: z.string(), status: z.string(), goal: z.string().nullable() });
const partRow = z.object({ run: z.string(), path: z.string() });
const payload = z.object({ payload: z.string() });
const quietSeconds = 4;

const file = (name: string): string => join(openFolder(), name);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function git(...args: string[]): string {
  const person = ['-c', 'user.name=T', '-c', 'user.email=t@example.com'];
  return execFileSync('git', [...person, ...args], { cwd: openFolder(), encoding: 'utf8' });
}

function runs(): z.infer<typeof runRow>[] {
  return query(openFolder(), 'SELECT id, status, goal FROM run_facts ORDER BY started_at', runRow);
}

function filesOf(run: string): string[] {
  return query(
    openFolder(),
    `SELECT run, path FROM run_files WHERE run = '${run}' ORDER BY path`,
    partRow,
  ).map(({ path }) => path);
}

async function allEnded(count: number): Promise<void> {
  await eventually(`${count} runs, all ended`, () => {
    const all = runs();
    return all.length === count && all.every(({ status }) => status === 'finished');
  });
}

/** Writes as a script does, without the editor. */
function script(name: string, change: (text: string) => string): void {
  writeFileSync(file(name), change(readFileSync(file(name), 'utf8')));
}

const withLine = (text: string): string => `// by a script\n${text}`;

async function type(name: string, text: string): Promise<void> {
  const editor = await window.showTextDocument(Uri.file(file(name)));
  await commands.executeCommand('cursorBottom');
  await commands.executeCommand('type', { text });
  await editor.document.save();
}

describe('runs that open by themselves', function () {
  this.timeout(120_000);
  let earlier = 0;

  before('agree, and let runs end soon', async () => {
    mkdirSync(file('local-package'), { recursive: true });
    writeFileSync(file('local-package/package.json'), '{ "name": "local-package", "version": "1.0.0" }\n');
    git('add', '.');
    git('commit', '--quiet', '--message=a package');
    git('branch', 'upstream');
    git('checkout', '--quiet', '-b', 'other');
    script('src/money.ts', (text) => `${text}// on another branch\n`);
    git('commit', '--quiet', '--all', '--message=other');
    git('checkout', '--quiet', 'upstream');
    script('src/receipt.ts', (text) => `${text}// from upstream\n`);
    git('commit', '--quiet', '--all', '--message=upstream');
    git('checkout', '--quiet', 'main');
    await agree();
    const settings = workspace.getConfiguration('learningLoop', workspace.workspaceFolders?.[0]);
    await settings.update('quietSeconds', quietSeconds);
    await pause(3000);
    earlier = runs().length;
  });

  it('are two for two bursts, whatever else happens between', async () => {
    const formatter = languages.registerDocumentFormattingEditProvider('markdown', {
      provideDocumentFormattingEdits: (document) =>
        document.getText().includes('  // odd')
          ? [
              TextEdit.replace(
                new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end),
                document.getText().replaceAll('  // odd', '// even'),
              ),
            ]
          : [],
    });
    const editing = workspace.getConfiguration('editor', workspace.workspaceFolders?.[0]);
    await editing.update('formatOnSave', true);

    script('src/cart.ts', withLine);
    script('src/discount.ts', withLine);
    writeFileSync(file('src/fresh.ts'), 'export const fresh = 1;\n');
    await type('README.md', 'typed by a person\n');
    await allEnded(earlier + 1);

    await type('README.md', '  // odd\n');
    assert.match(readFileSync(file('README.md'), 'utf8'), /even/);
    git('stash', '--quiet', '--include-untracked');
    git('checkout', '--quiet', 'other');
    await pause(2500);
    git('checkout', '--quiet', 'main');
    await pause(2500);
    git('pull', '--quiet', '--no-rebase', '.', 'upstream');
    await pause(2500);
    git('stash', 'pop', '--quiet');
    await pause(2500);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--offline', './local-package'], {
      cwd: openFolder(),
    });
    await pause(2500);
    await type('README.md', 'and again\n');
    assert.equal(runs().length, earlier + 1, 'nothing of this is a run');

    script('src/discount.ts', (text) => text.replace('// by a script', '// by a script, once more'));
    await pause(1000);
    script('src/receipt.ts', withLine);
    writeFileSync(file('src/later.ts'), 'export const later = 1;\n');
    await allEnded(earlier + 2);

    const [first, second] = runs().slice(earlier);
    assert.deepEqual(filesOf(first?.id ?? ''), ['src/cart.ts', 'src/discount.ts', 'src/fresh.ts']);
    assert.deepEqual(filesOf(second?.id ?? ''), ['src/discount.ts', 'src/later.ts', 'src/receipt.ts']);
    formatter.dispose();
  });

  it('ask nobody again about what Copilot asks itself', async () => {
    const uri = Uri.file(file('src/cart.ts'));
    const used = { kind: 'other', agent: 'GitHub Copilot', modelName: null, promptId: null };
    await commands.executeCommand('learningLoop.startRun', { goal: 'by Copilot', used });
    await window.showTextDocument(uri);
    script('src/cart.ts', (text) => `// by Copilot\n${text}`);
    const isWritten = (): boolean => filesOf(runs().at(-1)?.id ?? '').includes('src/cart.ts');
    await eventually('the edit belongs to the run', isWritten);
    const asks = async (): Promise<boolean> => {
      const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 20);
      return lenses.some(({ command }) => command?.command === 'learningLoop.keepEdit');
    };
    assert.equal(await asks(), false);
    const settings = workspace.getConfiguration('learningLoop', workspace.workspaceFolders?.[0]);
    await settings.update('reviewCopilot', true);
    await eventually('it asks where a person wants it', asks);
    await settings.update('reviewCopilot', undefined);
    await commands.executeCommand('learningLoop.finishRun');
    git('commit', '--quiet', '--all', '--message=Copilot too');
    const said = `SELECT payload FROM evidence WHERE run = '${runs().at(-1)?.id ?? ''}' AND kind = 'review'`;
    await eventually('the commit is the word', () => query(openFolder(), said, payload).length > 0);
  });
});
