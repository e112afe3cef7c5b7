import * as assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancellationTokenSource, commands, LanguageModelTextPart, lm, window } from 'vscode';
import { z } from 'zod';
import type { LearningLoop } from '../../src/learning/learning-loop.js';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { learningLoop } from './support/learning-loop.js';
import { agree, openFolder } from './support/runs.js';

/** What is used of the library as built. */
interface Library {
  readonly LearningLoop: typeof LearningLoop;
}

const openRun = z.object({ id: z.string() });
const edited = z.object({ paths: z.string() });
const names = ['suggest', 'recall', 'record_outcome', 'look_up_docs', 'explain_run', 'standings'];

async function invoke(name: string, input: object): Promise<string> {
  const token = new CancellationTokenSource().token;
  const invocation = { input, toolInvocationToken: undefined };
  const { content } = await lm.invokeTool(`learningLoop_${name}`, invocation, token);
  const [part] = content;
  assert.ok(part instanceof LanguageModelTextPart);
  return part.value;
}

describe('agents in VS Code', () => {
  it('find each tool, with what it takes', async () => {
    await learningLoop().activate();
    for (const name of names) {
      const tool = lm.tools.find((each) => each.name === `learningLoop_${name}`);
      assert.match(tool?.description ?? '', /\S/, name);
      assert.ok(tool?.inputSchema !== undefined, name);
    }
  });

  it('ask for a suggestion, tell the outcome, and ask about it', async () => {
    await agree();
    const [, code] = /^Suggestion (\S+)/.exec(await invoke('suggest', { task: 'Fix the cart' })) ?? [];
    const checks = [{ command: 'npm test', kind: 'test', exit_code: 0, tests_passed: 3, tests_failed: 0 }];
    const outcome = { task: 'Fix the cart', agent: 'Host', model: 'gpt-4o-mini', suggestion: code, checks };
    const recorded = await invoke('record_outcome', outcome);
    const [, run] = /^Recorded\. Run (\d+) .*score/.exec(recorded) ?? [];
    assert.ok(run !== undefined, recorded);
    assert.match(
      await invoke('explain_run', { run: Number(run) }),
      /Tests: 3\/3 from `npm test`, as the agent told/,
    );
    assert.match(await invoke('recall', { task: 'the cart' }), /> by: Host, model gpt-4o-mini/);
    assert.match(await invoke('standings', { of: 'models' }), /> gpt-4o-mini/);
  });

  it('are told what does not fit, and what is not kept', async () => {
    await assert.rejects(async () => invoke('explain_run', { run: 99_999 }), /There is no run 99999/);
    await assert.rejects(
      async () => invoke('look_up_docs', { query: 'zebra' }),
      /Nothing that is kept answers this/,
    );
  });
});

describe('instructions for agents', () => {
  const file = (): string => join(openFolder(), 'CLAUDE.md');
  const written = (): string => readFileSync(file(), 'utf8');
  // Without a line break at its end, which must come out again.
  const own = '# Ours\n\nUse tabs.';

  const openRuns = () => query(openFolder(), "SELECT id FROM run_facts WHERE status = 'open'", openRun);
  const filesOf = (run: string) =>
    query(
      openFolder(),
      `SELECT payload ->> 'paths' AS paths FROM evidence WHERE kind = 'files' AND run = '${run}'`,
      edited,
    );

  /** The command, with the first answer to each question, until something is so. */
  async function tellUntil(what: string, isSo: () => boolean): Promise<void> {
    void commands.executeCommand('learningLoop.tellAgents');
    await eventually(what, async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await new Promise((resolve) => setTimeout(resolve, 300));
      return isSo();
    });
  }

  async function record(model: string, isGood: boolean): Promise<void> {
    const library = (await import(join(learningLoop().extensionPath, 'dist', 'learning.mjs'))) as Library;
    const loop = new library.LearningLoop(openFolder());
    const inputs = { lint_errors: 0, type_errors: 0, schema_errors: 0, boundary_errors: 0, tests_total: 1 };
    for (let count = 0; count < 25; count += 1) {
      const seen = { ...inputs, compile_pass: isGood, tests_passed: Number(isGood), human_accept: isGood };
      loop.recordRun('task', model, 'default', seen, 10, 10, '""', '""');
    }
    loop.close();
  }

  it('tell what was learned, are kept current, and are as they were when that is taken out', async () => {
    await agree();
    // In one step: a file that is seen while it is written may be seen once more, after the run is over.
    const made = join(mkdtempSync(join(tmpdir(), 'instructions-')), 'CLAUDE.md');
    writeFileSync(made, own);
    renameSync(made, file());
    // What nobody typed is an agent's: a run opens.
    const [first] = await eventually('this is noticed', () => openRuns().length === 1 && openRuns());
    await eventually('its file is known', () => filesOf(first?.id ?? '').length > 0);
    await commands.executeCommand('learningLoop.keepAll');
    await commands.executeCommand('learningLoop.finishRun');
    await record('good-model', true);
    await record('bad-model', false);
    await tellUntil('it tells', () => written() !== own);
    assert.match(
      written(),
      /^# Ours\n\nUse tabs\.\n\n<!-- learning-loop:begin [^]*<!-- learning-loop:end -->$/,
    );
    assert.match(
      written(),
      /- The model “good-model” \(about 100 % worked\) is clearly better than “bad-model” \(about 25 % worked\)\./,
    );
    await record('better-model', true);
    await record('good-model', false);
    await eventually('it tells of the other one', () => /model “better-model” /.test(written()));
    await tellUntil('it is taken out', () => written() === own);
    // None of it was an agent's: only what comes later is.
    const later = join(openFolder(), 'later.txt');
    writeFileSync(later, 'later\n');
    const [run] = await eventually('a later file is noticed', () => openRuns().length > 0 && openRuns());
    const paths = await eventually('its file is known', () => filesOf(run?.id ?? '')[0]);
    assert.deepEqual(paths, { paths: '["later.txt"]' });
    await commands.executeCommand('learningLoop.keepAll');
    await commands.executeCommand('learningLoop.finishRun');
    rmSync(later);
    rmSync(file());
  });
});

describe('a terminal', () => {
  it('knows the command learning-loop, run by the Node of VS Code', async () => {
    await learningLoop().activate();
    const folder = mkdtempSync(join(tmpdir(), 'terminal-'));
    const printed = join(folder, 'printed.txt');
    const isPrinted = (): boolean =>
      existsSync(printed) && /^\d+\.\d+\.\d+\n$/.test(readFileSync(printed, 'utf8'));
    // A terminal that was made before the command was put there does not know it.
    for (let attempt = 1; attempt <= 5 && !isPrinted(); attempt += 1) {
      const terminal = window.createTerminal({ name: 'asks', cwd: folder });
      terminal.sendText(`learning-loop --version > ${printed}`);
      await eventually('it prints its version', isPrinted, 5000).catch(() => undefined);
      terminal.dispose();
    }
    assert.ok(isPrinted());
    rmSync(folder, { recursive: true });
  });
});
