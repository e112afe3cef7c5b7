import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandEvidence, Evidence } from '../../../src/evidence/evidence.js';
import { deriveInputs } from '../../../src/learning/reward/derive-inputs.js';
import { outcomeOf } from '../../../src/learning/reward/outcome.js';
import type { RewardInputs } from '../../../src/learning/reward/reward-inputs.js';
import { at, command, diagnostics, found, later, none } from './evidence-of.js';

function inputsOf(...evidence: readonly Evidence[]): RewardInputs {
  return deriveInputs(outcomeOf(evidence, null));
}

const files = (...paths: readonly string[]): Evidence => ({ kind: 'files', at, paths });

describe('a run', () => {
  it('is not judged when nobody looked', () => {
    const nothing: Evidence[][] = [
      [],
      [files('a.ts')],
      [diagnostics({})],
      [command('other', 0)],
      [command('test', null)],
      [command('test', 0, { phase: 'before' })],
      ...(['cancelled', 'elsewhere', 'overlap'] as const).map((notCredited) => [
        command('test', 0, { notCredited, tests: { passed: 1, failed: 0 } }),
      ]),
      [{ kind: 'weakened', at, path: 'a.ts', checks: [{ line: 1, what: 'x', effect: { skippedTests: 1 } }] }],
    ];
    for (const evidence of nothing) expect(outcomeOf(evidence, null).isJudged).toBe(false);
  });

  it('is judged by a verdict, a check, or diagnostics that came or went', () => {
    expect(outcomeOf([], 1).isJudged).toBe(true);
    expect(outcomeOf([command('lint', 0)], null).isJudged).toBe(true);
    expect(outcomeOf([diagnostics({}, { type: 1 })], null).isJudged).toBe(true);
    expect(
      outcomeOf([{ kind: 'survival', at, afterMinutes: 5, keptLines: 3, lines: 3 }], null).isJudged,
    ).toBe(true);
  });

  it("takes an agent's word on a check only where nobody saw one of its kind", () => {
    const claims = command('test', 0, { source: 'agent', at: later(9), tests: { passed: 3, failed: 0 } });
    const seen = command('test', 1, { at: later(1), tests: { passed: 1, failed: 2 } });
    expect(inputsOf(claims).tests_passed).toBe(3);
    expect(inputsOf(seen, claims).tests_passed).toBe(1);
    expect(inputsOf(command('lint', 0), claims).tests_passed).toBe(3);
  });

  it('is judged by what its evidence says, in whatever order it came', () => {
    const evidence: Evidence[] = [
      files('a.ts'),
      command('test', 1, { phase: 'before', at: later(0), tests: { passed: 1, failed: 1 } }),
      command('test', 1, { at: later(1), tests: { passed: 1, failed: 1 } }),
      command('test', 0, { at: later(2), tests: { passed: 2, failed: 0 } }),
      command('lint', 1, { at: later(3), findings: found('eslint', 'a.ts x') }),
      diagnostics({ type: 1 }),
      { kind: 'pending', at: later(4), lines: 3 },
      { kind: 'pending', at: later(5), lines: 0 },
      { kind: 'survival', at: later(6), afterMinutes: 5, keptLines: 1, lines: 2 },
    ];
    const expected = outcomeOf(evidence, null);
    fc.assert(
      fc.property(fc.shuffledSubarray(evidence, { minLength: evidence.length }), (shuffled) => {
        expect(outcomeOf(shuffled, null)).toEqual(expected);
      }),
    );
  });
});

