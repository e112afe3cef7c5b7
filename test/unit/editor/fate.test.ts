import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fate, type WrittenFile } from '../../../src/editor/observe/fate.js';
import type { Evidence } from '../../../src/evidence/evidence.js';
import type { RunView } from '../../../src/learning/runs/run.js';
import { writtenLines, writtenLinesIn } from '../../../src/review/written-lines.js';
import { runView } from './run-view.js';

const text = (...lines: string[]): Uint8Array => Buffer.from(lines.map((line) => `${line}\n`).join(''));
const before = text('a', 'b', 'c', 'd');
/** Two lines in the place of one, and one deleted. */
const after = text('a', 'B1', 'B2', 'c');

describe('written lines', () => {
  it('are counted, and found again while nobody touches them', () => {
    expect(writtenLines(before, after)).toBe(3);
    expect(writtenLinesIn(before, after, after)).toBe(3);
    expect(writtenLinesIn(before, after, text('x', 'a', 'B1', 'B2', 'c'))).toBe(3);
    expect(writtenLinesIn(before, after, text('a', 'B1', 'other', 'c'))).toBe(2);
    expect(writtenLinesIn(before, after, before)).toBe(0);
    expect(writtenLinesIn(before, after, null)).toBe(0);
    expect(writtenLinesIn(null, after, after)).toBe(4);
  });
});

describe('Fate', () => {
  const finished: RunView = runView({ id: 'r', finishedAt: '2026-01-01T00:00:00.000Z' });
  const told: Evidence[] = [];
  let commits: Record<string, Uint8Array>;
  let now: Uint8Array;

  const fateNow = (): Fate =>
    new Fate({
      files: (_, commit) => {
        const later = commit === undefined ? now : commits[commit];
        const files: WrittenFile[] = later === undefined ? [] : [{ before, after, later }];
        return Promise.resolve(files);
      },
      tell: (_, evidence) => {
        told.push(evidence);
        return Promise.resolve();
      },
      now: () => Date.now(),
    });

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:01.000Z') });
    told.length = 0;
    now = after;
    commits = {};
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells once after 5 and once after 15 minutes what is left', async () => {
    const fate = fateNow();
    fate.follow([finished]);
    fate.follow([finished]);
    await vi.advanceTimersByTimeAsync(6 * 60_000);
    now = before;
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    expect(told).toMatchObject([
      { kind: 'survival', afterMinutes: 5, keptLines: 3, lines: 3 },
      { kind: 'survival', afterMinutes: 15, keptLines: 0, lines: 3 },
    ]);
  });

  it('does not look at a run whose time is past, is open, or was thrown away', async () => {
    vi.setSystemTime(Date.parse('2026-01-01T01:00:00.000Z'));
    fateNow().follow([finished, { ...finished, status: 'open' }, { ...finished, status: 'discarded' }]);
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(told).toEqual([]);
  });

  it('tells of a commit, of one that takes it back, and of one that takes that back', async () => {
    const fate = fateNow();
    commits = { base: before, one: after, other: after, revert: before, again: after };
    await fate.committed([finished], { commit: 'one', previous: 'base' });
    await fate.committed([finished], { commit: 'other', previous: 'one' });
    await fate.committed([finished], { commit: 'revert', previous: 'other' });
    await fate.committed([finished], { commit: 'again', previous: 'revert' });
    expect(told).toMatchObject([
      { kind: 'committed', commit: 'one', committedLines: 3, lines: 3 },
      { kind: 'reverted', commit: 'revert', revertedLines: 3, lines: 3 },
      { kind: 'reverted', commit: 'again', revertedLines: 0, lines: 3 },
    ]);
  });

  it('knows after a reload what was committed before', async () => {
    commits = { one: after, revert: before };
    await fateNow().committed([finished], { commit: 'revert', previous: 'one' });
    expect(told).toMatchObject([{ kind: 'reverted', revertedLines: 3, lines: 3 }]);
  });

  it('takes a later change of the lines for no revert', async () => {
    commits = { one: after, two: text('a', 'improved', 'c') };
    const fate = fateNow();
    await fate.committed([finished], { commit: 'one', previous: null });
    await fate.committed([finished], { commit: 'two', previous: 'one' });
    expect(told.map(({ kind }) => kind)).toEqual(['committed']);
  });
});
