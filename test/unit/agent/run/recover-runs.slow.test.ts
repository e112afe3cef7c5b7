import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertNothingLost, recoverCopy } from '../../../support/recovered-copy.js';
import { bundledProgram } from '../../support/bundled-program.js';
import { after, AgentProject, before, check, goodReply, wrongReply } from './agent-project.js';

const made = 'export const made = 1;\n';
const newFile = `\nsrc/new.js\n<<<<<<< SEARCH\n=======\n${made}>>>>>>> REPLACE\n`;
const card = JSON.stringify({ name: 'mend-add', goals: ['Let src/add.js add'], checks: [check] });
const wrong = 'export const add = (a, b) => a * b;\n';
const files = new Map([
  ['src/add.js', before],
  ['src/new.js', null],
]);

describe('a run that is killed, against the fixtures of model servers', () => {
  let project: AgentProject;
  let program: string;
  let folder: string;

  beforeAll(async () => {
    program = resolve(await bundledProgram('test/unit/agent/run/programs/run-and-die.ts'));
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'killed-')));
    project = await AgentProject.make();
    project.ollama.answer = () => ({ text: wrongReply + newFile });
    project.openai.answer = () => ({ text: goodReply + newFile });
  });
  afterAll(async () => {
    await project.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the card in a copy of the project until the process is killed, and answers with the copy. */
  async function run(name: string, lastPoint: number | null): Promise<{ root: string; copies: string }> {
    const [root, copies] = [join(folder, name), join(folder, `${name}-copies`)];
    cpSync(project.root, root, { recursive: true });
    mkdirSync(copies);
    const args = [program, root, project.ollama.host, project.openai.url, card, copies, String(lastPoint)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const [error, [, signal]] = await Promise.all([
      text(child.stderr),
      once(child, 'close') as Promise<unknown[]>,
    ]);
    expect([error, signal]).toEqual(['', 'SIGKILL']);
    return { root, copies };
  }

  it('loses nothing at any point: files are as they were, or that with what is pending', async () => {
    const { root, copies } = await run('whole', null);
    const points = readdirSync(copies);
    expect(points.length).toBeGreaterThan(40);
    const outcomes = new Set<string>();
    for (const point of points) {
      const copy = join(copies, point);
      const result = await recoverCopy(copy, root);
      assertNothingLost(copy, result, files, [wrong, after, made]);
      for (const { outcome } of result.recovered) outcomes.add(outcome);
    }
    expect([...outcomes].sort()).toEqual(['discarded', 'pending', 'rolled back']);
  }, 120_000);

  it('leaves what a copy of that moment has', async () => {
    const { root, copies } = await run('cut', 20);
    const ofCopy = await recoverCopy(join(copies, '20'), root);
    const ofKilled = await recoverCopy(root, root);
    expect(ofKilled).toEqual(ofCopy);
    assertNothingLost(root, ofKilled, files, [wrong, after, made]);
  });
});
