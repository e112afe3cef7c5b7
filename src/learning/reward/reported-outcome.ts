import type { Evidence } from '../../evidence/evidence.js';
import type { FindingKind } from '../../evidence/finding.js';
import type { CheckedParts } from './outcome.js';
import { counted, type Seen } from './seen.js';

/**
 * What a caller measured by itself. Only the compiler is a required check there, since nobody says which tests are.
 */
export function reportedOutcome(reported: Extract<Evidence, { kind: 'reported' }>): CheckedParts {
  const { compilePass, tests, findings, coveragePct, at } = reported;
  const seen = <T>(value: T, words: string): Seen<T> => ({
    value,
    words,
    origins: [{ source: 'caller', label: null, at }],
  });
  const errors = (kind: FindingKind): Seen<number> =>
    seen(findings[kind], counted(findings[kind], `${kind} error`));
  return {
    compile: seen(compilePass, compilePass ? 'passed' : 'failed'),
    tests: seen(tests, `${tests.passed}/${tests.passed + tests.failed}`),
    findings: {
      lint: errors('lint'),
      type: errors('type'),
      schema: errors('schema'),
      boundary: errors('boundary'),
    },
    coverage: coveragePct === null ? null : seen({ pct: coveragePct, changePct: null }, `${coveragePct} %`),
    regressions: compilePass ? [] : [{ check: 'build', words: 'it does not compile' }],
  };
}
