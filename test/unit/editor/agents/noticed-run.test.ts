import { describe, expect, it } from 'vitest';
import type { ReportedRun } from '../../../../src/adapters/reported-run.js';
import { noticedRun } from '../../../../src/editor/agents/noticed-run.js';
import { titleOfTold } from '../../../../src/editor/agents/told-run-title.js';
import type { RunView } from '../../../../src/learning/runs/run.js';
import { runView } from '../run-view.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 10, minute)).toISOString();
const told = (minute: number): ReportedRun => ({
  key: 'k',
  agent: 'Copilot',
  session: 'window',
  source: 'telemetry',
  model: 'gpt-5.4',
  prompt: null,
  tokensIn: null,
  tokensOut: null,
  costUsd: null,
  paths: [],
  startedAt: at(minute),
  endedAt: null,
  kept: 0,
  rejected: 0,
});
const run = (id: string, begun: number, finished: number | null, agent = 'GitHub Copilot'): RunView =>
  runView({
    id,
    author: { agent, modelName: null, promptId: null, provenance: 'guessed' },
    status: finished === null ? 'open' : 'finished',
    startedAt: at(begun),
    finishedAt: finished === null ? null : at(finished),
  });

describe('noticedRun', () => {
  const runs = [run('third', 40, null), run('second', 5, 7), run('first', 0, 2)];

  it('is the run that was under way, else the next', () => {
    expect(noticedRun(runs, told(1))?.id).toBe('first');
    expect(noticedRun(runs, told(4))?.id).toBe('second');
    expect(noticedRun(runs, told(50))?.id).toBe('third');
  });

  it('is none where nothing was edited for long, or another agent did it', () => {
    expect(noticedRun(runs, told(20))).toBeUndefined();
    expect(noticedRun([run('other', 0, 2, 'Cline')], told(1))).toBeUndefined();
  });
});

describe('titleOfTold', () => {
  it('is the first line of the prompt that says something', () => {
    expect(titleOfTold({ ...told(0), prompt: '\n  Add a test \nfor the cart' })).toBe('Add a test');
  });

  it('is the agent and the time of day where no text is kept', () => {
    expect(titleOfTold(told(0))).toMatch(/^Copilot, \d\d:\d\d$/);
  });
});
