import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportedRuns } from '../../../../src/adapters/reported-run.js';
import { keepPromptTexts, spoolFolder } from '../../../../src/learning/agents/agent-spool.js';
import { SpoolReader } from '../../../../src/learning/agents/spool-reader.js';
import { takeHook, type HookTaken } from '../../../../src/learning/agents/take-hook.js';
import { recorded } from '../../adapters/recorded.js';

let folder = '';
let root = '';
let transcript = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'take-hook-')));
  root = join(folder, 'project');
  mkdirSync(join(root, '.git'), { recursive: true });
  mkdirSync(join(root, '.agent'));
  writeFileSync(join(root, '.agent/experience.db'), '');
  keepPromptTexts(root, true);
  const sessions = join(folder, 'home/.claude/projects/-home-sam-project');
  mkdirSync(sessions, { recursive: true });
  transcript = join(sessions, 's.jsonl');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function take(input: object | string, agent = 'claude-code', second = 0): HookTaken {
  return takeHook({
    agent,
    input: typeof input === 'string' ? input : JSON.stringify(input),
    root,
    places: { home: join(folder, 'home'), variables: {} },
    now: new Date(Date.UTC(2026, 10, 23, 16, 0, second)),
  });
}

const stop = (path: string): object => ({
  session_id: 's',
  cwd: root,
  transcript_path: path,
  hook_event_name: 'Stop',
});

function log(): string {
  return readFileSync(join(spoolFolder(root), 'problems.log'), 'utf8');
}

describe('a call of a hook', () => {
  it.each([
    ['cursor', { conversation_id: 's', hook_event_name: 'stop' }, 'workspace_roots'],
    ['cline', { taskId: 's', hookName: 'TaskComplete' }, 'workspaceRoots'],
  ])('of %s is for the repository that it names, wherever it is called', (agent, input, name) => {
    const elsewhere = join(folder, 'home');
    mkdirSync(elsewhere, { recursive: true });
    const call = { agent, root: elsewhere, places: { home: elsewhere, variables: {} }, now: new Date() };
    const roots = [elsewhere, '/nowhere/at/all', root];
    takeHook({ ...call, input: JSON.stringify({ ...input, [name]: roots }) });
    expect(readdirSync(spoolFolder(root)).filter((file) => file.startsWith(agent))).toHaveLength(1);
  });

  it('leaves the recorded session as two runs, with the tokens of the transcript', () => {
    const lines = recorded('claude-code/hooks.jsonl').trim().split('\n');
    const session = /"session_id":"([^"]*)"/.exec(lines[0] ?? '')?.[1] ?? '';
    const written = recorded('claude-code/transcript.jsonl').split('\n');
    const half = written.findIndex((line) => line.includes('"Make it louder"'));
    writeFileSync(transcript, '');
    mkdirSync(join(transcript.replace('.jsonl', ''), 'subagents'), { recursive: true });
    writeFileSync(
      join(transcript.replace('.jsonl', ''), 'subagents/agent-a.jsonl'),
      recorded('claude-code/subagent.jsonl'),
    );
    let stops = 0;
    for (const line of lines) {
      const input = JSON.parse(line) as Record<string, unknown>;
      // The transcript is as long as it was when the real hook was called.
      if (input['hook_event_name'] === 'Stop')
        appendFileSync(
          transcript,
          (stops++ === 0 ? written.slice(0, half) : written.slice(half)).join('\n') + '\n',
        );
      expect(take({ ...input, cwd: root, transcript_path: transcript }).problem).toBeUndefined();
    }
    const { events, problems } = new SpoolReader(root).read();
    expect(problems).toEqual([]);
    const tokens = events.filter(({ kind }) => kind === 'usage');
    expect(new Set(tokens.map((event) => event.kind === 'usage' && event.id)).size).toBe(7);
    const edits = events.filter(({ source, kind }) => source === 'transcript' && kind === 'edit');
    expect(edits.flatMap((event) => (event.kind === 'edit' ? event.paths : []))).toContain(
      '/home/sam/project/test/greet.test.ts',
    );
    expect(events.every((event) => event.session === session)).toBe(true);
    expect(readdirSync(spoolFolder(root)).filter((name) => name.endsWith('.jsonl'))).toHaveLength(1);
  });

  it('takes the tokens since the last prompt when the agent stops', () => {
    const text = recorded('claude-code/transcript.jsonl');
    const session = /"sessionId":"([^"]*)"/.exec(text)?.[1] ?? '';
    writeFileSync(transcript, text);
    const { events } = take({ ...stop(transcript), session_id: session });
    expect(events.map(({ kind }) => kind)).toEqual(['stopped', 'usage', 'edit', 'usage']);
    expect(reportedRuns(events)[0]).toMatchObject({ model: 'claude-opus-4-8', tokensOut: 113 });
  });

  it("reads no file outside of the agent's own folder", () => {
    const secret = join(folder, 'secret.jsonl');
    writeFileSync(secret, recorded('claude-code/transcript.jsonl'));
    symlinkSync(secret, transcript);
    for (const path of [secret, transcript, join(transcript, '../../../../../secret.jsonl')]) {
      expect(take(stop(path)).problem).toContain('is no transcript in');
    }
    expect(new SpoolReader(root).read().events.every(({ kind }) => kind === 'stopped')).toBe(true);
  });

  it('notes what it cannot read, and never throws', () => {
    expect(take('nonsense').problem).toContain('What came on standard input is no JSON');
    expect(take({}).problem).toContain('Update Learning Loop');
    expect(take({ event: 'edit' }, 'mine').problem).toContain('An edit needs "paths"');
    expect(take(' ', 'Codex').problem).toContain('Nothing came on standard input, where the hooks of Codex');
    expect(log().trim().split(/\n+/)).toHaveLength(4);
    for (let times = 0; times < 3000; times += 1) take('nonsense');
    expect(log().length).toBeLessThan(70_000);
    rmSync(spoolFolder(root), { recursive: true });
    writeFileSync(spoolFolder(root), 'in the way');
    expect(take(stop(transcript)).problem).toBeDefined();
  });

  it.each(['claude-code', 'Claude-Code', 'Claude Code'])('knows %s', (agent) => {
    expect(take({ session_id: 's', hook_event_name: 'Stop' }, agent).events).toMatchObject([
      { agent: 'Claude Code', kind: 'stopped' },
    ]);
  });

  it('writes nothing where there is no ledger, and says so', () => {
    rmSync(join(root, '.agent'), { recursive: true });
    const { events, problem } = take(stop(transcript));
    expect(events).toMatchObject([{ kind: 'stopped' }]);
    expect(problem).toMatch(/^Nothing was written\. .*"Learning Loop: Keep Score in This Workspace"/);
    take('nonsense');
    expect(readdirSync(root)).toEqual(['.git']);
  });
});
