import * as assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  commands,
  lm,
  ShellExecution,
  Task,
  TaskGroup,
  tasks,
  TestMessage,
  TestRunRequest,
  tests,
  window,
  workspace,
  type TestController,
} from 'vscode';
import { z } from 'zod';
import type { CommandEvidence } from '../../src/evidence/evidence.js';
import type { RunView } from '../../src/learning/runs/run.js';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { agree, evidenceOf, finishRun, openFolder, startRun } from './support/runs.js';

interface Project {
  readonly name: string;
  /** Below the opened folder. */
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
  /** Makes what the tests need; false, and the reason, where that cannot be had. */
  readonly prepare: (folder: string) => string | true;
  readonly commandLine: string;
  /** The same with a report file, started outside of the editor. */
  readonly reporting: readonly [string, ...string[]];
  readonly counts: { readonly passed: number; readonly failed: number };
}

const projects: readonly Project[] = [
  {
    name: 'the sample workspace',
    folder: '.',
    files: {},
    prepare: () => true,
    commandLine: 'npx vitest run',
    reporting: ['npx', 'vitest', 'run', '--reporter=junit', '--outputFile=reports/junit.xml'],
    counts: { passed: 7, failed: 1 },
  },
  {
    name: 'a pytest project',
    folder: 'ledger-py',
    files: {
      'ledger/__init__.py': '',
      'ledger/book.py':
        'def total(lines):\n    return sum(lines)\n\n\ndef mean(lines):\n    return sum(lines) / 2\n',
      'tests/test_book.py': [
        'import sys, pathlib',
        'sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))',
        'import pytest',
        'from ledger.book import mean, total',
        '',
        '@pytest.mark.parametrize("lines,expected", [([], 0), ([1, 2], 3), ([5], 5)])',
        'def test_total(lines, expected):\n    assert total(lines) == expected',
        '',
        'def test_mean_of_two():\n    assert mean([2, 4]) == 3',
        '',
        'def test_mean_of_three():\n    assert mean([1, 2, 3]) == 2',
        '',
        '@pytest.mark.skip(reason="later")\ndef test_rounding():\n    assert False',
        '',
        '@pytest.mark.xfail\ndef test_negative():\n    assert mean([-1]) == 1',
        '',
      ].join('\n'),
    },
    prepare: () =>
      spawnSync('python3', ['-m', 'pytest', '--version']).status === 0 ? true : 'pytest is not installed',
    commandLine: 'python3 -m pytest',
    reporting: ['python3', '-m', 'pytest', '--junitxml=reports/junit.xml'],
    counts: { passed: 4, failed: 1 },
  },
  {
    name: 'a Jest project',
    folder: 'slugs-js',
    files: {
      'package.json': '{"name":"slugs","private":true,"scripts":{"test":"jest"}}',
      'slug.js': "exports.slug = (text) => text.toLowerCase().replace(/ /g, '-');\n",
      'slug.test.js': [
        "const { slug } = require('./slug');",
        "describe('slug', () => {",
        "  test('lowers', () => expect(slug('Ab')).toBe('ab'));",
        "  test('joins', () => expect(slug('a b')).toBe('a-b'));",
        "  test('trims', () => expect(slug(' a ')).toBe('a'));",
        "  test.skip('accents', () => undefined);",
        "  test.todo('emoji');",
        '});',
        '',
      ].join('\n'),
    },
    prepare: installJest,
    commandLine: 'npx jest',
    reporting: ['npx', 'jest', '--json', '--outputFile=jest-results.json'],
    counts: { passed: 2, failed: 1 },
  },
];

const jestVersion = '30.5.2';

function installJest(folder: string): string | true {
  const cache = join(
    process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
    'learning-loop',
    `jest-${jestVersion}`,
  );
  try {
    if (!existsSync(join(cache, 'node_modules', '.bin', 'jest'))) {
      mkdirSync(cache, { recursive: true });
      writeFileSync(join(cache, 'package.json'), '{"private":true}');
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', `jest@${jestVersion}`], {
        cwd: cache,
      });
    }
  } catch {
    return 'Jest cannot be installed';
  }
  symlinkSync(join(cache, 'node_modules'), join(folder, 'node_modules'));
  return true;
}

const signalsRow = z.object({ tests_failed: z.number() });

