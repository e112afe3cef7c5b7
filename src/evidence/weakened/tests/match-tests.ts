import { fullName, type TestCase } from './test-case.js';

/** What became of the tests that there were, and which ones came. */
export interface MatchedTests {
  readonly kept: readonly { readonly old: TestCase; readonly now: TestCase }[];
  readonly removed: readonly TestCase[];
  readonly added: readonly TestCase[];
}

/** Tests that are compared with each other in all pairs. */
const mostCompared = 300;
/** Of the lines of two tests together, the share that both have when one is the other rewritten. */
const alike = 0.5;

const bodyOf = ({ statements, assertions }: TestCase): string =>
  [...statements, ...assertions.map(({ text }) => text)].join('\n');

/** What two tests have in common, each later one looser; an empty one fits none. */
const likenesses: readonly ((test: TestCase) => string)[] = [
  (test) => `${test.path}\n${fullName(test)}`,
  (test) => `${test.path}\n${test.title}`,
  fullName,
  ({ title }) => title,
  bodyOf,
];

/**
 * Finds each test again among those after an edit: by its name in its file, by its name anywhere, by what it does, and
 * last by having most of its lines; so that tests that are moved, renamed or regrouped are not taken for removed ones.
 */
export function matchTests(before: readonly TestCase[], after: readonly TestCase[]): MatchedTests {
  const kept: { old: TestCase; now: TestCase }[] = [];
  let [removed, added] = [before, after];
  for (const likeness of likenesses) {
    const waiting = new Map<string, TestCase[]>();
    for (const test of added) {
      const key = likeness(test);
      if (key === '') continue;
      const same = waiting.get(key);
      if (same === undefined) waiting.set(key, [test]);
      else same.push(test);
    }
    const found = new Set<TestCase>();
    removed = removed.filter((old) => {
      const now = waiting.get(likeness(old))?.shift();
      if (now === undefined) return true;
      kept.push({ old, now });
      found.add(now);
      return false;
    });
    added = added.filter((test) => !found.has(test));
  }
  const rewritten = matchAlike(removed.slice(0, mostCompared), added.slice(0, mostCompared));
  const [olds, nows] = [new Set(rewritten.map(({ old }) => old)), new Set(rewritten.map(({ now }) => now))];
  return {
    kept: [...kept, ...rewritten],
    removed: removed.filter((test) => !olds.has(test)),
    added: added.filter((test) => !nows.has(test)),
  };
}

function matchAlike(
  removed: readonly TestCase[],
  added: readonly TestCase[],
): { old: TestCase; now: TestCase }[] {
  const titles = new Map([...removed, ...added].map((test) => [test, wordsOf(test)]));
  const lines = new Map([...removed, ...added].map((test) => [test, new Set(bodyOf(test).split('\n'))]));
  const taken = new Set<TestCase>();
  return removed.flatMap((old) => {
    let [best, bestShare] = [undefined as TestCase | undefined, alike];
    for (const now of added) {
      if (taken.has(now)) continue;
      const share = Math.max(
        shared(lines.get(old) ?? new Set(), lines.get(now) ?? new Set()),
        old.path === now.path && shared(titles.get(old) ?? new Set(), titles.get(now) ?? new Set()) >= alike
          ? shared(old.words, now.words)
          : 0,
      );
      if (share >= bestShare) [best, bestShare] = [now, share];
    }
    if (best === undefined) return [];
    taken.add(best);
    return [{ old, now: best }];
  });
}

/** The words of a title, also of one in camel or snake case. */
const wordsOf = ({ title }: TestCase): ReadonlySet<string> =>
  new Set(title.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g)?.map((word) => word.toLowerCase()) ?? []);

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0;
  for (const line of one) if (other.has(line)) both += 1;
  return both / Math.max(1, one.size + other.size - both);
}
