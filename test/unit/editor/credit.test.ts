import { describe, expect, it } from 'vitest';
import { creditsOf, overlapsAnother } from '../../../src/editor/observe/credit.js';

const open = { runId: 'open', firstEditAtMs: 100 };
const untouched = { runId: 'open', firstEditAtMs: null };
const last = { runId: 'last', firstEditAtMs: 10 };

function span(beganAtMs: number, endedAtMs: number): { beganAtMs: number; endedAtMs: number } {
  return { beganAtMs, endedAtMs };
}

describe('creditsOf', () => {
  it('gives a check that began after the first edit to the open run', () => {
    expect(creditsOf(span(100, 120), open, last)).toEqual({
      credits: [{ runId: 'open', phase: 'run' }],
      isBeforeNext: false,
    });
  });

  it('gives a check during which the first edit came to nobody', () => {
    expect(creditsOf(span(90, 110), open, last)).toEqual({ credits: [], isBeforeNext: false });
  });

  it.each([untouched, open])('gives one that ended before the first edit to the run before', (run) => {
    expect(creditsOf(span(50, 60), run, last)).toEqual({
      credits: [
        { runId: 'last', phase: 'run' },
        { runId: 'open', phase: 'before' },
      ],
      isBeforeNext: true,
    });
  });

  it('gives one without an open run to the last, if that had begun to edit', () => {
    expect(creditsOf(span(50, 60), undefined, last).credits).toEqual([{ runId: 'last', phase: 'run' }]);
    expect(creditsOf(span(5, 60), undefined, last).credits).toEqual([]);
    expect(creditsOf(span(5, 60), undefined, { runId: 'last', firstEditAtMs: null }).credits).toEqual([]);
    expect(creditsOf(span(5, 60), undefined, undefined)).toEqual({ credits: [], isBeforeNext: true });
  });
});

describe('overlapsAnother', () => {
  const run = (
    id: string,
    from: number,
    to: number | null,
  ): Parameters<typeof overlapsAnother>[1][number] => ({
    id,
    startedAt: new Date(from).toISOString(),
    finishedAt: to === null ? null : new Date(to).toISOString(),
  });

  it('is so for runs that were under way at the same time', () => {
    expect(overlapsAnother('a', [run('a', 10, null), run('b', 5, 20)])).toBe(true);
    expect(overlapsAnother('a', [run('a', 10, 30), run('b', 20, null)])).toBe(true);
  });

  it('is not so for runs one after the other', () => {
    expect(overlapsAnother('a', [run('a', 10, 20), run('b', 20, null), run('c', 1, 10)])).toBe(false);
    expect(overlapsAnother('a', [run('a', 10, null)])).toBe(false);
  });
});
