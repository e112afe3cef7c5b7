import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  AgentProject,
  after,
  before,
  check,
  goodReply,
  replyWith,
  wrongReply,
} from '../agent/run/agent-project.js';
import { CommandLine, type Ended } from './command-line.js';

const card = (checks: readonly string[]): string =>
  JSON.stringify({ name: 'mend-add', goals: ['Let src/add.js add'], checks });

describe('learning-loop run, against the fixtures of model servers', () => {
  let program: CommandLine;
  let project: AgentProject;

  beforeAll(async () => {
    program = await CommandLine.bundle('src/cli/main.ts');
  });
  afterAll(() => {
    program.remove();
  });
  beforeEach(async () => {
    project = await AgentProject.make();
    project.write('.agent/tasks/mend.yaml', card([check]));
  });
  afterEach(() => project.remove());

  /** The fixtures answer in this process, so it must not be blocked. */
  async function cli(args: readonly string[], { typed = '', env = {} } = {}): Promise<Ended> {
    const child = spawn(process.execPath, [program.file, 'run', ...args], {
      cwd: project.root,
      env: { PATH: process.env['PATH'], HOME: project.root, OLLAMA_HOST: project.ollama.host, ...env },
    });
    child.stdin.end(typed);
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number | null]>,
    ]);
    return { code, out, err };
  }

  it('ends with 0 when the checks passed, with the edits pending', async () => {
    const { code, out, err } = await cli(['mend', '--yes']);
    expect(err).toMatch(/Model {4}qwen2\.5-coder:7b: .*\nPrompt {3}\w+: /);
    expect(err).toContain(`Check    ${check}`);
    expect(out).toMatch(/changed {3}src\/add\.js[^]*passed {4}node[^]*Verified, score 0\.\d{3}/);
    expect(code).toBe(0);
    expect(project.read('src/add.js')).toBe(after);
  });

  it('ends with 1 when a check failed, and prints JSON', async () => {
    project.ollama.answer = () => ({ text: wrongReply });
    const { code, out, err } = await cli(['.agent/tasks/mend.yaml', '--yes', '--json']);
    expect(code).toBe(1);
    expect(err).toMatch(/A check failed\.\n$/);
    expect(JSON.parse(out)).toMatchObject({
      verified: false,
      attempts: [{ model: 'qwen2.5-coder:7b', files: ['src/add.js'], passed: false, tokens: 120 }],
    });
  });

  it('runs checks only with a yes, or a typed one', async () => {
    project.write('.agent/tasks/mend.yaml', card(['touch ran', check]));
    const unasked = await cli(['mend']);
    expect(unasked.code).toBe(1);
    expect(unasked.err).toMatch(/Check {4}touch ran[^]*Run them\? \(yes\/no\)/);
    expect(project.git('status', '--porcelain')).toBe(' M src/add.js\n');
    project.write('src/add.js', before);
    const agreed = await cli(['mend'], { typed: 'yes\n' });
    expect(agreed.code).toBe(0);
    expect(project.git('status', '--porcelain')).toBe(' M src/add.js\n?? ran\n');
  });

  it('changes no protected path by --yes alone', async () => {
    const sly = replyWith('package.json', '{ "type": "module" }\n', '{ "type": "module", "scripts": {} }\n');
    project.ollama.answer = () => ({ text: `${goodReply}\n${sly}` });
    expect((await cli(['mend', '--yes'])).out).toContain('withheld  package.json');
    expect(project.read('package.json')).toBe('{ "type": "module" }\n');
    project.write('src/add.js', before);
    expect((await cli(['mend', '--yes', '--allow-protected'])).out).toContain('changed   package.json');
  });

  it('asks another server with a key from the environment, after a yes to what is sent', async () => {
    project.openai.key = 'right';
    const host = new URL(project.openai.url).host;
    const options = ['mend', '--model', 'gpt-4o', '--endpoint', project.openai.url, '--yes'];
    const refused = await cli(options);
    expect(refused.code).toBe(1);
    const variable = /Set the environment variable (\w+)/.exec(refused.err)?.[1] ?? '';
    expect(variable).toBe(`LEARNING_LOOP_KEY_${host.replace(/\W+/g, '_').toUpperCase()}`);
    const ended = await cli(options, { env: { [variable]: 'right' } });
    expect(ended.err).toContain(`to gpt-4o at ${host}: src/add.js`);
    expect(ended.code).toBe(0);
  });

  it('escalates from a local model to a strong one', async () => {
    project.ollama.answer = () => ({ text: wrongReply });
    project.openai.key = 'right';
    const env = { OPENAI_BASE_URL: project.openai.url, OPENAI_API_KEY: 'right' };
    const { code, out } = await cli(['mend', '--yes', '--escalate'], { env });
    expect(out).toMatch(/qwen2\.5-coder:7b: 120 tokens.*, put back[^]*gpt-4o: 120 tokens/);
    expect(code).toBe(0);
    expect(project.read('src/add.js')).toBe(after);
  });

  it('says what is wrong with a call, and ends with 2', async () => {
    expect(await cli(['nothing'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no design card nothing') as string,
    });
    project.write('.agent/tasks/broken.yaml', 'goals: 7\n');
    expect(await cli(['broken'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/broken\.yaml:1:\d+: /) as string,
    });
    expect((await cli(['mend', '--endpoint', 'file:///x'])).code).toBe(2);
    expect((await cli(['mend', '--yes', '--prompt', 'none'])).code).toBe(2);
  });

  it('says what to start when no server answers', async () => {
    await project.ollama.stop();
    const { code, err } = await cli(['mend', '--yes']);
    expect(code).toBe(1);
    expect(err).toMatch(/Ollama does not answer at .* Start Ollama/);
    expect(project.git('status', '--porcelain')).toBe('');
  });
});
