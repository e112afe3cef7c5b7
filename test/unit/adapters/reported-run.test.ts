import { describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../src/adapters/agent-event.js';
import { reportedRuns } from '../../../src/adapters/reported-run.js';

type Told<E> = E extends AgentEvent ? Omit<E, 'agent' | 'session' | 'at' | 'source'> : never;

function event(second: number, told: Told<AgentEvent>, session = 's'): AgentEvent {
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
  return { agent: 'Claude Code', session, at, source: 'hook', ...told };
}

const prompt = (text: string, id?: string): Told<AgentEvent> => ({
  kind: 'prompt',
  text,
  ...(id === undefined ? {} : { id }),
});
const edit = (...paths: string[]): Told<AgentEvent> => ({ kind: 'edit', paths });
const usage = (
  model: string,
  tokensOut: number,
  more: { id?: string; costUsd?: number } = {},
): Told<AgentEvent> => ({
  kind: 'usage',
  model,
  tokensIn: 100,
  tokensOut,
  costUsd: null,
  ...more,
});

describe('the runs that an agent tells of', () => {
  it('are its prompts with what follows each', () => {
    const runs = reportedRuns([
      event(0, { kind: 'session-started', model: 'small' }),
      event(1, prompt('First')),
      event(2, edit('/a')),
      event(3, usage('small', 5)),
      event(4, usage('large', 50)),
      event(5, edit('/b', '/a')),
      event(6, { kind: 'stopped' }),
      event(7, { kind: 'judged', path: '/a', verdict: 'kept' }),
      event(8, prompt('Second')),
      event(9, edit('/c')),
    ]);
    expect(runs).toMatchObject([
      {
        prompt: 'First',
        model: 'large',
        tokensIn: 200,
        tokensOut: 55,
        costUsd: null,
        paths: ['/a', '/b'],
        startedAt: '2026-01-01T00:00:01.000Z',
        endedAt: '2026-01-01T00:00:06.000Z',
        kept: 1,
        rejected: 0,
      },
      { prompt: 'Second', model: 'small', tokensIn: null, tokensOut: null, paths: ['/c'], endedAt: null },
    ]);
  });

  it('keep sessions that interleave apart', () => {
    const runs = reportedRuns([
      event(1, prompt('One'), 'a'),
      event(2, prompt('Two'), 'b'),
      event(3, edit('/b'), 'b'),
      event(4, edit('/a'), 'a'),
    ]);
    expect(runs.map(({ session, prompt: text, paths }) => [session, text, paths])).toEqual([
      ['a', 'One', ['/a']],
      ['b', 'Two', ['/b']],
    ]);
  });

  it('do not depend on the order in which events come', () => {
    const events = [
      event(1, prompt('One')),
      event(2, usage('m', 5)),
      event(3, { kind: 'stopped' }),
      event(4, prompt('Two')),
      event(5, edit('/a')),
    ];
    expect(reportedRuns([...events].reverse())).toEqual(reportedRuns(events));
  });

  it('count an answer once that is told twice, and a prompt that hooks and transcript tell', () => {
    const [run, ...others] = reportedRuns([
      event(1, prompt('One', 'p1')),
      event(1, { kind: 'prompt', text: null, id: 'p1' }),
      event(2, usage('m', 5, { id: 'msg' })),
      event(3, usage('m', 9, { id: 'msg' })),
    ]);
    expect(run).toMatchObject({ key: 'Claude Code/s/p1', prompt: 'One', tokensIn: 100, tokensOut: 9 });
    expect(others).toEqual([]);
  });

  it('know the cost only where all of it is told', () => {
    const cost = (...costs: (number | undefined)[]) =>
      reportedRuns([
        event(0, prompt('One')),
        ...costs.map((costUsd, index) =>
          event(index + 1, usage('m', 1, costUsd === undefined ? {} : { costUsd })),
        ),
      ])[0]?.costUsd;
    expect(cost(0.25, 0.5)).toBe(0.75);
    expect(cost(0.25, undefined)).toBeNull();
    expect(cost()).toBeNull();
  });

  it('are open again when the agent goes on editing after it stopped', () => {
    const events = [event(1, prompt('One')), event(2, { kind: 'stopped' }), event(3, edit('/a'))];
    expect(reportedRuns(events)[0]?.endedAt).toBeNull();
    expect(reportedRuns([...events, event(4, { kind: 'session-ended' })])[0]?.endedAt).toBe(
      '2026-01-01T00:00:04.000Z',
    );
  });

  it('include edits for which no prompt was told', () => {
    expect(reportedRuns([event(1, edit('/a'))])).toMatchObject([{ prompt: null, paths: ['/a'] }]);
    expect(reportedRuns([event(1, { kind: 'stopped' })])).toEqual([]);
  });
});
