import { describe, expect, it } from 'vitest';
import { standingsState, type StandingsFacts } from '../../../src/editor/panel/standings-state.js';
import type { Standing } from '../../../src/learning/choice/standings.js';
import { runView } from './run-view.js';

const nowMs = Date.parse('2026-01-01T12:00:00.000Z');

function standing(different: Partial<Standing>): Standing {
  return {
    chooser: 'prompt',
    arm: 'concise',
    name: 'Concise',
    trials: 0,
    wins: 0,
    mean: null,
    candidate: true,
    costPer1k: null,
    ...different,
  };
}

const noStats = {
  recentStats: { avgReward: 0, avgCost: 0, avgDuration: 0, totalRuns: 0 },
  modelPerformance: [],
  promptPerformance: [],
};

function facts(ledger: Partial<NonNullable<StandingsFacts['ledger']>> | null = {}): StandingsFacts {
  const full = { readOnlyReason: null, stats: noStats, standings: [], runs: [] };
  return {
    title: 'corner-shop',
    isTrusted: true,
    isDeclined: false,
    ledger: ledger === null ? null : { ...full, ...ledger },
  };
}

describe('the lead of the standings', () => {
  it('says what to do first where nothing is there', () => {
    const { notice, action, tables } = standingsState(facts(null), nowMs);
    expect(notice).toContain('Start a run');
    expect(action?.command).toBe('startRun');
    expect(tables).toEqual([]);
  });

  it('says what to do first in a new ledger', () => {
    const { action, tables } = standingsState(facts(), nowMs);
    expect(action?.command).toBe('startRun');
    expect(tables.map(({ title }) => title)).toEqual(['Prompts', 'Models']);
  });

  it('gives way to the tables once there is a run', () => {
    const { notice, action } = standingsState(facts({ runs: [runView()] }), nowMs);
    expect({ notice, action }).toEqual({ notice: null, action: null });
  });

  it('says that nothing is kept, and why', () => {
    expect(standingsState({ ...facts(null), isDeclined: true }, nowMs).action?.command).toBe('keepScore');
    expect(standingsState({ ...facts(), isTrusted: false }, nowMs).action?.command).toBe('manageTrust');
    expect(standingsState(facts({ readOnlyReason: 'It is newer.' }), nowMs).notice).toBe('It is newer.');
  });
});

describe('the tables', () => {
  it('show how often an option was used and how well it did', () => {
    const standings = [
      standing({ trials: 3, wins: 2.4, mean: 0.8 }),
      standing({ arm: 'new', name: 'New' }),
      standing({
        chooser: 'model',
        arm: 'qwen',
        name: 'Qwen',
        trials: 1,
        wins: 0.5,
        mean: 0.5,
        costPer1k: 0,
      }),
      standing({ chooser: 'model', arm: 'gpt', name: 'GPT', costPer1k: 0.15 }),
      standing({
        chooser: 'model',
        arm: 'opus',
        name: 'opus',
        trials: 2.5,
        wins: 2,
        mean: 0.8,
        candidate: false,
      }),
    ];
    const [prompts, models] = standingsState(facts({ standings }), nowMs).tables;
    expect(prompts?.rows.map(({ name, usesText, scoreText }) => [name, usesText, scoreText])).toEqual([
      ['Concise', '3 runs', '0.80'],
      ['New', '', 'not tried'],
    ]);
    expect(models?.rows.map(({ usesText, note }) => [usesText, note])).toEqual([
      ['1 run', 'free'],
      ['', '$0.15 per 1,000 tokens'],
      ['2.5 runs', 'seen with other agents, never suggested'],
    ]);
  });

  it('list the latest runs, the unscored without a “why”', () => {
    const runs = [
      runView(),
      runView({ reward: null }),
      runView({ status: 'discarded', reward: null }),
      ...Array.from({ length: 20 }, () => runView()),
    ];
    const rows = standingsState(facts({ runs }), nowMs).runs;
    expect(rows).toHaveLength(10);
    expect(
      rows.slice(0, 3).map(({ scoreText, isScored, verdictText }) => [scoreText, isScored, verdictText]),
    ).toEqual([
      ['0.88', true, 'no verdict yet'],
      ['not checked', false, 'no verdict yet'],
      ['discarded', false, ''],
    ]);
    expect(rows[0]?.detail).toBe('Cline · gpt-4o · concise · 2 h 0 min ago');
  });
});

describe('the figures', () => {
  it('are none before the first score', () => {
    expect(standingsState(facts(), nowMs).figures).toEqual([]);
  });

  it('leave tokens out where nobody counted them', () => {
    const recentStats = { avgReward: 0.8125, avgCost: 0, avgDuration: 15_400, totalRuns: 2 };
    const { figures } = standingsState(facts({ stats: { ...noStats, recentStats } }), nowMs);
    expect(figures).toEqual([
      { label: 'scored runs', value: '2' },
      { label: 'mean score', value: '0.81' },
      { label: 'mean time', value: '15 s' },
    ]);
  });
});
