import * as vscode from 'vscode';
import { OutputText } from '../../evidence/output-text.js';
import type { CaughtText } from '../../evidence/seen-output.js';
import type { Disposable } from '../disposable-store.js';

interface Reading {
  readonly execution: vscode.TerminalShellExecution;
  readonly terminal: vscode.Terminal;
  readonly output: Promise<CaughtText | null>;
}

const limits = { whole: 4 * 1024 * 1024, telling: 4 * 1024 * 1024 };
/** Commands whose end is never told must not be kept for ever. */
const keptReadings = 20;
/** A task's end may be told a few milliseconds before the last of its output. */
const outputGraceMs = 1000;

/** Reads what checks print, and no other command: in terminals, and in the terminals that tasks run in. */
export class CheckOutputs implements Disposable {
  #readings: readonly Reading[] = [];
  readonly #listener: Disposable;

  /** @param isCheck whether a command that begins now is a check whose output may be read */
  constructor(isCheck: (execution: vscode.TerminalShellExecution) => boolean) {
    this.#listener = vscode.window.onDidStartTerminalShellExecution(({ execution, terminal }) => {
      if (!isCheck(execution)) return;
      // Reading must begin at once, or the beginning is lost (seen in 1.103 and 1.139).
      const reading = { execution, terminal, output: readAll(execution) };
      this.#readings = [reading, ...this.#readings].slice(0, keptReadings);
    });
  }

  /** What an ended command printed; null when nothing was read. It is handed out once. */
  async take(execution: vscode.TerminalShellExecution): Promise<CaughtText | null> {
    return this.#end(this.#readings.find((reading) => reading.execution === execution));
  }

  /** What the task whose process this is printed; null when nothing was read. It is handed out once. */
  async takeOfProcess(processId: number): Promise<CaughtText | null> {
    for (const reading of this.#readings) {
      if ((await reading.terminal.processId) === processId) return this.#end(reading);
    }
    return null;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#readings = [];
  }

  async #end(reading: Reading | undefined): Promise<CaughtText | null> {
    if (reading === undefined) return null;
    this.#readings = this.#readings.filter((each) => each !== reading);
    const grace = new Promise<null>((resolve) => setTimeout(resolve, outputGraceMs, null));
    return Promise.race([reading.output, grace]);
  }
}

/** A task may have the line that VS Code prints in its terminal instead of its command line (seen in 1.103 and 1.139). */
export function commandLineOf(execution: vscode.TerminalShellExecution): string {
  return execution.commandLine.value.replace(/^ \* {2}Executing task: /, '').trim();
}

/** Null for what is empty, as the output of a fast command can seem to be, and for what is too much. */
async function readAll(execution: vscode.TerminalShellExecution): Promise<CaughtText | null> {
  const output = new OutputText(limits);
  for await (const part of execution.read()) output.add(part);
  const caught = output.end();
  return caught === undefined || caught.text === '' ? null : caught;
}
