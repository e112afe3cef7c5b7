import { spawn, type ChildProcess } from 'node:child_process';

export interface ChildExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A bundled program running as a process of its own, and the lines it has printed so far. */
export class ChildProgram {
  readonly lines: string[] = [];
  readonly exited: Promise<ChildExit>;
  readonly #process: ChildProcess;
  #rest = '';
  #errors = '';
  #onChange: () => void = () => undefined;
  #hasExited = false;

  constructor(bundle: string, args: readonly string[]) {
    this.#process = spawn(process.execPath, ['--enable-source-maps', bundle, ...args], { stdio: 'pipe' });
    this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#take(text);
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    this.exited = new Promise((resolve) => {
      this.#process.on('close', (code, signal) => {
        this.#hasExited = true;
        this.#onChange();
        resolve({ code, signal });
      });
    });
  }

  /** What it said on its error output. */
  get errors(): string {
    return this.#errors.trim();
  }

  /** Resolves when that many lines are there, or the program has ended. */
  async printed(lineCount: number): Promise<void> {
    while (this.lines.length < lineCount && !this.#hasExited) {
      await new Promise<void>((resolve) => {
        this.#onChange = resolve;
      });
    }
  }

  tell(line: string): void {
    this.#process.stdin?.write(`${line}\n`);
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  #take(text: string): void {
    const parts = (this.#rest + text).split('\n');
    this.#rest = parts.pop() ?? '';
    this.lines.push(...parts);
    this.#onChange();
  }
}

export function randomPause(longestMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longestMs));
}
