import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { atExit } from './teardown.js';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command to its end and returns what it wrote to stdout.
 * Rejects with the end of its output where its exit status is not 0; it is ended with this process.
 */
export async function capture(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let all = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    all += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    all += chunk.toString();
  });
  const status = await statusOf(child);
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} ended with status ${status}:\n${all.slice(-4000)}`);
}

/** Runs a command with this terminal and returns its exit status; it is ended with this process. */
export async function runAttached(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  return statusOf(spawn(command, args, { stdio: 'inherit', ...options }));
}

/** Never settles once this process is ending: the program must not go on with what was ended halfway. */
async function statusOf(child: ChildProcess): Promise<number> {
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error) => {
      if (!atExit.hasBegun) reject(error);
    });
    child.once('close', (code) => {
      if (!atExit.hasBegun) resolve(code ?? 1);
    });
  });
  const forget = atExit.add(() => endTree(child.pid));
  try {
    return await ended;
  } finally {
    await forget();
  }
}

export interface RunningProcess {
  readonly pid: number;
  readonly commandLine: string;
}

/** All processes below `root`, parents before children. Reads /proc, so Linux only. */
export function descendantsOf(root: number): RunningProcess[] {
  const childrenOf = new Map<number, RunningProcess[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const entry = readProcess(Number(name));
    if (entry === undefined) continue;
    childrenOf.set(entry.parent, [...(childrenOf.get(entry.parent) ?? []), entry]);
  }
  const found: RunningProcess[] = [];
  const visit = (pid: number): void => {
    for (const child of childrenOf.get(pid) ?? []) {
      found.push(child);
      visit(child.pid);
    }
  };
  visit(root);
  return found;
}

interface ProcessEntry extends RunningProcess {
  readonly parent: number;
  readonly isRunning: boolean;
}

function readProcess(pid: number): ProcessEntry | undefined {
  try {
    // The name in parentheses may itself hold spaces and parentheses; state and parent are the fields after it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, parent: Number(parent), isRunning: state !== 'Z' && state !== 'X', commandLine };
  } catch {
    return undefined;
  }
}

/** False for a process that is gone, and for one that ended and waits only to be reaped. */
export function isRunning(pid: number): boolean {
  return readProcess(pid)?.isRunning ?? false;
}

/** Sends a signal; false where the process is already gone. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Asks a process to end, waits up to `graceMs`, then kills it and all its descendants. */
export async function endTree(root: number | undefined, graceMs = 5000): Promise<void> {
  if (root === undefined || !isRunning(root)) return;
  // Listed first: once the root is gone its orphans can no longer be found.
  const family = [root, ...descendantsOf(root).map(({ pid }) => pid)];
  sendSignal(root, 'SIGTERM');
  const deadline = Date.now() + graceMs;
  while (Date.now() < deadline && family.some(isRunning)) await sleep(50);
  for (const pid of family) sendSignal(pid, 'SIGKILL');
}
