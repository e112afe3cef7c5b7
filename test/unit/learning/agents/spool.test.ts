import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../../src/adapters/agent-event.js';
import { keepPromptTexts, leaveEvents, spoolFolder } from '../../../../src/learning/agents/agent-spool.js';
import { SpoolReader } from '../../../../src/learning/agents/spool-reader.js';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'spool-'));
  mkdirSync(join(root, '.agent'));
  writeFileSync(join(root, '.agent/experience.db'), '');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const at = '2026-01-01T00:00:00.000Z';
const prompt = (text: string | null, session = 's'): AgentEvent => ({
  kind: 'prompt',
  text,
  agent: 'Claude Code',
  session,
  at,
  source: 'hook',
});
const edit: AgentEvent = {
  kind: 'edit',
  paths: ['/a'],
  agent: 'Claude Code',
  session: 's',
  at,
  source: 'hook',
};

function onlyFile(): string {
  const [name = ''] = readdirSync(spoolFolder(root)).filter((each) => each.endsWith('.jsonl'));
  return join(spoolFolder(root), name);
}

describe("the spool of agents' events", () => {
  it('hands each event over once', () => {
    keepPromptTexts(root, true);
    const reader = new SpoolReader(root);
    expect(reader.read()).toEqual({ events: [], problems: [] });
    leaveEvents(root, [prompt('Äpfel'), prompt('other', 't')]);
    expect(reader.read().events).toHaveLength(2);
    leaveEvents(root, [edit]);
    expect(reader.read()).toEqual({ events: [edit], problems: [] });
    expect(reader.read().events).toEqual([]);
    expect(new SpoolReader(root, reader.positions).read().events).toEqual([]);
    expect(new SpoolReader(root).read().events).toEqual(expect.arrayContaining([prompt('Äpfel'), edit]));
  });

  it('is not written where there is no ledger', () => {
    rmSync(join(root, '.agent/experience.db'));
    leaveEvents(root, [edit]);
    expect(readdirSync(join(root, '.agent'))).toEqual([]);
  });

  it('keeps no texts unless it was told that they are kept', () => {
    leaveEvents(root, [prompt('secret plan')]);
    keepPromptTexts(root, true);
    leaveEvents(root, [prompt('open plan')]);
    keepPromptTexts(root, false);
    leaveEvents(root, [prompt('late plan')]);
    expect(new SpoolReader(root).read().events).toEqual([prompt(null), prompt('open plan'), prompt(null)]);
  });

  it('skips what no hook wrote, and says so', () => {
    leaveEvents(root, [edit]);
    appendFileSync(onlyFile(), 'nonsense\n{"v":2,"kind":"edit"}\n{"v":1,"kind":"edit","paths":[]}\n');
    const { events, problems } = new SpoolReader(root).read();
    expect(events).toEqual([edit]);
    expect(problems).toEqual([expect.stringContaining('3 lines of ')]);
  });

  it('waits for a line that is being written, and goes on after one that stays torn', () => {
    leaveEvents(root, [edit]);
    const reader = new SpoolReader(root);
    reader.read();
    appendFileSync(onlyFile(), '{"v":1,"kin');
    expect(reader.read()).toEqual({ events: [], problems: [] });
    leaveEvents(root, [edit]);
    expect(reader.read()).toMatchObject({
      events: [edit],
      problems: [expect.stringContaining('1 lines') as unknown],
    });
  });

  it('reads a file anew that was cut or made again', () => {
    leaveEvents(root, [edit, edit]);
    const reader = new SpoolReader(root);
    expect(reader.read().events).toHaveLength(2);
    truncateSync(onlyFile(), 0);
    leaveEvents(root, [edit]);
    expect(reader.read().events).toEqual([edit]);
    rmSync(spoolFolder(root), { recursive: true });
    expect(reader.read().events).toEqual([]);
    leaveEvents(root, [edit]);
    expect(reader.read().events).toEqual([edit]);
  });

  it('follows no links', () => {
    const outside = join(root, 'outside.jsonl');
    writeFileSync(outside, '');
    leaveEvents(root, [edit]);
    const file = onlyFile();
    rmSync(file);
    symlinkSync(outside, file);
    leaveEvents(root, [edit]);
    appendFileSync(outside, '{"v":1}\n');
    expect(new SpoolReader(root).read()).toEqual({ events: [], problems: [] });
    rmSync(spoolFolder(root), { recursive: true });
    symlinkSync(root, spoolFolder(root));
    expect(() => {
      leaveEvents(root, [edit]);
    }).toThrow('is not a folder');
  });

  it('stops growing', () => {
    leaveEvents(root, [edit]);
    truncateSync(onlyFile(), 9 * 1024 * 1024);
    leaveEvents(root, [edit]);
    expect(new SpoolReader(root).read().events).toEqual([edit]);
    truncateSync(onlyFile(), 20 * 1024 * 1024);
    expect(new SpoolReader(root).read().problems).toEqual([expect.stringContaining('was skipped')]);
  });

  it('is removed when nobody adds to it for two weeks', () => {
    leaveEvents(root, [edit, prompt(null, 't')]);
    const reader = new SpoolReader(root);
    utimesSync(onlyFile(), 0, 0);
    reader.removeOld(new Date());
    expect(reader.read().events).toHaveLength(1);
  });
});
