import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/evidence/evidence.js';
import { gatedScore, type GatedScore } from '../../../src/learning/reward/gated.js';
import { outcomeOf } from '../../../src/learning/reward/outcome.js';
import { at, command, diagnostics, found, later } from './evidence-of.js';

function scoreOf(evidence: readonly Evidence[], said: number | null = null): GatedScore {
  return gatedScore(outcomeOf(evidence, said));
}

const tests = (passed: number, failed: number, minutes = 1, failing?: readonly string[]): Evidence =>
  command('test', failed === 0 ? 0 : 1, {
    at: later(minutes),
    tests: { passed, failed, ...(failing && { failing: failing.map((name) => ({ name, file: null })) }) },
    phase: minutes === 0 ? 'before' : 'run',
  });
const build = (exitCode: number, minutes = 1): Evidence =>
  command('build', exitCode, { at: later(minutes), phase: minutes === 0 ? 'before' : 'run' });
const reviewed = (cause: 'person' | 'commit' | 'bulk', verdict: 'kept' | 'rejected'): Evidence => {
  return { kind: 'review', at, id: '1', path: 'a.ts', lines: 4, verdict, cause, reason: null, diff: null };
};
const survived = (afterMinutes: 5 | 15, keptLines: number): Evidence => {
  return { kind: 'survival', at, afterMinutes, keptLines, lines: 4 };
};

describe('the gated reward', () => {
  it('is 0 when a required check got worse', () => {
    expect(scoreOf([build(2)], 1)).toMatchObject({ reward: 0, gates: ['the build failed with exit code 2'] });
    expect(scoreOf([tests(9, 1)], 1)).toMatchObject({ reward: 0, gates: ['tests 9/10'] });
    expect(scoreOf([tests(10, 0, 0), tests(9, 1)], 1).reward).toBe(0);
    expect(scoreOf([diagnostics({ type: 1 })], 1).reward).toBe(0);
  });

  it('is open where a required check was red before and is no worse', () => {
    expect(scoreOf([build(2, 0), build(2)]).gates).toEqual([]);
    expect(scoreOf([tests(9, 1, 0), tests(9, 1)])).toMatchObject({ reward: 0.9, gates: [] });
    expect(scoreOf([tests(9, 1, 0, ['x']), tests(9, 1, 1, ['x'])]).gates).toEqual([]);
    expect(scoreOf([tests(9, 1, 0, ['x']), tests(9, 1, 1, ['y'])]).gates).toEqual([
      '1 test that did not fail before',
    ]);
    expect(scoreOf([tests(9, 1, 0), tests(8, 2)]).reward).toBe(0);
    const red = command('build', 2, { at: later(1), findings: found('tsc', 'a.ts TS1') });
    expect(scoreOf([build(2, 0), red]).reward).toBe(0);
  });

  it('is 0 when a test was removed, skipped or weakened', () => {
    const checks = [{ line: 1, what: 'skips a test', effect: { skippedTests: 1 } }];
    expect(scoreOf([tests(9, 0), { kind: 'weakened', at, path: 'a.test.ts', checks }]).reward).toBe(0);
  });

  it('leaves out what nobody saw', () => {
    expect(scoreOf([])).toMatchObject({ reward: null, quality: null });
    expect(scoreOf([command('lint', 0)])).toMatchObject({
      reward: 1,
      tests: null,
      compile: null,
      verdict: null,
    });
    expect(scoreOf([], 0.7).reward).toBe(0.7);
    expect(scoreOf([command('test', 0, { tests: { passed: 0, failed: 0 } })]).tests).toBeNull();
  });

  it('weighs tests 3, errors 2, compile 1 and the change of coverage 1', () => {
    const errors = command('lint', 1, {
      findings: found('eslint', ...'abcde'.split('').map((name) => `${name} x`)),
    });
    expect(scoreOf([errors])).toMatchObject({ errors: 0.5, reward: 0.5 });
    const all = [tests(3, 1, 0), tests(3, 1), errors, build(0)];
    expect(scoreOf(all).reward).toBeCloseTo((3 * 0.75 + 2 * 0.5 + 1) / 6, 12);
    const covered = (coveragePct: number, minutes: number): Evidence =>
      command('test', 0, { at: later(minutes), coveragePct, phase: minutes === 0 ? 'before' : 'run' });
    expect(scoreOf([covered(80, 0), covered(78, 1)]).coverage).toBeCloseTo(0.7, 12);
    expect(scoreOf([covered(80, 0), covered(95, 1)]).coverage).toBe(1);
    expect(scoreOf([covered(80, 1)]).coverage).toBeNull();
  });

  it('counts a verdict by its strength: edits one by one, survival, a commit, keeping all at once', () => {
    const green = command('lint', 0);
    const rejected = [
      scoreOf([green, reviewed('person', 'rejected')]),
      scoreOf([green, survived(15, 0)]),
      scoreOf([green, survived(5, 0)]),
      scoreOf([green, { kind: 'committed', at, commit: 'c', committedLines: 0, lines: 4 }]),
      scoreOf([green, reviewed('bulk', 'rejected')]),
    ].map(({ reward }) => reward ?? Number.NaN);
    expect([...rejected].sort((a, b) => a - b)).toEqual(rejected);
    expect(new Set(rejected).size).toBe(5);
    // The strongest counts alone.
    expect(scoreOf([green, reviewed('bulk', 'kept'), survived(15, 2)]).verdict).toBe(0.5);
    expect(scoreOf([green, reviewed('person', 'kept'), survived(15, 2)]).verdict).toBe(1);
  });

  it('takes what a later commit took back as rejected', () => {
    const reverted = (revertedLines: number, minutes = 1): Evidence => {
      return { kind: 'reverted', at: later(minutes), commit: 'c', revertedLines, lines: 4 };
    };
    expect(scoreOf([reviewed('person', 'kept'), reverted(4)]).reward).toBe(0);
    expect(scoreOf([reviewed('person', 'kept'), reverted(1)]).reward).toBe(0.75);
    expect(scoreOf([reviewed('person', 'kept'), reverted(4), reverted(0, 2)]).reward).toBe(1);
  });

  it('lies in [0, 1] and never falls with more tests that pass or more that is kept', () => {
    const share = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(share, share, share, (passed, failed, said) => {
        // Red before in the same way, so that no gate shuts.
        const score = (more: number, kept: number): number =>
          scoreOf([tests(passed, failed, 0), tests(passed + more, failed)], kept / 21).reward ?? Number.NaN;
        const reward = score(0, said);
        if (passed + failed > 0) expect(reward >= 0 && reward <= 1).toBe(true);
        if (passed + failed > 0) expect(score(1, said)).toBeGreaterThanOrEqual(reward);
        expect(score(0, said + 1)).toBeGreaterThan(reward);
      }),
    );
  });
});
