import * as assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  commands,
  Diagnostic,
  DiagnosticSeverity,
  languages,
  Range,
  ShellExecution,
  Task,
  TaskGroup,
  tasks,
  Uri,
  window,
  workspace,
  type Terminal,
  type TerminalShellIntegration,
} from 'vscode';
import type { CommandEvidence, DiagnosticsEvidence } from '../../src/evidence/evidence.js';
import type { RunView } from '../../src/learning/runs/run.js';
import { eventually } from '../support/eventually.js';
import { agree, evidenceOf, finishRun, openFolder, startRun } from './support/runs.js';

const none = { lint: 0, type: 0, schema: 0, boundary: 0 };

async function runTask(name: string): Promise<void> {
  const task = (await tasks.fetchTasks()).find((each) => each.name === name);
  assert.ok(task, `there is a task ${name}`);
  await ended(task);
}

/** Starts a task and waits for its process to end. */
async function ended(task: Task, stopIt = false): Promise<void> {
  const end = new Promise<void>((resolve) => {
    const listener = tasks.onDidEndTaskProcess(({ execution }) => {
      if (execution.task.name !== task.name) return;
      listener.dispose();
      resolve();
    });
  });
  const begun = new Promise<void>((resolve) => {
    const listener = tasks.onDidStartTaskProcess(() => {
      listener.dispose();
      resolve();
    });
  });
  const execution = await tasks.executeTask(task);
  await begun;
  if (stopIt) execution.terminate();
  await end;
}

function commandsOf(run: RunView): CommandEvidence[] {
  return evidenceOf(run).filter((each) => each.kind === 'command');
}

function lastDiagnosticsOf(run: RunView): DiagnosticsEvidence | undefined {
  return evidenceOf(run).findLast((each) => each.kind === 'diagnostics');
}

function changedIn(run: RunView): string[] {
  return evidenceOf(run).flatMap((each) => (each.kind === 'files' ? each.paths : []));
}

function shownError(line: number, message: string): Diagnostic {
  const diagnostic = new Diagnostic(new Range(line, 0, line, 1), message, DiagnosticSeverity.Error);
  diagnostic.source = 'ts';
  diagnostic.code = 2322;
  return diagnostic;
}

