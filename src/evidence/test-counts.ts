import type { TestCounts } from './evidence.js';
import { plainText } from './terminal-text.js';

/**
 * The counts in the summary that a test runner prints at its end: vitest and node:test (spec and TAP). Null when no
 * summary is recognised. With several summaries, as of several packages, they add up.
 */
export function testCountsIn(terminalOutput: string): TestCounts | null {
  const lines = plainText(terminalOutput).split('\n');
  const summaries = [...vitestSummaries(lines), ...nodeTestSummaries(lines)];
  if (summaries.length === 0) return null;
  return summaries.reduce((sum, each) => ({
    passed: sum.passed + each.passed,
    failed: sum.failed + each.failed,
  }));
}

/** `      Tests  1 failed | 5 passed | 1 skipped (7)` */
function vitestSummaries(lines: readonly string[]): TestCounts[] {
  return lines
    .filter((line) =>
      /^\s*Tests {2}(?:\d+ (?:failed|passed|skipped|todo)(?: \| )?)+(?: \(\d+\))?\s*$/.test(line),
    )
    .map((line) => ({ passed: numberBefore(line, 'passed'), failed: numberBefore(line, 'failed') }));
}

/**
 * Six lines at the end, `ℹ pass 5` (spec) or `# pass 5` (TAP). A test that was cancelled, e.g. by a time limit, did not pass.
 */
function nodeTestSummaries(lines: readonly string[]): TestCounts[] {
  const summaries: TestCounts[] = [];
  let passed: number | null = null;
  let failed: number | null = null;
  for (const line of lines) {
    const [, name, digits] = /^\s*(?:ℹ|#) (pass|fail|cancelled) (\d+)\s*$/.exec(line) ?? [];
    if (name === 'pass') passed = Number(digits);
    if (name === 'fail') failed = Number(digits);
    if (name === 'cancelled' && passed !== null && failed !== null) {
      summaries.push({ passed, failed: failed + Number(digits) });
      passed = null;
      failed = null;
    }
  }
  return summaries;
}

function numberBefore(line: string, word: string): number {
  return Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
}
