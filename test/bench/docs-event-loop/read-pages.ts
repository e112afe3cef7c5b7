import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { extensions } from 'vscode';
import type { EngineThreadData } from './engine-thread.js';

const rounds = 10;
const pagesPerRound = 5;

/**
 * Inside the extension host: how late its timers are while large pages are fetched and read, while a program of the lowest priority
 * only counts, and while neither does.
 */
export async function run(): Promise<void> {
  const { TEST_RESULTS: results, DOCS_PORT: port } = process.env;
  const extension = extensions.getExtension('learning-loop.learning-loop');
  if (results === undefined || port === undefined || extension === undefined)
    throw new Error('not in the harness');
  await extension.activate();
  const root = mkdtempSync(join(tmpdir(), 'docs-event-loop-'));
  const workerFile = join(extension.extensionPath, 'dist', 'docs-worker.cjs');
  const data: EngineThreadData = { root, workerFile, port: Number(port) };
  const engine = new Worker(join(__dirname, 'engine-thread.js'), { workerData: data });
  let read = 0;
  const readPages = async (): Promise<void> => {
    for (let i = 0; i < pagesPerRound; i += 1) {
      const title = new Promise((resolve) => engine.once('message', resolve));
      engine.postMessage(`https://docs.python.org/${read}`);
      if ((await title) === null) throw new Error('not a page');
      read += 1;
    }
  };
  const quietMs: number[] = [];
  const countingMs: number[] = [];
  const readingMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await sampling(readingMs, readPages);
    const tookMs = performance.now() - startedAt;
    await sampling(countingMs, () => counting(tookMs));
    await sampling(quietMs, () => sleep(tookMs));
    console.log('[test]', `round ${round + 1} of ${rounds}: ${read} pages so far, ${Math.round(tookMs)} ms`);
  }
  await engine.terminate();
  rmSync(root, { recursive: true });
  writeFileSync(results, JSON.stringify({ read, quietMs, countingMs, readingMs }));
}

/** Keeps a core busy as politely as a program can. */
async function counting(forMs: number): Promise<void> {
  const program = spawn(process.execPath, ['--single-threaded', '--eval', 'for (;;);'], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
    stdio: 'ignore',
  });
  if (program.pid !== undefined) setPriority(program.pid, constants.priority.PRIORITY_LOW);
  await sleep(forMs);
  program.kill('SIGKILL');
}

/** Adds to `latenessMs`, every millisecond while `work` goes on, how much later than asked a timer fired. */
async function sampling(latenessMs: number[], work: () => Promise<unknown>): Promise<void> {
  let isOver = false;
  const sample = (): void => {
    const dueAt = performance.now() + 1;
    setTimeout(() => {
      latenessMs.push(Math.max(0, performance.now() - dueAt));
      if (!isOver) sample();
    }, 1);
  };
  sample();
  await work();
  isOver = true;
}
