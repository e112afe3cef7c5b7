import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/evidence/evidence.js';
import { partInWords } from '../../../src/learning/reward/explanation-words.js';
import { explain, type Explanation } from '../../../src/learning/reward/explanation.js';
import { defaultFormula, formulaOf, formulaText } from '../../../src/learning/reward/formula.js';
import { at, command, diagnostics, found, later, none } from './evidence-of.js';

const timeOf = (moment: string): string => moment.slice(11, 16);

function wordsOf({ parts }: Explanation): Record<string, string> {
  return Object.fromEntries(parts.map((part) => [part.part, partInWords(part, timeOf)]));
}

describe('an explanation', () => {
  it('names the source of every number', () => {
    const evidence: Evidence[] = [
      command('build', 0, { label: 'npm run build' }),
      command('test', 1, {
        source: 'report',
        label: 'junit.xml',
        tests: { passed: 18, failed: 2 },
        coveragePct: 81,
      }),
      command('lint', 1, {
        at: later(1),
        label: 'eslint .',
        source: 'terminal',
        findings: found('eslint', 'a x', 'b x'),
      }),
      diagnostics({ type: 1 }),
      { kind: 'survival', at: later(15), afterMinutes: 15, keptLines: 9, lines: 10 },
    ];
    expect(wordsOf(explain(evidence, null, defaultFormula, 'coder'))).toEqual({
      compile: 'passed from `npm run build`, task, 03:04',
      tests: '18/20 from `junit.xml`, report file, 03:04',
      errors:
        '2 new lint errors, 1 new type error from `eslint .`, terminal, 03:05 and problems shown in the editor, 03:04',
      coverage: '81 % from `junit.xml`, report file, 03:04',
      verdict: '9 of 10 changed lines were there after 15 minutes, 03:19',
    });
  });

  it('says what is assumed where nobody looked, which only classic does', () => {
    const waiting: Evidence = { kind: 'pending', at, lines: 1 };
    const explanation = explain([command('lint', 0), waiting], null, defaultFormula, 'coder');
    expect(wordsOf(explanation)).toMatchObject({
      compile: 'no build ran: counted as passed',
      tests: 'no tests ran: counted as passed',
      coverage: 'not measured',
      verdict: 'no verdict yet, 1 changed line to be kept or rejected: counted half',
    });
    expect(explanation.parts.map(({ classic, gated }) => [classic, gated])).toEqual([
      [1, null],
      [1, null],
      [1, 1],
      [null, null],
      [0.5, null],
    ]);
  });

  it('has the score by both formulas, and none for a run that was neither checked nor judged', () => {
    const evidence = [command('test', 1, { tests: { passed: 9, failed: 1 } })];
    const rewards = { classic: 0.85, gated: 0 };
    expect(explain(evidence, null, { name: 'gated', coverageWeight: 0 }, 'coder')).toMatchObject({
      reward: 0,
      rewards,
    });
    expect(explain(evidence, null, defaultFormula, 'coder')).toMatchObject({
      reward: 0.85,
      rewards,
      gates: ['tests 9/10'],
    });
    expect(explain([], null, defaultFormula, 'coder')).toMatchObject({
      reward: null,
      rewards: { classic: null, gated: null },
    });
  });

  it('lists what the run weakened and what counts for nothing', () => {
    const what = { line: 3, what: 'skips 2 tests', effect: { skippedTests: 2 } };
    const explanation = explain(
      [
        command('test', 0, { tests: { passed: 8, failed: 0 } }),
        command('build', 1, { notCredited: 'elsewhere' }),
        { kind: 'weakened', at, path: 'a.test.ts', checks: [what] },
      ],
      null,
      defaultFormula,
      'coder',
    );
    expect(explanation.weakened).toEqual([{ path: 'a.test.ts', ...what }]);
    expect(explanation.notCredited).toEqual([{ source: 'task', label: 'build', at, why: 'elsewhere' }]);
    expect(wordsOf(explanation)['tests']).toBe(
      '8/8; 2 removed, skipped or weakened, counted as failed from `test`, task, 03:04 and `a.test.ts`, the edits',
    );
  });

  it('of a judge says how far it was right, and nothing that checks say meanwhile', () => {
    const meanwhile = [command('test', 0, { tests: { passed: 8, failed: 0 } }), command('build', 0)];
    const explanation = explain(meanwhile, 0, defaultFormula, 'judge');
    expect(explanation).toMatchObject({ reward: 0, rewards: { classic: 0, gated: 0 } });
    expect(wordsOf(explanation)).toEqual({ verdict: 'what it said agreed by 0 % with what was kept' });
    expect(explain(meanwhile, 0.75, defaultFormula, 'judge').reward).toBe(0.75);
    const open = explain(meanwhile, null, defaultFormula, 'judge');
    expect(open.reward).toBeNull();
    expect(wordsOf(open)).toEqual({ verdict: 'nobody has kept or rejected what it judged' });
  });

  it('of a judge that a caller scored is what was reported', () => {
    const reported: Evidence = {
      ...{ kind: 'reported', at, compilePass: true, findings: none, coveragePct: null },
      tests: { passed: 1, failed: 1 },
    };
    expect(explain([reported], 0, defaultFormula, 'judge').reward).toBe(0.625);
  });
});

describe('a formula', () => {
  it('is noted with each run and read again', () => {
    for (const formula of [
      defaultFormula,
      { name: 'gated', coverageWeight: 0 },
      { name: 'classic', coverageWeight: 0.25 },
    ] as const) {
      expect(formulaOf(formulaText(formula))).toEqual(formula);
    }
    expect(formulaOf('later')).toBeUndefined();
  });
});