describe('the tests', () => {
  it('are those of the last result that was not cancelled', () => {
    const last = { tests: { passed: 2, failed: 1 }, label: 'npm test', source: 'terminal' } as const;
    const evidence = [
      command('test', 0, { tests: { passed: 3, failed: 0 } }),
      command('test', 1, last),
      command('test', null),
    ];
    expect(inputsOf(...evidence)).toMatchObject({ tests_passed: 2, tests_total: 3 });
    expect(outcomeOf(evidence, null).tests).toEqual({
      value: last.tests,
      words: '2/3',
      origins: [{ source: 'terminal', label: 'npm test', at }],
    });
  });

  it('count as one where their counts were not seen', () => {
    expect(inputsOf(command('test', 1))).toMatchObject({ tests_passed: 0, tests_total: 1 });
    expect(inputsOf(command('test', 0))).toMatchObject({ tests_passed: 1, tests_total: 1 });
    const empty = { tests: { passed: 0, failed: 0 } };
    expect(inputsOf(command('test', 1, empty))).toMatchObject({ tests_passed: 0, tests_total: 1 });
    expect(inputsOf(command('test', 0, empty))).toMatchObject({ tests_passed: 0, tests_total: 0 });
  });

  it('are counted by a report or the Testing view where the command itself was not read', () => {
    const report = command('test', null, { source: 'report', tests: { passed: 18, failed: 2 } });
    expect(inputsOf(report, command('test', 1))).toMatchObject({ tests_passed: 18, tests_total: 20 });
    // The command ended well, so the report is older.
    expect(inputsOf(report, command('test', 0))).toMatchObject({ tests_passed: 1, tests_total: 1 });
    const view = command('test', null, { source: 'testing', tests: { passed: 4, failed: 0 } });
    expect(inputsOf(view)).toMatchObject({ tests_passed: 4, tests_total: 4 });
  });

  it('of the whole project come before those of a part', () => {
    const whole = command('test', 1, { scope: 'project', tests: { passed: 18, failed: 2 } });
    const part = command('test', 0, { at: later(1), tests: { passed: 3, failed: 0 } });
    expect(inputsOf(whole, part)).toMatchObject({ tests_passed: 18, tests_total: 20 });
  });
});

describe('compiling', () => {
  it('is the exit code of the last build, else that a tool found no new type errors, else assumed', () => {
    expect(inputsOf(command('build', 0), command('build', 2)).compile_pass).toBe(false);
    expect(inputsOf(diagnostics({ type: 2 })).compile_pass).toBe(false);
    expect(inputsOf(diagnostics({ type: 2 }), command('build', 0)).compile_pass).toBe(true);
    expect(outcomeOf([diagnostics({}, { type: 1 })], null).compile?.value).toBe(true);
    expect(inputsOf(command('lint', 0)).compile_pass).toBe(true);
    expect(outcomeOf([command('lint', 0)], null).compile).toBeNull();
  });
});

describe('findings', () => {
  const eslint = (...errors: readonly string[]): Partial<CommandEvidence> => ({
    findings: found('eslint', ...errors),
  });

  it('count when they were not there before, wherever they stand in the file', () => {
    const before = command('lint', 1, { phase: 'before', ...eslint('b.ts x', 'b.ts x', 'b.ts y') });
    const now = command('lint', 1, {
      at: later(1),
      ...eslint('c.ts z', 'b.ts y', 'b.ts x', 'b.ts x', 'b.ts x'),
    });
    expect(inputsOf(files('a.ts'), before, now).lint_errors).toBe(2);
  });

  it('count in files that the run changed, and where no result of the same tool from before is known', () => {
    const before = command('lint', 1, { phase: 'before', ...eslint('a.ts x') });
    const now = command('lint', 1, { at: later(1), ...eslint('a.ts x', 'b.ts y') });
    expect(inputsOf(files('a.ts'), before, now).lint_errors).toBe(2);
    expect(inputsOf(before, now).lint_errors).toBe(1);
    const tsc = command('build', 2, { phase: 'before', findings: found('tsc', 'b.ts y') });
    expect(inputsOf(tsc, now).lint_errors).toBe(2);
  });

  it('are compared by number where there are more than the ledger lists', () => {
    const many = Array.from({ length: 300 }, (_, index) => `old-${index}.ts x`);
    const before = command('lint', 1, { phase: 'before', ...eslint(...many) });
    fc.assert(
      fc.property(fc.nat({ max: 5 }), fc.shuffledSubarray(many, { minLength: 290 }), (count, left) => {
        const fresh = Array.from({ length: count }, (_, index) => `new-${index}.ts x`);
        const now = command('lint', 1, { at: later(1), ...eslint(...left, ...fresh) });
        const { lint_errors: counted } = inputsOf(before, now);
        expect(counted).toBeLessThanOrEqual(count);
        if (left.length === many.length) expect(counted).toBe(count);
      }),
      { numRuns: 30 },
    );
  });

  it('of one kind come from one source: the whole project, a part, diagnostics, an exit code', () => {
    const shown = diagnostics({ lint: 4, boundary: 1 });
    const part = command('lint', 1, eslint('a.ts x', 'a.ts y'));
    const matcher = command('build', null, { source: 'matcher', findings: found('tsc', 'a.ts TS1') });
    const whole = command('lint', 1, { scope: 'project', ...eslint('a.ts x') });
    expect(inputsOf(command('lint', 1)).lint_errors).toBe(1);
    expect(inputsOf(command('lint', 1), shown)).toMatchObject({ lint_errors: 4, boundary_errors: 1 });
    expect(inputsOf(part, shown)).toMatchObject({ lint_errors: 2, boundary_errors: 0 });
    expect(inputsOf(whole, part, shown).lint_errors).toBe(1);
    expect(inputsOf(whole, matcher, diagnostics({ type: 7 }))).toMatchObject({
      type_errors: 1,
      compile_pass: false,
    });
  });

  it('are gone when the same command, or the tool, ends well in silence', () => {
    const red = command('lint', 1, { label: 'npm run lint', ...eslint('a.ts x') });
    for (const label of ['npm run lint', 'npx eslint .']) {
      expect(inputsOf(red, command('lint', 0, { at: later(1), label })).lint_errors).toBe(0);
    }
    expect(inputsOf(red, command('lint', 0, { at: later(1), label: 'ruff check' })).lint_errors).toBe(1);
  });

  it('that two tools share count once', () => {
    const { list, tools } = found('tsc', 'a.ts TS1');
    const other = {
      list: list.map((each) => ({ ...each, tool: 'vue-tsc' })),
      tools: [{ ...tools[0]!, tool: 'vue-tsc' }],
    };
    const evidence = [
      command('build', 2, { findings: found('tsc', 'a.ts TS1', 'b.ts TS1') }),
      command('build', 2, { findings: other }),
    ];
    expect(inputsOf(...evidence).type_errors).toBe(2);
  });

  it('of a linter whose output was not seen do not count if it failed before', () => {
    const before = command('lint', 1, { phase: 'before' });
    expect(inputsOf(before, command('lint', 1, { at: later(1) })).lint_errors).toBe(0);
  });
});

