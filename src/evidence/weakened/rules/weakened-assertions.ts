import type { Assertion } from '../assertions/assertion.js';
import type { TestCase } from '../tests/test-case.js';
import { countedAt, type Weakened } from '../weakened.js';
import { pairAssertions } from './pair-assertions.js';
import type { TestChanges } from './test-changes.js';

/** Less than this is a matter of taste: `toBe(true)` or `toBeTruthy()`. */
const leastDifference = 0.75;

/** Tests that stay and demand less, or the opposite. */
export function weakenedAssertions({ kept, added, outside }: TestChanges): Weakened[] {
  return [
    ...kept.flatMap(({ old, now }) => emptied(old, now) ?? unheard(old, now) ?? compare(old, now)),
    ...outside.flatMap(({ old, now }) => compare(old, now)),
    ...added.flatMap(vacuous),
  ];
}

/** A test that has nothing left to do. */
function emptied(old: TestCase, now: TestCase): Weakened[] | undefined {
  const isEmpty = now.statements.length + now.assertions.length === 0;
  if (!isEmpty || old.statements.length + old.assertions.length === 0 || now.skip.degree === 2)
    return undefined;
  return [countedAt({ path: now.path, line: now.line, isGone: false }, 'emptied-test', { removedTests: 1 })];
}

/** A test of which no failure is heard any more, or less of it than before. */
function unheard(old: TestCase, now: TestCase): Weakened[] | undefined {
  const more = now.unheardLines - old.unheardLines;
  const all = now.statements.length + now.assertions.length;
  if (more <= 0 || more < all * 0.25 || now.skip.degree === 2) return undefined;
  return [countedAt({ path: now.path, line: now.line, isGone: false }, 'unheard-test', { skippedTests: 1 })];
}

function compare(old: TestCase, now: TestCase): Weakened[] {
  const { pairs, gone, come } = pairAssertions(old.assertions, now.assertions);
  const weaker = pairs.filter(({ was, is }) => isWeaker(was, is) || isOpposite(was, is));
  return [...weaker.map(({ is }) => weakenedAt(now, is)), ...removed(old, now, gone, come)];
}

/** Assertions that are gone and that none replaces. */
function removed(
  old: TestCase,
  now: TestCase,
  gone: readonly Assertion[],
  come: readonly Assertion[],
): Weakened[] {
  if (gone.length === 0) return [];
  const sum = (list: readonly Assertion[]): number =>
    list.reduce((total, { strength }) => total + strength, 0);
  const isRewritten = now.statements.some((statement) => !old.lines.has(statement));
  const isLess = isRewritten
    ? now.assertions.every(({ strength }) => strength === 0)
    : gone.length > come.length || sum(come) < sum(gone) * 0.67;
  if (!isLess) return [];
  return gone.slice(0, Math.max(1, gone.length - come.length)).map((assertion) => {
    const place = { path: old.path, line: old.lineOf(assertion), isGone: true };
    return countedAt(place, 'weakened-assertion', { weakenedAssertions: 1 });
  });
}

/** A new test that demands only what is always true; a word to the reader, as in `ok('closed')`, says that it got there. */
function vacuous(test: TestCase): Weakened[] {
  const { assertions, skip } = test;
  const isVacuous = ({ strength, text }: Assertion): boolean =>
    strength === 0 && !text.startsWith('unheard') && !/\((["'`]).*\1\)$/.test(text);
  const [first] = assertions;
  return first !== undefined && assertions.every(isVacuous) && skip.degree === 0
    ? [weakenedAt(test, first)]
    : [];
}

const weakenedAt = (test: TestCase, assertion: Assertion): Weakened =>
  countedAt({ path: test.path, line: test.lineOf(assertion), isGone: false }, 'weakened-assertion', {
    weakenedAssertions: 1,
  });

function isWeaker(was: Assertion, is: Assertion): boolean {
  const isLooser = was.tolerance !== undefined && is.tolerance !== undefined && is.tolerance > was.tolerance;
  const isNewlyLoose = was.tolerance === undefined && is.tolerance !== undefined && is.tolerance >= 0.5;
  return (
    isLooser ||
    isNewlyLoose ||
    (is.strength === 0 && was.strength > 0) ||
    was.strength - is.strength >= leastDifference
  );
}

const isOpposite = (was: Assertion, is: Assertion): boolean =>
  was.isNegated !== is.isNegated && was.about === is.about && was.about !== '';
