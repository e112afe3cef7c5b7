import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../../src/adapters/agent-event.js';
import { AgentReportsReader, type ToldRun } from '../../../../src/engine/agents/agent-reports.js';
import { claudeSettings } from '../../../../src/engine/agents/claude-settings.js';
import { leaveEvents, spoolFolder } from '../../../../src/learning/agents/agent-spool.js';
import { reportOf } from '../../../../src/learning/agents/report-of.js';
import { Ledger } from '../../../../src/learning/ledger.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';

beforeAll(loadSqlite);

const now = new Date('2026-11-12T12:00:00Z');
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 12, 11, minute)).toISOString();
const session = { agent: 'Claude Code', session: 's', source: 'hook' } as const;
const prompt = (minute: number): AgentEvent => ({
  ...session,
  kind: 'prompt',
  at: at(minute),
  text: 'Add a test',
});
const edit = (minute: number): AgentEvent => ({
  ...session,
  kind: 'edit',
  at: at(minute),
  paths: ['/w/a.ts'],
});
const usage = (minute: number): AgentEvent => ({
  ...session,
  kind: 'usage',
  at: at(minute),
  model: 'opus',
  tokensIn: 10,
  tokensOut: 5,
  costUsd: null,
});
const stopped = (minute: number): AgentEvent => ({ ...session, kind: 'stopped', at: at(minute) });

describe('AgentReportsReader', () => {
  let root: string;
  let ledger: Ledger;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'agent-reports-'));
    ledger = new Ledger(root, { texts: 'texts', clock: () => now });
    return () => {
      ledger.close();
      rmSync(root, { recursive: true });
    };
  });

  const read = (reader = new AgentReportsReader(root)): readonly ToldRun[] => reader.read(ledger, now).runs;
  const record = ({ told }: ToldRun): string =>
    ledger.startRun({
      goal: 'Add a test',
      role: 'coder',
      complexity: null,
      author: { agent: told.agent, modelName: told.model, promptId: null, provenance: 'reported' },
      decisionIds: [],
      report: reportOf(told, null),
    }).id;

  it('tells of a run until the ledger has all of it, also to another reader', () => {
    leaveEvents(root, [prompt(50)]);
    const [begun] = read();
    expect(begun).toMatchObject({ runId: null, told: { endedAt: null } });
    const id = record(begun!);
    leaveEvents(root, [edit(51), usage(52), stopped(52)]);
    const [ended] = read();
    expect(ended).toMatchObject({ runId: id, isNews: true, told: { endedAt: at(52), model: 'opus' } });
    ledger.reportRun(id, reportOf(ended!.told, null));
    expect(read()).toMatchObject([{ runId: id, isNews: false }]);
    ledger.finishRun(id, {});
    expect(read()).toEqual([]);
    leaveEvents(root, [usage(55)]);
    expect(read()).toMatchObject([{ runId: id, isNews: true, told: { tokensIn: 20 } }]);
  });

  it('leaves out what a person had forgotten, and questions that changed nothing', () => {
    leaveEvents(root, [prompt(40), edit(41), stopped(42), prompt(43), stopped(44)]);
    const told = read();
    expect(told).toHaveLength(1);
    ledger.forgetRun(record(told[0]!));
    expect(read()).toEqual([]);
  });

  it('takes an agent that has said nothing for half an hour for gone', () => {
    leaveEvents(root, [prompt(20), edit(29)]);
    expect(read()).toMatchObject([{ told: { endedAt: at(29) } }]);
    leaveEvents(root, [edit(31)]);
    expect(read()).toMatchObject([{ told: { endedAt: null } }]);
  });

  it('lets hooks leave texts only where texts are kept', () => {
    const texts = (): string =>
      readdirSync(spoolFolder(root))
        .map((name) => readFileSync(join(spoolFolder(root), name), 'utf8'))
        .join('');
    leaveEvents(root, [prompt(40)]);
    expect(texts()).not.toContain('Add a test');
    new AgentReportsReader(root).allow(ledger);
    leaveEvents(root, [prompt(41)]);
    expect(texts()).toContain('Add a test');
  });

  it('lets hooks leave texts as soon as they left anything, as long as texts are kept', () => {
    const reader = new AgentReportsReader(root);
    leaveEvents(root, [prompt(40), edit(41)]);
    expect(reader.read(ledger, now).runs[0]?.told.prompt).toBeNull();
    leaveEvents(root, [prompt(42), edit(43)]);
    expect(reader.read(ledger, now).runs[1]?.told.prompt).toBe('Add a test');
    ledger.close();
    ledger = new Ledger(root, { texts: 'numbers', clock: () => now });
    reader.read(ledger, now);
    leaveEvents(root, [prompt(44), edit(45)]);
    expect(reader.read(ledger, now).runs[2]?.told.prompt).toBeNull();
  });

  it('writes nothing before it is allowed', () => {
    read();
    expect(existsSync(spoolFolder(root))).toBe(false);
  });
});

describe('claudeSettings', () => {
  it('gives a text back as it was', () => {
    const { text } = claudeSettings('{ "a": 1 }\n', 'learning-loop');
    expect(text).toContain('learning-loop hook --agent claude-code');
    expect(claudeSettings(text, null)).toEqual({ text: '{ "a": 1 }\n', isEmpty: false });
  });

  it('knows when nothing is left of a file that was made', () => {
    expect(claudeSettings(claudeSettings(null, 'learning-loop').text, null).isEmpty).toBe(true);
  });

  it('says what is wrong with what it cannot read', () => {
    expect(() => claudeSettings('{ "hooks": [', 'learning-loop')).toThrow('Line 1');
  });
});
