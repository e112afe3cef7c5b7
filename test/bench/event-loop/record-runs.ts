import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { extensions, workspace } from 'vscode';
import { EngineClient, type AsyncEngine } from '../../../src/engine/engine-client.js';

const rounds = 10;
const runsPerRound = 30;

/** Inside the extension host: how late its timers are while the product's worker records runs, and while it does not. */
export async function run(): Promise<void> {
  const results = process.env['TEST_RESULTS'];
  const extension = extensions.getExtension('learning-loop.learning-loop');
  const root = workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (results === undefined || extension === undefined || root === undefined)
    throw new Error('not in the harness');
  await extension.activate();
  const client = new EngineClient({
    workerFile: `${extension.extensionPath}/dist/engine.cjs`,
    log: console.error,
  });
  await client.engine.open(root, { create: true, readOnly: false, texts: 'texts' });
  await recordRuns(client.engine, root, 5);
  const quietMs: number[] = [];
  const recordingMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await sampling(recordingMs, () => recordRuns(client.engine, root, runsPerRound));
    const tookMs = performance.now() - startedAt;
    await sampling(quietMs, () => sleep(tookMs));
    console.log(
      '[test]',
      `round ${round + 1} of ${rounds}: ${runsPerRound} runs in ${Math.round(tookMs)} ms`,
    );
  }
  const recorded = (await client.engine.listRuns(root, { limit: 1000, status: 'finished' })).length;
  await client.dispose();
  writeFileSync(results, JSON.stringify({ recorded, quietMs, recordingMs }));
}

async function recordRuns(engine: AsyncEngine, root: string, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const author = { agent: 'bench', modelName: `model-${i % 5}`, promptId: `prompt-${i % 7}` };
    const { id } = await engine.startRun(root, {
      goal: `Task ${i}`,
      role: 'coder',
      complexity: 'easy',
      author: { ...author, provenance: 'reported' },
      decisionIds: [],
    });
    const at = new Date().toISOString();
    const check = { kind: 'command', at, source: 'task', exitCode: 0, tests: null } as const;
    await engine.observe(root, id, [
      { ...check, check: 'build', label: 'build' },
      { ...check, check: 'test', label: 'test', tests: { passed: 8, failed: 0 } },
    ]);
    const pair = {
      promptJson: JSON.stringify('p'.repeat(2000)),
      outputJson: JSON.stringify('o'.repeat(3000)),
    };
    await engine.finishRun(root, id, { costTokens: 1200, pair });
  }
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
