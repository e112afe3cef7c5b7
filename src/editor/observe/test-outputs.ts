import * as vscode from 'vscode';
import { checksOf } from '../../evidence/check-command.js';
import type { TestCounts } from '../../evidence/evidence.js';
import { testCountsIn } from '../../evidence/test-counts.js';
import type { Disposable } from '../disposable-store.js';

interface Reading {
  readonly execution: vscode.TerminalShellExecution;
  readonly terminal: vscode.Terminal;
  readonly output: Promise<string>;
}

/** Summaries stand at the end. */
const keptCharacters = 256 * 1024;
const keptReadings = 20;
/** A task's end may be told a few milliseconds before the last of its output. */
const outputGraceMs = 1000;

/** Reads what test commands print, and no other command: in terminals, and in the terminals that tasks run in. */
export class TestOutputs implements Disposable {
  readonly #readings: Reading[] = [];
  readonly #listener: Disposable;

  constructor() {
    this.#listener = vscode.window.onDidStartTerminalShellExecution(({ execution, terminal }) => {
      if (!checksOf(commandLineOf(execution)).includes('test')) return;
      // Reading must begin at once, or the beginning is lost (seen in 1.103 and 1.139).
      this.#readings.unshift({ execution, terminal, output: readAll(execution) });
      this.#readings.length = Math.min(this.#readings.length, keptReadings);
    });
  }

  /** Null when nothing was read or no summary was recognised. */
  async countsOf(execution: vscode.TerminalShellExecution): Promise<TestCounts | null> {
    return countsIn(this.#readings.find((reading) => reading.execution === execution));
  }

  /** The counts of the task whose process this is. */
  async countsOfProcess(processId: number): Promise<TestCounts | null> {
    for (const reading of this.#readings) {
      if ((await reading.terminal.processId) === processId) return countsIn(reading);
    }
    return null;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#readings.length = 0;
  }
}

/** A task may have the line that VS Code prints in its terminal instead of its command line (seen in 1.103 and 1.139). */
export function commandLineOf(execution: vscode.TerminalShellExecution): string {
  return execution.commandLine.value.replace(/^ \* {2}Executing task: /, '');
}

async function countsIn(reading: Reading | undefined): Promise<TestCounts | null> {
  if (reading === undefined) return null;
  const grace = new Promise<string>((resolve) => setTimeout(resolve, outputGraceMs, ''));
  return testCountsIn(await Promise.race([reading.output, grace]));
}

async function readAll(execution: vscode.TerminalShellExecution): Promise<string> {
  let text = '';
  for await (const part of execution.read()) text = (text + part).slice(-keptCharacters);
  return text;
}
