import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundles } from '../../../esbuild.mjs';

const snippets = resolve('test/fixtures/snippets');
const loop = `import { LearningLoop } from './learning/index.js';\nconst loop = new LearningLoop(repoRoot);\n`;
const root = `const repoRoot = process.argv[2] ?? '';\n`;
const reward = 'const reward = 0.75;\n';
const agent = `
const designCard = { name: 'add-react-hooks' };
async function runAgent(card: typeof designCard, prompt: { id: string }, model: { id: string }) {
  return {
    compile_pass: true, lint_errors: 0, type_errors: 0, tests_passed: 9, tests_total: 10, coverage_pct: 80,
    schema_errors: 0, boundary_errors: 0, cost_tokens: 1500, prompt: { card, prompt: prompt.id }, output: { model: model.id },
  };
}
`;
/** What the text around each snippet takes for granted. */
const preludes: Record<string, string> = {
  reward: root,
  prompts: root + loop + reward,
  models: root + loop + reward,
  recording: root + agent,
  stats: root + loop,
};

let project: string;

beforeAll(async () => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'snippets-')));
  mkdirSync(join(project, 'learning'));
  await build({
    ...bundles['learning.mjs'],
    outfile: join(project, 'learning', 'index.js'),
    logLevel: 'error',
  });
  copyFileSync('node_modules/sql.js/dist/sql-wasm.wasm', join(project, 'learning', 'sql-wasm.wasm'));
  tsc('-p', 'tsconfig.types.json', '--outDir', join(project, 'types'));
  writeFileSync(join(project, 'learning', 'index.d.ts'), `export * from '../types/learning/index.js';\n`);
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
  const options = {
    strict: true,
    module: 'NodeNext',
    target: 'ES2022',
    types: ['node'],
    skipLibCheck: false,
  };
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['*.ts'] }),
  );
  for (const [name, prelude] of Object.entries(preludes)) {
    const snippet = readFileSync(join(snippets, `${name}.ts`), 'utf8');
    // A snippet's own import comes first in its file; what it takes for granted follows.
    const [, imports = '', body = ''] = /^((?:import .*\n)*)([^]*)$/.exec(snippet) ?? [];
    writeFileSync(join(project, `${name}.ts`), `${imports}${prelude}${body}\nexport {};\n`);
  }
  tsc('-p', project);
}, 60_000);
afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

function tsc(...args: string[]): void {
  try {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', ...args], { encoding: 'utf8' });
  } catch (error) {
    throw new Error(error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error), {
      cause: error,
    });
  }
}

function run(name: string, repository: string): string {
  return execFileSync(process.execPath, [join(project, `${name}.js`), repository], { encoding: 'utf8' });
}

describe('the documented uses', () => {
  it('compile under strict, run as printed and learn', () => {
    const repository = join(project, 'repository');
    mkdirSync(repository);
    expect(Number(/^Reward: (.*)$/m.exec(run('reward', repository))?.[1])).toBeCloseTo(0.945, 12);
    expect(run('prompts', repository)).toMatch(/^Using prompt: \w+ Prompt$/m);
    expect(run('models', repository)).toMatch(/^Using model: .+$/m);
    run('recording', repository);
    const stats = run('stats', repository);
    expect(stats).toContain('Avg Reward: 0.85');
    expect(stats).toContain('Avg Cost: 1500 tokens');
    expect(stats).toMatch(/Model Performance:\n {2}.+: 0\.85 \(1 runs\)/);
    expect(stats).toMatch(/Prompt Performance:\n {2}.+: 0\.85 \(1 runs\)/);
    const prompts = JSON.parse(readFileSync(join(repository, '.agent', 'prompt_variants.json'), 'utf8')) as {
      trials: number;
    }[];
    expect(prompts.reduce((sum, { trials }) => sum + trials, 0)).toBe(2);
  });
});