describe('coverage', () => {
  it('is the last, with its change since before the run', () => {
    const before = command('test', 0, { phase: 'before', coveragePct: 80 });
    const now = command('test', 0, { at: later(1), coveragePct: 82.5 });
    expect(outcomeOf([before, now], null).coverage?.value).toEqual({ pct: 82.5, changePct: 2.5 });
    expect(outcomeOf([now], null).coverage?.value).toEqual({ pct: 82.5, changePct: null });
    expect(inputsOf(now).coverage_pct).toBe(82.5);
  });
});

describe('weakened checks', () => {
  const weakened = (effect: object, minutes = 1): Evidence => ({
    kind: 'weakened',
    at: later(minutes),
    path: 'a.test.ts',
    checks: [{ line: 3, what: 'skips 2 tests', effect }],
  });

  it('count as failed tests and as errors', () => {
    const tests = command('test', 0, { tests: { passed: 8, failed: 0 } });
    expect(inputsOf(tests, weakened({ skippedTests: 2 }))).toMatchObject({
      tests_passed: 8,
      tests_total: 10,
    });
    const effect = { removedTests: 1, weakenedAssertions: 1, suppressedFindings: 3 };
    expect(inputsOf(tests, weakened(effect))).toMatchObject({ tests_total: 10, lint_errors: 3 });
  });

  it('count as they are now', () => {
    const tests = command('test', 0, { tests: { passed: 8, failed: 0 } });
    const gone: Evidence = { kind: 'weakened', at: later(2), path: 'a.test.ts', checks: [] };
    const { weakened: left, tests: seen } = outcomeOf([gone, tests, weakened({ skippedTests: 2 })], null);
    expect(left.places).toEqual([]);
    expect(seen?.value).toEqual({ passed: 8, failed: 0 });
  });
});

describe('what a caller reported', () => {
  it('comes before what was seen', () => {
    const reported: Evidence = {
      kind: 'reported',
      at,
      compilePass: true,
      findings: { ...none, lint: 2 },
      tests: { passed: 8, failed: 2 },
      coveragePct: 85,
    };
    expect(deriveInputs(outcomeOf([command('build', 1), reported], 1))).toEqual({
      compile_pass: true,
      lint_errors: 2,
      type_errors: 0,
      schema_errors: 0,
      boundary_errors: 0,
      tests_passed: 8,
      tests_total: 10,
      coverage_pct: 85,
      human_accept: 1,
    });
  });
});
