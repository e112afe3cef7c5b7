import type { RecognisedCheck } from '../../evidence/check-command.js';
import type { EndedCheck } from '../observe/ended-check.js';

const kinds: readonly RecognisedCheck[] = ['build', 'lint', 'test'];

/** `No linter and no tests are set up.`; empty when nothing is missing. */
export function missingInWords(checks: readonly { readonly check: RecognisedCheck }[]): string {
  const names = { build: 'build or compiler', lint: 'linter', test: 'test command' };
  const missing = kinds
    .filter((kind) => !checks.some(({ check }) => check === kind))
    .map((kind) => names[kind]);
  if (missing.length === 0) return '';
  return `Not set up: ${missing.map((name) => `a ${name}`).join(', ')}.`;
}

/** `npm test: 1 of 8 failed; npm run lint: passed` */
export function resultsInWords(ended: readonly EndedCheck[]): string {
  return ended
    .flatMap((check) => check.results.map((result) => `${result.label}: ${resultInWords(check)}`))
    .join('; ');
}

function resultInWords({ results, seen }: EndedCheck): string {
  const isPassed = results.every(({ exitCode }) => exitCode === 0);
  const tests = seen?.tests ?? null;
  if (tests !== null) {
    const total = tests.passed + tests.failed;
    return tests.failed === 0 && isPassed ? `${total} passed` : `${tests.failed} of ${total} failed`;
  }
  const errors = (seen?.findings?.tools ?? []).reduce((sum, tool) => {
    return sum + tool.errors.lint + tool.errors.type + tool.errors.schema + tool.errors.boundary;
  }, 0);
  if (isPassed) return 'passed';
  return errors === 0 ? 'failed' : `${errors} ${errors === 1 ? 'error' : 'errors'}`;
}
