import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  backfillNames,
  findSources,
  readSources,
  type BackfillName,
} from '../../../../src/learning/agents/backfill.js';
import { Ledger } from '../../../../src/learning/ledger.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { recorded } from '../../adapters/recorded.js';

await loadSqlite();

let folder = '';
let root = '';
let ledger: Ledger;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'backfill-')));
  root = join(folder, 'project');
  mkdirSync(root);
  const claude = join(folder, 'home/.claude/projects', root.replaceAll(/[^A-Za-z0-9]/g, '-'));
  mkdirSync(claude, { recursive: true });
  writeFileSync(join(claude, 's.jsonl'), here(recorded('claude-code/transcript.jsonl')));
  const other = join(folder, 'home/.claude/projects/-home-sam-other');
  mkdirSync(other);
  writeFileSync(
    join(other, 'o.jsonl'),
    recorded('claude-code/transcript.jsonl').replaceAll('msg_', 'other_'),
  );
  symlinkSync(join(other, 'o.jsonl'), join(claude, 'link.jsonl'));
  const codex = join(folder, 'home/.codex/sessions/2026/11/23');
  mkdirSync(codex, { recursive: true });
  writeFileSync(join(codex, 'rollout-here.jsonl'), here(recorded('codex/rollout.jsonl')));
  writeFileSync(
    join(codex, 'rollout-other.jsonl'),
    recorded('codex/rollout.jsonl').replaceAll('turn_id', 'turn'),
  );
  ledger = new Ledger(root);
});

afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

function here(text: string): string {
  return text.replaceAll('/home/sam/project', root);
}

function sources(names: readonly BackfillName[] = backfillNames) {
  return findSources(root, { home: join(folder, 'home'), variables: {} }, names);
}

function backfill(names?: readonly BackfillName[]): number {
  const { runs, problems } = readSources(sources(names), root);
  expect(problems).toEqual([]);
  return ledger.backfill(runs);
}

function commit(message: string, file: string): void {
  writeFileSync(join(root, file), message);
  const git = (...args: string[]): void => {
    execFileSync('git', ['-C', root, '-c', 'user.name=Sam', '-c', 'user.email=s@example.com', ...args]);
  };
  git('init', '-q');
  git('add', file);
  git('commit', '-qm', message);
}

describe('runs from before', () => {
  it('are told of before they are read', () => {
    expect(sources().map(({ name, files }) => [name, files.length])).toEqual([
      ['claude-code', 1],
      ['codex', 2],
      ['commits', 0],
    ]);
  });

  it('are found in the transcripts of work in this repository, once', () => {
    expect(backfill()).toBe(4);
    expect(backfill()).toBe(0);
    expect(ledger.backfilled.list(10)).toMatchObject([
      { agent: 'Codex', model: 'gpt-5', goal: 'Make it louder', tokens: 2529, files: ['src/loud.ts'] },
      { agent: 'Codex', model: 'gpt-5-codex', files: ['src/greet.ts', 'test/greet.test.ts'] },
      { agent: 'Claude Code', model: 'claude-opus-4-8', source: 'transcript' },
      { agent: 'Claude Code', model: 'claude-sonnet-4-5', goal: 'Add a greeting' },
    ]);
    expect(ledger.forgetBackfilled()).toBe(4);
    expect(ledger.backfilled.list(10)).toEqual([]);
    expect(backfill(['codex'])).toBe(2);
  });

  it('are in no list, count, choice or export of the ledger', () => {
    const before = {
      runs: ledger.listRuns({ limit: 10 }),
      stats: ledger.stats(),
      standings: ledger.choosing.standings(),
      pulls: ledger.db.connection.all('SELECT * FROM pulls'),
      weeks: ledger.db.connection.all('SELECT * FROM week_sums'),
      costs: ledger.db.connection.all('SELECT * FROM model_costs'),
      pairs: ledger.db.connection.all('SELECT * FROM pairs'),
    };
    backfill();
    expect({
      runs: ledger.listRuns({ limit: 10 }),
      stats: ledger.stats(),
      standings: ledger.choosing.standings(),
      pulls: ledger.db.connection.all('SELECT * FROM pulls'),
      weeks: ledger.db.connection.all('SELECT * FROM week_sums'),
      costs: ledger.db.connection.all('SELECT * FROM model_costs'),
      pairs: ledger.db.connection.all('SELECT * FROM pairs'),
    }).toEqual(before);
  });

  it('leave out what the ledger has as a run, and what a person had forgotten', () => {
    const [first] = readSources(sources(['claude-code']), root).runs;
    const run = ledger.startRun({
      goal: 'Add a greeting',
      role: 'coder',
      complexity: null,
      author: { agent: 'Claude Code', modelName: null, promptId: null, provenance: 'reported' },
      decisionIds: [],
      report: {
        key: first?.key ?? '',
        agent: 'Claude Code',
        modelName: null,
        promptId: null,
        tokens: null,
        costUsd: null,
        kept: 0,
        rejected: 0,
      },
    });
    expect(backfill(['claude-code'])).toBe(1);
    ledger.forgetRun(run.id);
    expect(backfill(['claude-code'])).toBe(0);
  });

  it('keep no prompt where the ledger keeps numbers, and no secret', () => {
    ledger.close();
    ledger = new Ledger(root, { texts: 'numbers' });
    backfill();
    expect(ledger.backfilled.list(10).map(({ goal }) => goal)).toEqual([null, null, null, null]);
    ledger.forgetBackfilled();
    ledger.close();
    ledger = new Ledger(root, { texts: 'texts' });
    const run = readSources(sources(['claude-code']), root).runs[0];
    ledger.backfill([{ ...run!, prompt: 'Use ghp_0123456789abcdefghijABCDEFGHIJ012345' }]);
    expect(ledger.backfilled.list(1)[0]?.goal).not.toContain('ghp_0123');
  });

  it('are found in the history, unless a transcript tells of the same work', () => {
    commit('Greet\n\nCo-authored-by: Codex <noreply@openai.com>', 'greet.ts');
    commit('By hand', 'hand.ts');
    commit('Loud\n\nCo-authored-by: aider (gpt-5) <noreply@aider.chat>', 'loud.ts');
    expect(backfill(['commits'])).toBe(2);
    expect(ledger.backfilled.list(10).find(({ agent }) => agent === 'Aider')).toMatchObject({
      model: 'gpt-5',
      goal: 'Loud',
      files: ['loud.ts'],
      source: 'trailer',
    });
    ledger.forgetBackfilled();
    const { runs } = readSources(sources(['commits']), root);
    const greet = runs.find(({ agent }) => agent === 'Codex');
    const written = { ...greet!, key: 'written', source: 'transcript' as const };
    expect(ledger.backfill([...runs, written])).toBe(2);
    expect(
      ledger.backfilled
        .list(10)
        .map(({ source }) => source)
        .sort(),
    ).toEqual(['trailer', 'transcript']);
  });
});
