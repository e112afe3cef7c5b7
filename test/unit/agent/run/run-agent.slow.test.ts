import { build, transform } from 'esbuild';
import { execFile, execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundles } from '../../../../esbuild.mjs';
import { parseEndpoint } from '../../../../src/agent/models/endpoint.js';
import { runAgent, type AgentOutcome } from '../../../../src/agent/run/run-agent.js';
import { LearningLoop } from '../../../../src/learning/learning-loop.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { after, AgentProject, check, replyWith, wrongReply } from './agent-project.js';

/** What the text around the documented pipeline takes for granted. */
const prelude = `const repoRoot = process.cwd();
const designCard = { name: 'add-react-hooks', goals: ['Let src/add.js add'], checks: [${JSON.stringify(check)}] };
`;
const snippet = readFileSync(resolve('test/fixtures/snippets/recording.ts'), 'utf8');

describe('runAgent, against the conformance fixture of Ollama', () => {
  let project: AgentProject;
  beforeAll(async () => {
    await loadSqlite();
    project = await AgentProject.make();
    project.ollama.models = ['qwen2.5-coder:7b', 'deepseek-coder:33b', 'gpt-4o-mini', 'gpt-4o'];
  });
  afterAll(() => project.remove());

  const ask = (reply: string, options = {}): Promise<AgentOutcome> => {
    project.git('checkout', '-q', '.');
    project.ollama.answer = () => ({ text: reply });
    return runAgent(
      { name: 'mend-add', goals: ['Let src/add.js add'], checks: [check] },
      { id: 'default' },
      { id: 'gpt-4o' },
      { repoRoot: project.root, endpoints: [parseEndpoint(project.ollama.host)], ...options },
    );
  };

  it('answers with what was measured', async () => {
    expect(await ask(wrongReply)).toMatchObject({
      ...{ compile_pass: true, tests_passed: 0, tests_total: 1, cost_tokens: 120, coverage_pct: null },
      ...{ files: ['src/add.js'], refused: [], output: wrongReply },
      prompt: { task: expect.stringContaining('Let src/add.js add') as string },
    });
  });

  it('counts a reply without a usable edit as one that does not compile', async () => {
    const outcome = await ask(replyWith('src/add.js', 'nowhere\n', 'x\n'));
    expect(outcome).toMatchObject({ compile_pass: false, files: [], cost_tokens: 240 });
    expect(outcome.refused).toHaveLength(1);
  });

  it('leaves protected files alone unless the caller allows them', async () => {
    const sly = replyWith('package.json', '{ "type": "module" }\n', '{ "type": "module", "scripts": {} }\n');
    expect((await ask(sly)).refused[0]).toMatch(/^package\.json is protected/);
    expect((await ask(sly, { allowProtected: true })).files).toEqual(['package.json']);
  });

  it("records no run: that is the caller's", () => {
    const loop = new LearningLoop(project.root);
    expect(loop.getStats().recentStats.totalRuns).toBe(0);
    loop.close();
  });

  describe('in the documented pipeline, as printed', () => {
    let folder: string;
    beforeAll(async () => {
      folder = realpathSync(mkdtempSync(join(tmpdir(), 'pipeline-')));
      for (const name of ['learning', 'agent']) mkdirSync(join(folder, name));
      const quiet = { logLevel: 'error' } as const;
      await build({ ...bundles['learning.mjs'], ...quiet, outfile: join(folder, 'learning', 'index.js') });
      await build({ ...bundles['agent.cjs'], ...quiet, outfile: join(folder, 'agent', 'agent.cjs') });
      for (const name of ['learning', 'agent'])
        copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', join(folder, name, 'sql-wasm.wasm'));
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    });
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    it('compiles under strict', () => {
      const types = mkdtempSync(join(tmpdir(), 'pipeline-types-'));
      symlinkSync(resolve('node_modules'), join(types, 'node_modules'));
      // As if the snippet lay in src, where its own import leads to the engine.
      const compilerOptions = { ...strict, types: ['node'], rootDirs: ['.', resolve('src')] };
      const include = ['pipeline.ts', `${resolve('src')}/**/*.d.ts`];
      writeFileSync(join(types, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
      writeFileSync(join(types, 'pipeline.ts'), withPrelude("import { runAgent } from './agent/main.js';"));
      try {
        execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', types], {
          encoding: 'utf8',
        });
      } catch (error) {
        throw new Error(error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error), {
          cause: error,
        });
      } finally {
        rmSync(types, { recursive: true });
      }
    });

    it('runs and learns', async () => {
      project.git('checkout', '-q', '.');
      project.ollama.answer = () => ({
        text: replyWith('src/add.js', 'export const add = (a, b) => a - b;\n', after),
      });
      const { code } = await transform(withPrelude("import { runAgent } from './agent/agent.cjs';"), {
        loader: 'ts',
      });
      writeFileSync(join(folder, 'pipeline.js'), code);
      // The fixture answers in this process, so it must not be blocked.
      await promisify(execFile)(process.execPath, [join(folder, 'pipeline.js')], {
        cwd: project.root,
        env: { PATH: process.env['PATH'], HOME: folder, OLLAMA_HOST: project.ollama.host },
      });
      const loop = new LearningLoop(project.root);
      expect(loop.getStats().recentStats).toMatchObject({ totalRuns: 1, avgCost: 120 });
      expect(loop.getStats().recentStats.avgReward).toBeCloseTo(0.875, 9);
      loop.close();
      expect(project.read('src/add.js')).toBe(after);
    });
  });
});

const strict = {
  ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: true },
  ...{ module: 'ESNext', moduleResolution: 'Bundler', target: 'ES2022', lib: ['ES2023', 'DOM'] },
};

/** The snippet's own import comes first, then ours, then what it takes for granted. */
function withPrelude(imported: string): string {
  const [, imports = '', body = ''] = /^((?:import .*\n)*)([^]*)$/.exec(snippet) ?? [];
  return `${imports}${imported}\n${prelude}${body}\nexport {};\n`;
}
