import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { recorded } from '../adapters/recorded.js';
import { CommandLine, type Ended } from './command-line.js';

let cli: CommandLine;
let folder = '';
let root = '';

beforeAll(async () => {
  await loadSqlite();
  cli = await CommandLine.bundle('src/cli/main.ts');
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cli-agents-')));
  root = join(folder, 'project');
  mkdirSync(join(root, '.git'), { recursive: true });
  new Ledger(root).close();
});

afterAll(() => {
  cli.remove();
  rmSync(folder, { recursive: true, force: true });
});

function call(input: string, ...args: readonly string[]): Ended {
  return callNode([], input, args);
}

function callNode(nodeOptions: readonly string[], input: string, args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, cli.file, ...args], {
    cwd: root,
    input,
    encoding: 'utf8',
    env: { ...process.env, HOME: join(folder, 'home'), USERPROFILE: join(folder, 'home') },
  });
  return { code: status, out: stdout, err: stderr };
}

describe('learning-loop hook', () => {
  it('takes what agents say and answers with nothing', () => {
    const prompts = recorded('claude-code/hooks.jsonl')
      .trim()
      .split('\n')
      .filter((line) => line.includes('"UserPromptSubmit"'));
    for (const line of prompts) {
      const input = line.replaceAll('/home/sam/project', root);
      expect(call(input, 'hook', '--agent', 'claude-code')).toEqual({ code: 0, out: '', err: '' });
    }
    const files = readdirSync(join(root, '.agent/agent-events')).filter((name) => name.endsWith('.jsonl'));
    expect(files).toHaveLength(1);
    const events = readFileSync(join(root, '.agent/agent-events', files[0] ?? ''), 'utf8');
    expect(events.match(/"kind":"prompt"/g)).toHaveLength(2);
  });

  it('stops no agent, whatever it is given', () => {
    expect(call('nonsense', 'hook', '--agent', 'claude-code')).toEqual({ code: 0, out: '', err: '' });
    expect(call('', 'hook', '--agent', 'codex')).toEqual({ code: 0, out: '', err: '' });
    expect(call('', 'hook', '--wrong')).toMatchObject({ code: 0, out: '' });
    expect(call('', 'hook')).toMatchObject({ code: 0, out: '' });
    expect(call('[', 'hook', '--agent', 'mine', '--event', 'stop')).toEqual({ code: 0, out: '', err: '' });
    expect(call('', 'hook', '--agent', 'Codex', '--event', 'stop')).toMatchObject({
      code: 0,
      err: expect.stringContaining('--event is for other agents') as unknown,
    });
  });

  it('needs nothing of any agent but the transcript that a stopping agent names', () => {
    const ours = [root, cli.folder].map((path) => `--allow-fs-read=${path}/`);
    const sandbox = ['--experimental-permission', '--no-warnings', '--allow-fs-write=*', ...ours];
    const told = (hook: string): string =>
      JSON.stringify({
        session_id: 's',
        cwd: root,
        hook_event_name: hook,
        transcript_path: join(folder, 'home/.claude/projects/p/s.jsonl'),
      });
    const problemOf = (hook: string): unknown => {
      const { out, err } = callNode(sandbox, told(hook), ['hook', '--agent', 'claude-code', '--json']);
      if (err !== '') throw new Error(err.slice(0, 600));
      return (JSON.parse(out) as { problem: unknown }).problem;
    };
    for (const hook of ['UserPromptSubmit', 'PostToolUse']) expect(problemOf(hook)).toBeNull();
  });

  it('says what it took when it is asked to', () => {
    const { out } = call('{"paths":["/x"]}', 'hook', '--agent', 'mine', '--event', 'edit', '--json');
    expect(JSON.parse(out)).toMatchObject({ events: [{ agent: 'mine', kind: 'edit' }], problem: null });
  });
});

describe('learning-loop backfill', () => {
  it('lists, reads, adds nothing twice, and takes it back', () => {
    const codex = join(folder, 'home/.codex/sessions');
    mkdirSync(codex, { recursive: true });
    writeFileSync(
      join(codex, 'r.jsonl'),
      recorded('codex/rollout.jsonl').replaceAll('/home/sam/project', root),
    );
    expect(call('', 'backfill', '--dry-run').out).toContain('Nothing was read.');
    expect(call('', 'runs', '--backfilled').out).toContain('Nothing was added');
    expect(call('', 'backfill').out).toMatch(/codex +1 file below .*\nAdded 2 runs from before\.\n$/s);
    expect(JSON.parse(call('', 'backfill', '--agent', 'codex', '--json').out)).toMatchObject({ added: 0 });
    expect(call('', 'runs', '--backfilled').out).toContain('gpt-5-codex');
    expect(call('', 'runs').out).toBe(
      'No run has been recorded yet. "learning-loop runs --backfilled" lists those that "backfill" found.\n',
    );
    expect(call('', 'backfill', '--undo').out).toBe('Removed 2 runs from before.\n');
    expect(call('', 'backfill', '--agent', 'wrong')).toMatchObject({ code: 2 });
  });
});
