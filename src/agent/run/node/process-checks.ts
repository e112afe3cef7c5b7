import { spawn, type ChildProcess } from 'node:child_process';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { coversProjectAsTask, outcomesOf } from '../../../evidence/check-command.js';
import type { CommandEvidence } from '../../../evidence/evidence.js';
import { OutputText } from '../../../evidence/output-text.js';
import { seenOutput, type CaughtText } from '../../../evidence/seen-output.js';
import type { AgentChecks } from '../ports.js';

const limits = { whole: 4 * 1024 * 1024, telling: 4 * 1024 * 1024 };
const killAfterMs = 3000;

interface ProcessChecksOptions {
  /** The folder that the commands run in. */
  readonly root: string;
  readonly clock: () => Date;
  /** Told what a command prints. */
  readonly onOutput?: ((chunk: Buffer) => void) | undefined;
}

/** Runs the checks that a card names, as processes of the shell without a keyboard. Cancelling ends all that they started. */
export class ProcessChecks implements AgentChecks {
  readonly #options: ProcessChecksOptions;

  constructor(options: ProcessChecksOptions) {
    this.#options = options;
  }

  commandsOf(cardChecks: readonly string[]): readonly string[] {
    return cardChecks;
  }

  async run(commandLine: string, signal: AbortSignal): Promise<CommandEvidence[]> {
    const { root, clock, onOutput } = this.#options;
    const { exitCode, output } = await runInShell(commandLine, root, signal, onOutput);
    signal.throwIfAborted();
    const seen = output === null ? null : seenOutput([output], (path) => belowRoot(root, path));
    const isPart = outcomesOf(commandLine, 0).length > 0 && !coversProjectAsTask(commandLine);
    const [first] = outcomesOf(commandLine, 0);
    const evidence: CommandEvidence = {
      kind: 'command',
      at: clock().toISOString(),
      source: 'terminal',
      // The card says that it must succeed, so one that is not recognised judges as a test does.
      check: first?.check ?? 'test',
      label: first?.label ?? commandLine.split(/\s+/)[0] ?? commandLine,
      exitCode,
      tests: seen?.tests ?? null,
      ...(isPart ? {} : { scope: 'project' as const }),
      ...(seen === null
        ? {}
        : { findings: seen.findings, coveragePct: seen.coveragePct, formats: seen.formats }),
      ...(seen?.excerpt === undefined ? {} : { excerpt: seen.excerpt }),
    };
    return [evidence];
  }
}

interface Ended {
  readonly exitCode: number | null;
  /** Null where there was more than can be read. */
  readonly output: CaughtText | null;
}

function runInShell(
  commandLine: string,
  folder: string,
  signal: AbortSignal,
  onOutput: ((chunk: Buffer) => void) | undefined,
): Promise<Ended> {
  return new Promise((resolve) => {
    const text = new OutputText(limits);
    const child = spawn(commandLine, {
      cwd: folder,
      shell: true,
      // Keeps runners from waiting for changes.
      env: { CI: 'true', ...process.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that it can be ended with what it started.
      detached: process.platform !== 'win32',
    });
    const cancel = (): void => {
      endGroup(child);
    };
    signal.addEventListener('abort', cancel, { once: true });
    const take = (chunk: Buffer): void => {
      text.add(chunk);
      onOutput?.(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const end = (exitCode: number | null): void => {
      signal.removeEventListener('abort', cancel);
      resolve({ exitCode, output: text.end() ?? null });
    };
    child.on('error', () => {
      end(null);
    });
    child.on('close', end);
  });
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F']);
    return;
  }
  signalGroup(pid, 'SIGTERM');
  setTimeout(() => {
    signalGroup(pid, 'SIGKILL');
  }, killAfterMs).unref();
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It is over.
  }
}

function belowRoot(root: string, path: string): string {
  const below = relative(root, resolve(root, path));
  return below.startsWith('..') || isAbsolute(below) ? path : below.split(sep).join('/');
}