describe('observing', function () {
  this.timeout(90_000);
  const file = (path: string): string => join(openFolder(), path);

  let edits = 0;

  /** Changes a file that no check looks at. */
  function edit(): void {
    edits += 1;
    writeFileSync(file('notes.md'), `${edits}`);
  }

  before('agree', agree);

  after('tidy up', () => {
    rmSync(file('notes.md'), { force: true });
  });

  afterEach('leave no run open', async () => {
    await commands.executeCommand('learningLoop.finishRun');
  });

  it('counts a task once, with the numbers of its tests', async () => {
    // Up to 1.103 the output of the first task in a new terminal cannot be read, and its counts stay unknown.
    await runTask('lint');
    const run = await startRun('watch a test task');
    edit();
    await runTask('test');
    await finishRun();
    const ended = commandsOf(run).filter(({ source, phase }) => source === 'task' && phase === 'run');
    assert.equal(ended.length, 1);
    const [{ check, label, exitCode, scope, phase, tests } = assert.fail()] = ended;
    assert.deepEqual(
      { check, label, exitCode, scope, phase },
      { check: 'test', label: 'test', exitCode: 1, scope: 'project', phase: 'run' },
    );
    assert.deepEqual([tests?.passed, tests?.failed, tests?.failing?.length], [7, 1, 1]);
  });

  it('takes a cancelled task for neither passed nor failed', async () => {
    const run = await startRun('cancel a build');
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const task = new Task({ type: 'shell' }, folder, 'long build', 'test', new ShellExecution('sleep 60'));
    task.group = TaskGroup.Build;
    await ended(task, true);
    const finished = await finishRun();
    const build = commandsOf(run).find(({ label }) => label === 'long build');
    assert.deepEqual([build?.check, build?.exitCode, build?.notCredited], ['build', null, 'cancelled']);
    assert.equal(finished.reward, null, 'a cancelled check has not checked anything');
  });

  describe('a terminal', () => {
    let terminal: Terminal;
    let shell: TerminalShellIntegration;

    before('open it', async () => {
      terminal = window.createTerminal({ name: 'checks', cwd: openFolder() });
      terminal.show();
      shell = await eventually('shell integration', () => terminal.shellIntegration);
    });

    after('close it', () => {
      terminal.dispose();
    });

    async function type(commandLine: string): Promise<void> {
      const end = new Promise<void>((resolve) => {
        const listener = window.onDidEndTerminalShellExecution((event) => {
          if (event.terminal !== terminal) return;
          listener.dispose();
          resolve();
        });
      });
      shell.executeCommand(commandLine);
      await end;
    }

    it('counts for the checks that are typed into it, and for nothing else', async () => {
      const run = await startRun('type checks');
      edit();
      await type('echo npm test');
      await type('npx vitest run');
      await type('npx eslint . | cat');
      await type('npx eslint src/money.ts');
      await finishRun();
      const typed = commandsOf(run).filter(({ source, phase }) => source === 'terminal' && phase === 'run');
      const seen = typed.map(({ check, label, exitCode, tests }) => {
        return [check, label, exitCode, tests?.passed, tests?.failed];
      });
      assert.deepEqual(seen, [
        ['test', 'vitest run', 1, 7, 1],
        ['lint', 'eslint src/money.ts', 0, undefined, undefined],
      ]);
    });

    it('does not count where the setting says so', async () => {
      const settings = workspace.getConfiguration('learningLoop');
      await settings.update('observeTerminals', false);
      const run = await startRun('type unseen');
      edit();
      await type('npx eslint src/money.ts');
      await finishRun();
      await settings.update('observeTerminals', undefined);
      assert.deepEqual(
        commandsOf(run).filter(({ phase }) => phase === 'run'),
        [],
      );
    });
  });

  describe('errors shown in the editor', () => {
    const collection = languages.createDiagnosticCollection('test');
    const cart = (): Uri => Uri.file(file('src/cart.ts'));
    let text: string;

    before('note the file', () => {
      text = readFileSync(cart().fsPath, 'utf8');
    });

    afterEach('put it back', async () => {
      collection.clear();
      writeFileSync(cart().fsPath, text);
      // The file watcher tells of it late; the next run is not to be blamed.
      await new Promise((resolve) => setTimeout(resolve, 1000));
    });

    it('count as the difference from the start, wherever the lines have moved', async () => {
      collection.set(cart(), [shownError(3, 'old'), shownError(5, 'solved')]);
      const run = await startRun('compare errors');
      writeFileSync(cart().fsPath, `\n${text}`);
      await eventually('the change is seen', () => changedIn(run).includes('src/cart.ts'));
      collection.set(cart(), [shownError(4, 'old'), shownError(9, 'new'), shownError(10, 'new')]);
      await finishRun();
      const { introduced, resolved } = lastDiagnosticsOf(run) ?? assert.fail();
      assert.deepEqual(
        { introduced, resolved },
        { introduced: { ...none, type: 2 }, resolved: { ...none, type: 1 } },
      );
    });

    it('are old when they are first shown in a file that the run has not touched', async () => {
      const run = await startRun('first look');
      collection.set(cart(), [shownError(3, 'old')]);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      writeFileSync(cart().fsPath, `\n${text}`);
      await eventually('the change is seen', () => changedIn(run).includes('src/cart.ts'));
      await finishRun();
      assert.deepEqual(lastDiagnosticsOf(run)?.introduced, none);
    });

    it('of files outside of the folder are not looked at', async () => {
      const run = await startRun('look elsewhere');
      collection.set(Uri.parse('untitled:elsewhere.ts'), [shownError(1, 'x')]);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await finishRun();
      assert.equal(lastDiagnosticsOf(run), undefined);
    });
  });

  it('names changed files, and never what is ignored or excluded', async () => {
    const run = await startRun('change files');
    const written = ['src/new.ts', '.env', '.env.local', 'server.pem', 'dist/new.js', '.agent/note.txt'];
    await commands.executeCommand('workbench.action.files.saveAll');
    await workspace.fs.createDirectory(Uri.file(file('dist')));
    for (const path of written) writeFileSync(file(path), 'x');
    await eventually('the change is seen', () => changedIn(run).includes('src/new.ts'));
    await finishRun();
    for (const path of written) rmSync(file(path));
    assert.deepEqual([...new Set(changedIn(run))], ['src/new.ts']);
  });

  it('credits a run that is over until the next one edits, and nothing from before an edit', async () => {
    const before = await startRun('end of observing');
    edit();
    await finishRun();
    await runTask('lint');
    await eventually('the late result is there', () =>
      commandsOf(before).some(({ phase }) => phase === 'run'),
    );
    const after = await startRun('begin of observing');
    await runTask('build');
    await eventually('both have the build', () =>
      commandsOf(after).some(({ label, source }) => label === 'build' && source === 'task'),
    );
    edit();
    await runTask('lint');
    await finishRun();
    const phases = (run: RunView): unknown[] => commandsOf(run).map(({ label, phase }) => [label, phase]);
    const late = commandsOf(before).filter(({ phase }) => phase === 'run');
    assert.deepEqual(
      late.map(({ label }) => label),
      ['lint', 'build'],
    );
    const known = commandsOf(after).filter(({ phase }) => phase === 'before');
    assert.ok(
      known.some(({ label }) => label === 'lint'),
      'what was red before the run is told',
    );
    assert.deepEqual(phases(after).slice(-2), [
      ['build', 'before'],
      ['lint', 'run'],
    ]);
  });
});
