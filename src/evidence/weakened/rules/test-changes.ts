import type { Edit, Side } from '../edit.js';
import { isMade } from '../language.js';
import { matchTests, type MatchedTests } from '../tests/match-tests.js';
import { isLookedIn, isNamedAsTest, isTestFolder } from '../tests/runners.js';
import type { TestCase } from '../tests/test-case.js';

/** Tests on both sides of an edit, those that a runner looks for. */
export interface TestChanges extends MatchedTests {
  /** What stands outside of tests, in files of tests that are on both sides. */
  readonly outside: MatchedTests['kept'];
}

export function testChanges(edit: Edit): TestChanges {
  const before = edit.flatMap(({ old }) => testsOf(old));
  const after = edit.flatMap(({ now }) => testsOf(now));
  const outside = edit.flatMap(({ old, now }) => {
    const [was, is] = [old?.tests?.outside, now?.tests?.outside];
    const isTest = old !== undefined && isFileOfTests(old);
    return was !== undefined && is !== undefined && isTest ? [{ old: was, now: is }] : [];
  });
  const { kept, removed, added } = matchTests(before, after);
  // Under another name that no runner looks for, a test is as good as removed.
  const isHidden = ({ old, now }: { old: TestCase; now: TestCase }): boolean =>
    old.path !== now.path &&
    isNamedAsTest(old.path) &&
    !isNamedAsTest(now.path) &&
    !/(?:^|\/)__tests__\//.test(now.path);
  return {
    kept: kept.filter((pair) => !isHidden(pair)),
    removed: [...removed, ...kept.filter(isHidden).map(({ old }) => old)],
    added,
    outside,
  };
}

function testsOf(side: Side | undefined): readonly TestCase[] {
  return side?.tests === undefined || !holdsTests(side) ? [] : side.tests.tests;
}

const holdsTests = ({ path, language, source }: Side): boolean =>
  !isMade(path) &&
  (isLookedIn(path, language) ||
    (language === 'javascript' &&
      /\bfrom\s+['"](?:vitest|node:test|ava|tape|tap|uvu|bun:test|@jest\/globals|@playwright\/test)['"]|\brequire\(\s*['"](?:node:test|ava|tape|tap|uvu)['"]\s*\)/.test(
        source.text,
      )));

/** Whether a file is there for tests alone. */
const isFileOfTests = (side: Side): boolean =>
  holdsTests(side) && (isNamedAsTest(side.path) || isTestFolder(side.path));
