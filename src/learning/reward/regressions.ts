import type { CommandEvidence, TestCounts } from '../../evidence/evidence.js';
import { lastBuild } from './compile-seen.js';
import type { CreditedChecks } from './credited-checks.js';
import { counted, type Seen } from './seen.js';
import { lastTests } from './tests-seen.js';

/** A required check that got worse, in words. */
export interface Regression {
  readonly check: 'build' | 'tests';
  readonly words: string;
}

interface Results {
  readonly compile: Seen<boolean> | null;
  readonly tests: Seen<TestCounts> | null;
  /** New type errors; null where nobody looked. */
  readonly typeErrors: number | null;
  /** Tests that the run removed, skipped or weakened. */
  readonly weakenedTests: number;
}

/** The required checks, build and tests, that a run made worse. Without an earlier result a check counts as green before. */
export function regressionsOf(checks: CreditedChecks, results: Results): Regression[] {
  const build = buildRegression(checks, results);
  const tests = testRegression(checks, results);
  return [
    ...(build === null ? [] : [{ check: 'build', words: build } as const]),
    ...(tests === null ? [] : [{ check: 'tests', words: tests } as const]),
  ];
}

function buildRegression(
  { before, during }: CreditedChecks,
  { compile, typeErrors }: Results,
): string | null {
  if (compile?.value !== false) return null;
  if (lastBuild(during) === undefined) return compile.words;
  const wasRed = (lastBuild(before)?.exitCode ?? 0) !== 0;
  if (!wasRed) return `the build ${compile.words}`;
  return (typeErrors ?? 0) > 0
    ? `the build failed before, too, but there are ${counted(typeErrors ?? 0, 'new type error')}`
    : null;
}

function testRegression(
  { before, during }: CreditedChecks,
  { tests, weakenedTests }: Results,
): string | null {
  if (tests === null) return null;
  if (weakenedTests > 0) return `${counted(weakenedTests, 'test')} removed, skipped or weakened`;
  const [now, earlier] = [lastTests(during), lastTests(before)];
  const failing = now !== undefined && hasFailed(now);
  if (!failing) return null;
  if (earlier === undefined || !hasFailed(earlier)) return `tests ${tests.words}`;
  const more = newlyFailing(earlier.tests, tests.value);
  return more > 0 ? `${counted(more, 'test')} that did not fail before` : null;
}

function hasFailed({ exitCode, tests }: CommandEvidence): boolean {
  return (tests?.failed ?? 0) > 0 || (exitCode !== null && exitCode !== 0);
}

/** By name where all names are known, else by number; none where the earlier counts were not seen. */
function newlyFailing(before: TestCounts | null, now: TestCounts): number {
  if (before === null) return 0;
  const [old, names] = [namesOf(before), namesOf(now)];
  if (old === null || names === null) return Math.max(0, now.failed - before.failed);
  return names.filter((name) => !old.includes(name)).length;
}

function namesOf({ failed, failing }: TestCounts): string[] | null {
  if (failing?.length !== failed) return null;
  return failing.map(({ name, file }) => JSON.stringify([file, name]));
}
