import { testResults, unsureResults, type FailingTest, type RawReport } from '../parsed-report.js';
import { childrenNamed, countAttribute, descendants, type XmlElement } from '../read-xml.js';
import type { XmlParser } from '../report-parser.js';
import { sumOfCounts, type Counts } from './summary-words.js';
import { junitFindings } from '../findings/junit-findings.js';

type Outcome = 'passed' | 'failed' | 'skipped';

interface TestCase extends FailingTest {
  readonly className: string;
  readonly outcome: Outcome;
}

/**
 * JUnit XML as written by vitest, jest-junit, mocha, pytest, node:test, Gradle, Surefire and others. The cases are counted; what
 * the suites say of themselves must not contradict that.
 */
export const junit: XmlParser = {
  format: 'junit',
  parse(root) {
    if (root.name !== 'testsuites' && root.name !== 'testsuite') return null;
    return junitFindings(root) ?? { format: this.format, tests: resultsOf(root) };
  },
};

function resultsOf(root: XmlElement): NonNullable<RawReport['tests']> {
  const all = suitesIn(root).flatMap(casesOf);
  const cases = notRun(withoutRetries(all));
  const failing = cases
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ name, file }) => ({ name, file }));
  const listed = {
    passed: count(cases, 'passed'),
    failed: failing.length,
    skipped: count(cases, 'skipped'),
  };
  const isPytest = suitesIn(root).some((suite) => suite.attributes['name'] === 'pytest');
  const counts =
    nodeSummary(root) ?? reconciled(listed, declaredBy(root, all.length - cases.length), isPytest);
  if (counts === null || counts.failed < failing.length) return unsureResults(failing);
  return testResults(counts, failing);
}

function suitesIn(root: XmlElement): XmlElement[] {
  return root.name === 'testsuite'
    ? descendants(root, 'testsuite')
    : [root, ...descendants(root, 'testsuite')];
}

function casesOf(suite: XmlElement): TestCase[] {
  return childrenNamed(suite, 'testcase').map((testCase) => ({
    name: testCase.attributes['name'] ?? '',
    className: testCase.attributes['classname'] ?? '',
    file: testCase.attributes['file'] ?? suite.attributes['file'] ?? null,
    outcome: outcomeOf(testCase),
  }));
}

function outcomeOf(testCase: XmlElement): Outcome {
  const isFailed = childrenNamed(testCase, 'failure', 'error').length > 0;
  if (isFailed || testCase.attributes['failure'] !== undefined) return 'failed';
  if (childrenNamed(testCase, 'skipped', 'disabled').length > 0) return 'skipped';
  const status = testCase.attributes['status'] ?? testCase.attributes['result'] ?? '';
  if (/^(notrun|skipped|disabled|pending|ignored|todo|suppressed)$/i.test(status)) return 'skipped';
  return /^(failed|failure|error|errored)$/i.test(status) ? 'failed' : 'passed';
}

function count(cases: readonly TestCase[], outcome: Outcome): number {
  return cases.filter((each) => each.outcome === outcome).length;
}

/** Vitest 1 lists the tests of a group that could not be set up like passed ones, beside the group that failed. */
function notRun(cases: readonly TestCase[]): TestCase[] {
  const groups = cases.filter(({ outcome }) => outcome === 'failed').map((each) => `${keyOf(each)} > `);
  return cases.map((each) =>
    each.outcome === 'passed' && groups.some((group) => keyOf(each).startsWith(group))
      ? { ...each, outcome: 'skipped' }
      : each,
  );
}

/**
 * Gradle's retries repeat a case until it passes. Only where class and name are identifiers: in JavaScript several tests
 * may share a name.
 */
function withoutRetries(cases: readonly TestCase[]): TestCase[] {
  const passed = new Set(cases.filter(({ outcome }) => outcome === 'passed').map(keyOf));
  return cases.filter(
    (each) =>
      each.outcome !== 'failed' || !/^[\w.$]+\n[\w.$()[\]]+$/.test(keyOf(each)) || !passed.has(keyOf(each)),
  );
}

function keyOf({ className, name }: TestCase): string {
  return `${className}\n${name}`;
}

/** What the outermost elements that have counts say, less the failures that were only tries; undefined when some have none. */
function declaredBy(root: XmlElement, retries: number): Counts | undefined {
  const tests = countAttribute(root, 'tests');
  if (tests === undefined) {
    if (childrenNamed(root, 'testcase').length > 0) return undefined;
    const suites = childrenNamed(root, 'testsuite').map((suite) => declaredBy(suite, 0));
    const known = suites.filter((each) => each !== undefined);
    const sum = known.length < suites.length ? undefined : sumOfCounts(known);
    return sum === undefined ? undefined : { ...sum, failed: sum.failed - retries };
  }
  const failed = (countAttribute(root, 'failures') ?? 0) + (countAttribute(root, 'errors') ?? 0);
  const skipped =
    skippedBy(root) ?? sumOf(childrenNamed(root, 'testsuite').map((suite) => skippedBy(suite) ?? 0));
  return { passed: Math.max(0, tests - failed - skipped), failed: failed - retries, skipped };
}

function skippedBy(suite: XmlElement): number | undefined {
  const skipped = countAttribute(suite, 'skipped') ?? countAttribute(suite, 'skips');
  const disabled = countAttribute(suite, 'disabled');
  return skipped === undefined && disabled === undefined ? undefined : (skipped ?? 0) + (disabled ?? 0);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/**
 * Listed counts as far as the declared ones do not contradict them; null when a part of the list is missing. Some writers
 * list no skipped cases (mocha-junit-reporter) and some list todo like passed ones without counting it (jest-junit).
 */
function reconciled(listed: Counts, declared: Counts | undefined, isPytest: boolean): Counts | null {
  if (declared === undefined) return listed;
  if (declared.failed > listed.failed) return null;
  // Pytest counts parts of tests, and tests twice that end in an error, but lists each once.
  if (isPytest) return declared.skipped > listed.skipped ? null : listed;
  const passed = Math.min(listed.passed, declared.passed);
  const surplus = listed.passed - passed;
  const missing =
    declared.passed + declared.failed + declared.skipped - (listed.passed + listed.failed + listed.skipped);
  if (missing > 0 && missing !== declared.skipped - listed.skipped) return null;
  return { passed, failed: listed.failed, skipped: listed.skipped + surplus + Math.max(0, missing) };
}

/** node:test adds its own summary as comments; tests that have subtests are counted in it. */
function nodeSummary(root: XmlElement): Counts | null {
  const said = new Map(
    root.comments.flatMap((comment) => {
      const [, name, digits] = /^ (\w+) (\d+) $/.exec(comment) ?? [];
      return name === undefined ? [] : [[name, Number(digits)] as const];
    }),
  );
  const [passed, failed, cancelled, skipped, todo] = ['pass', 'fail', 'cancelled', 'skipped', 'todo'].map(
    (name) => said.get(name),
  );
  if (passed === undefined || failed === undefined || said.get('tests') === undefined) return null;
  return { passed, failed: failed + (cancelled ?? 0), skipped: (skipped ?? 0) + (todo ?? 0) };
}
