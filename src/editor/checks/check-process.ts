import { execFile, spawn, type ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import { OutputText } from '../../evidence/output-text.js';
import type { CaughtText } from '../../evidence/seen-output.js';

const limits = { whole: 4 * 1024 * 1024, telling: 4 * 1024 * 1024 };
const killAfterMs = 3000;

/** How a check's process ended. */
export interface CheckEnd {
  /** Null when it was cancelled or could not be started. */
  readonly exitCode: number | null;
  /** Null where there was more than can be read. */
  readonly output: CaughtText | null;
}

/**
 * Runs a command line of a person's choice and shows what it prints. It has no keyboard, so that test runners end by
 * themselves; closing its terminal cancels it, with everything that it has started.
 */
export class CheckProcess implements vscode.Pseudoterminal {
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  readonly #output = new OutputText(limits);
  readonly #commandLine: string;
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #isCancelled = false;
  #resolve: (end: CheckEnd) => void = () => undefined;

  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;
  readonly ended = new Promise<CheckEnd>((resolve) => {
    this.#resolve = resolve;
  });

  constructor(commandLine: string, folder: string) {
    this.#commandLine = commandLine;
    this.#folder = folder;
  }

  open(): void {
    if (this.#isCancelled) return;
    this.#show(`> ${this.#commandLine}\n`);
    const child = spawn(this.#commandLine, {
      cwd: this.#folder,
      shell: true,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that it can be ended with what it started.
      detached: process.platform !== 'win32',
    });
    this.#child = child;
    const take = (chunk: Buffer): void => {
      this.#output.add(chunk);
      this.#show(chunk.toString('utf8'));
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => {
      this.#show(`${error.message}\n`);
      this.#end(null);
    });
    child.on('close', (code) => {
      this.#end(this.#isCancelled ? null : code);
    });
  }

  close(): void {
    this.cancel();
  }

  handleInput(data: string): void {
    if (data === '\u0003') this.cancel();
  }

  /** Ends the process, if it runs; the result is then none. */
  cancel(): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    if (this.#child === undefined) this.#end(null);
    else if (this.#child.exitCode === null) endGroup(this.#child);
  }

  #show(text: string): void {
    this.#written.fire(text.replace(/\r?\n/g, '\r\n'));
  }

  #end(exitCode: number | null): void {
    this.#resolve({ exitCode, output: this.#output.end() ?? null });
    this.#closed.fire(exitCode ?? 1);
  }
}

function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(pid), '/T', '/F'], () => undefined);
    return;
  }
  signalGroup(pid, 'SIGTERM');
  setTimeout(() => {
    signalGroup(pid, 'SIGKILL');
  }, killAfterMs);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It is over.
  }
}

/** Ours without what belongs to the editor; `CI` keeps runners from waiting for changes. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VSCODE_|ELECTRON_)/.test(name));
  return { CI: 'true', ...Object.fromEntries(own) };
}
