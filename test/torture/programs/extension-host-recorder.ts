// An extension beside ours: records runs through our engine and tells, over a socket, of each call that was answered.
import { once } from 'node:events';
import { connect } from 'node:net';
import { extensions, workspace } from 'vscode';
import { EngineClient, type AsyncEngine } from '../../../src/engine/engine-client.js';

const prompts = ['default', 'detailed', 'concise'];
const models = ['gpt-4o', 'gpt-4o-mini'];
const runsBetweenOpenings = 5;

type Tell = (line: string) => void;

export function activate(): void {
  const socket = connect(Number(process.env['TORTURE_PORT']), '127.0.0.1');
  const tell: Tell = (line) => socket.write(`${line}\n`);
  recordWhenTold(once(socket, 'data'), tell).catch((error: unknown) => {
    tell(`failed ${error instanceof Error ? error.message : String(error)}`);
  });
}

async function recordWhenTold(told: Promise<unknown>, tell: Tell): Promise<void> {
  const extension = extensions.getExtension('learning-loop.learning-loop');
  const root = workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (extension === undefined || root === undefined) throw new Error('not in the harness');
  await extension.activate();
  const { engine } = new EngineClient({
    workerFile: `${extension.extensionPath}/dist/engine.cjs`,
    log: console.error,
  });
  const open = (): Promise<unknown> => engine.open(root, { create: true, readOnly: false, texts: 'texts' });
  await open();
  tell('opened');
  await told;
  for (let turn = 0; ; turn += 1) {
    if (turn % runsBetweenOpenings === runsBetweenOpenings - 1) await open();
    await recordRun(engine, root, turn, tell);
  }
}

async function recordRun(engine: AsyncEngine, root: string, turn: number, tell: Tell): Promise<void> {
  const author = { agent: 'torture', modelName: at(models, turn), promptId: at(prompts, turn) };
  const { id } = await engine.startRun(root, {
    goal: `Task ${turn}`,
    role: 'coder',
    complexity: 'easy',
    author: { ...author, provenance: 'reported' },
    decisionIds: [],
  });
  tell(`started ${id}`);
  const seen = { kind: 'command', at: new Date().toISOString(), source: 'task', exitCode: 0 } as const;
  await engine.observe(root, id, [
    { ...seen, check: 'build', label: 'build', tests: null },
    { ...seen, check: 'test', label: 'test', tests: { passed: 8, failed: turn % 4 } },
  ]);
  tell(`observed ${id}`);
  const pair = { promptJson: JSON.stringify('p'.repeat(2000)), outputJson: JSON.stringify('o'.repeat(3000)) };
  await engine.finishRun(root, id, { costTokens: 1200, pair });
  tell(`finished ${id}`);
  if (turn % 3 !== 0) return;
  await engine.setVerdict(root, id, 'accepted');
  tell(`judged ${id}`);
}

const at = (names: readonly string[], turn: number): string => names[turn % names.length] ?? '';
