import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, window, workspace, type Terminal, type TerminalShellIntegration } from 'vscode';
import { agree, finishRun, startRun } from '../../host/support/runs.js';
import { eventually } from '../../support/eventually.js';
import { watchTimed } from './timed-watch.js';

const rounds = 12;
const lines = 10_000;
/** A log scrolls: it does not come at once. */
const parts = 200;

/**
 * Inside the extension host: how late its timers are while a log of 10,000 lines scrolls in a terminal that
 * is a check's, and while the same log is one of any other command, alternately, a run being open; then, how long the handling of each event of observing takes.
 */
export async function run(): Promise<void> {
  const results = process.env['TEST_RESULTS'];
  const root = workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (results === undefined || root === undefined) throw new Error('not in the harness');
  makePrograms(join(root, 'bin'));
  await agree();
  await startRun('scroll logs');
  const terminal = window.createTerminal({ name: 'logs', cwd: root });
  terminal.show();
  const shell = await eventually('shell integration', () => terminal.shellIntegration);
  const [observedMs, otherMs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    await measure(observedMs, terminal, shell, 'bin/pytest');
    await measure(otherMs, terminal, shell, 'bin/scroll');
    console.log('[test]', `round ${round + 1} of ${rounds}`);
  }
  const timed = watchTimed();
  for (let round = 0; round < rounds; round += 1) await measure([], terminal, shell, 'bin/pytest');
  await timed.dispose();
  await finishRun();
  await commands.executeCommand('workbench.action.terminal.killAll');
  writeFileSync(
    results,
    JSON.stringify({ observedMs, otherMs, eventsMs: timed.eventsMs, passed: timed.passed }),
  );
}

/** Both print the same log; by its name one is a test runner. */
function makePrograms(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const log = Array.from(
    { length: lines },
    (_, line) => `tests/test_${line % 40}.py::test_${line} PASSED [ ${line % 100}%]`,
  );
  for (let part = 0; part < parts; part += 1) {
    const own = log.slice((part * lines) / parts, ((part + 1) * lines) / parts);
    writeFileSync(join(folder, `log-${part}.txt`), `${own.join('\n')}\n`);
  }
  const summary = `=== ${lines} passed in 3.21s ===`;
  const script = `i=0; while [ $i -lt ${parts} ]; do cat bin/log-$i.txt; sleep 0.01; i=$((i+1)); done; echo '${summary}'`;
  for (const name of ['pytest', 'scroll']) {
    const program = join(folder, name);
    writeFileSync(program, `#!/bin/sh\nsleep 0.2\n${script}\n`);
    chmodSync(program, 0o755);
  }
}

async function measure(
  delaysMs: number[],
  terminal: Terminal,
  shell: TerminalShellIntegration,
  program: string,
): Promise<void> {
  let isOver = false;
  const sample = (): void => {
    const dueAt = performance.now() + 1;
    setTimeout(() => {
      delaysMs.push(Math.max(0, performance.now() - dueAt));
      if (!isOver) sample();
    }, 1);
  };
  sample();
  const ended = endIn(terminal);
  shell.executeCommand(program);
  await ended;
  // What follows the end, such as reading the result, belongs to it.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  isOver = true;
}

async function endIn(terminal: Terminal): Promise<void> {
  await new Promise<void>((resolve) => {
    const listener = window.onDidEndTerminalShellExecution((event) => {
      if (event.terminal !== terminal) return;
      listener.dispose();
      resolve();
    });
  });
}
