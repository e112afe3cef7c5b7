import { execFileSync } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { homedir } from 'node:os';
import type { AgentEvent } from '../../adapters/agent-event.js';
import { eventsOfTelemetry } from '../../adapters/copilot/telemetry.js';

/** The file into which Copilot Chat writes its telemetry, and what of it is about a window's checkout. */
export interface TelemetryFile {
  readonly file: string;
  readonly checkout: string;
  /** The window's own name for itself: the file has that of every window. */
  readonly window: string;
}

/** Of one reading; what is longer was not written while we watched. */
const maxBytes = 8 * 1024 * 1024;

/** Reads what Copilot adds to its telemetry file, from the file's end on. */
export class CopilotTelemetry {
  readonly #source: TelemetryFile;
  readonly #isAtCommit = new Map<string, boolean>();
  #offset: number | undefined;

  constructor(source: TelemetryFile) {
    this.#source = source;
  }

  /** Whether this reads that source. */
  isOf({ file, checkout, window }: TelemetryFile): boolean {
    const own = this.#source;
    return own.file === file && own.checkout === checkout && own.window === window;
  }

  /** What came since the last reading; nothing at the first. */
  read(): AgentEvent[] {
    const { checkout, window } = this.#source;
    const place = { root: checkout, isAtCommit: (commit: string) => this.#has(commit) };
    return eventsOfTelemetry(this.#news(), place).events.filter(({ session }) => session === window);
  }

  /** Whole lines only; the file may have been written anew. */
  #news(): string {
    let descriptor: number;
    try {
      descriptor = openSync(this.#source.file, 'r');
    } catch {
      this.#offset ??= 0;
      return '';
    }
    try {
      const { size } = fstatSync(descriptor);
      const from = this.#offset === undefined || size - this.#offset > maxBytes ? size : this.#offset;
      const start = from > size ? 0 : from;
      const bytes = Buffer.alloc(size - start);
      const read = readSync(descriptor, bytes, 0, bytes.length, start);
      const end = bytes.subarray(0, read).lastIndexOf(0x0a) + 1;
      this.#offset = start + end;
      return bytes.toString('utf8', 0, end);
    } finally {
      closeSync(descriptor);
    }
  }

  #has(commit: string): boolean {
    const known = this.#isAtCommit.get(commit) ?? hasCommit(this.#source.checkout, commit);
    this.#isAtCommit.set(commit, known);
    return known;
  }
}

function hasCommit(checkout: string, commit: string): boolean {
  if (!/^[0-9a-f]{7,64}$/.test(commit)) return false;
  try {
    // In the home folder, since on Windows a program lying in the working directory would be taken for git.
    const options = { cwd: homedir(), stdio: 'ignore', timeout: 5000, windowsHide: true } as const;
    execFileSync('git', ['-C', checkout, 'cat-file', '-e', `${commit}^{commit}`], options);
    return true;
  } catch {
    return false;
  }
}