describe('the same tests', function () {
  this.timeout(180_000);
  let edits = 0;

  function edit(): void {
    edits += 1;
    writeFileSync(join(openFolder(), 'notes.md'), `${edits}`);
  }

  before('agree', agree);

  before('open no run for the edits of the tests', async () => {
    await workspace.getConfiguration('learningLoop').update('automaticRuns', false);
  });

  after('tidy up', async () => {
    rmSync(join(openFolder(), 'notes.md'), { force: true });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await workspace.getConfiguration('learningLoop').update('automaticRuns', undefined);
  });

  afterEach('leave no run open', async () => {
    await commands.executeCommand('learningLoop.finishRun');
  });

  for (const project of projects) {
    describe(`of ${project.name}`, () => {
      const at = (): string => join(openFolder(), project.folder);
      let output = '';

      before('make it', function () {
        for (const [path, text] of Object.entries(project.files)) {
          mkdirSync(dirname(join(at(), path)), { recursive: true });
          writeFileSync(join(at(), path), text);
        }
        const prepared = project.prepare(at());
        if (prepared === true) return;
        console.log('[test]', `skipped: ${prepared}`);
        this.skip();
      });

      after('remove it', () => {
        if (project.folder !== '.') rmSync(at(), { recursive: true, force: true });
      });

      /** Does something in a run and answers with what it told of tests. */
      async function during(
        action: () => Promise<unknown>,
      ): Promise<{ run: RunView; seen: CommandEvidence[] }> {
        const run = await startRun('run the tests');
        edit();
        await new Promise((resolve) => setTimeout(resolve, 1000));
        await action();
        const finished = await finishRun();
        const credited = evidenceOf(run).filter((each) => each.kind === 'command' && each.phase === 'run');
        return { run: finished, seen: credited.filter((each) => each.kind === 'command') };
      }

      function assertCounts({ run, seen }: { run: RunView; seen: CommandEvidence[] }, source: string): void {
        const mine = seen.filter((each) => each.source === source);
        assert.equal(mine.length, 1, `one result from ${source}`);
        const { passed, failed } = mine[0]?.tests ?? {};
        assert.deepEqual({ passed, failed }, project.counts);
        const signals = query(
          openFolder(),
          `SELECT * FROM signals WHERE run_id = ${String(run.number)}`,
          signalsRow,
        );
        assert.deepEqual(signals, [{ tests_failed: project.counts.failed }]);
      }

      it('count from a task', async () => {
        const [folder] = workspace.workspaceFolders ?? [];
        assert.ok(folder);
        const command = new ShellExecution(project.commandLine, { cwd: at() });
        const task = new Task({ type: 'shell', id: project.name }, folder, 'all tests', 'test', command);
        task.group = TaskGroup.Test;
        // Up to 1.103 the output of the first task in a new terminal cannot be read.
        await endOf(task);
        assertCounts(await during(() => endOf(task)), 'task');
      });

      it('count from a terminal', async () => {
        const terminal = window.createTerminal({ name: project.name, cwd: at() });
        terminal.show();
        const shell = await eventually('shell integration', () => terminal.shellIntegration);
        const typed = async (): Promise<void> => {
          const execution = shell.executeCommand(project.commandLine);
          const reading = (async () => {
            for await (const part of execution.read()) output += part;
          })();
          await new Promise<void>((resolve) => {
            const listener = window.onDidEndTerminalShellExecution((event) => {
              if (event.execution !== execution) return;
              listener.dispose();
              resolve();
            });
          });
          await reading;
        };
        assertCounts(await during(typed), 'terminal');
        terminal.dispose();
      });

      it('count from a report file', async () => {
        const [program, ...args] = project.reporting;
        const result = await during(async () => {
          spawnSync(program, args, { cwd: at() });
          await new Promise((resolve) => setTimeout(resolve, 1500));
        });
        assertCounts(result, 'report');
      });

      describe('from the Testing view', () => {
        let controller: TestController;

        before('make a controller', () => {
          controller = tests.createTestController(`other-${project.folder}`, 'Another extension');
        });

        after('drop it', () => {
          controller.dispose();
        });

        /** As another extension does: tells of each test, and passes on what the runner prints. */
        function runTests(message: string | undefined): void {
          const items = Array.from({ length: project.counts.passed + project.counts.failed }, (_, index) =>
            controller.createTestItem(`t${index}`, `test ${index}`),
          );
          controller.items.replace(items);
          const testRun = controller.createTestRun(new TestRunRequest());
          for (const [index, item] of items.entries()) {
            testRun.started(item);
            if (index < project.counts.passed) testRun.passed(item);
            else testRun.failed(item, message === undefined ? [] : [new TestMessage(message)]);
          }
          testRun.appendOutput(output.replace(/\r?\n/g, '\r\n'));
          testRun.end();
        }

        const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 1000));

        it('count where the view has the output, else are unknown', async () => {
          const result = await during(async () => {
            runTests(undefined);
            await settled();
          });
          const isShown = lm.tools.some(({ name }) => name === 'testFailure');
          if (isShown) assertCounts(result, 'testing');
          else
            assert.deepEqual(
              result.seen.filter(({ source }) => source === 'testing'),
              [],
            );
        });

        it('are unknown where only the failing ones are told', async () => {
          const { run, seen } = await during(async () => {
            runTests('expected 1 to be 2');
            await settled();
          });
          assert.deepEqual(
            seen.filter(({ tests: counts }) => counts !== null),
            [],
          );
          assert.equal(run.reward, null);
        });
      });
    });
  }

  async function endOf(task: Task): Promise<void> {
    const end = new Promise<void>((resolve) => {
      const listener = tasks.onDidEndTaskProcess(({ execution }) => {
        if (execution.task.name !== task.name) return;
        listener.dispose();
        resolve();
      });
    });
    await tasks.executeTask(task);
    await end;
  }
});
