import type { Edit } from '../edit.js';
import { countedAt, type Weakened } from '../weakened.js';
import { goneDefinitions } from './gone-definitions.js';
import type { TestChanges } from './test-changes.js';

/** Tests that are gone while what they test is still there, and cases that are gone from tests that stay. */
export function removedTests(edit: Edit, { removed, kept, outside }: TestChanges): Weakened[] {
  const gone = goneDefinitions(edit);
  const tests = removed
    .filter(({ words }) => ![...words].some((word) => gone.has(word)))
    .map(({ path, line }) => countedAt({ path, line, isGone: true }, 'removed-test', { removedTests: 1 }));
  const cases = [...kept, ...outside].flatMap(({ old, now }) => {
    const missing = without(old.rows, now.rows).length - without(now.rows, old.rows).length;
    const isShorter = missing > 0 && now.rows.length > 0;
    if (!isShorter) return [];
    return [
      countedAt({ path: now.path, line: now.line, isGone: false }, 'removed-case', { removedTests: missing }),
    ];
  });
  return [...tests, ...cases];
}

/** What of a list is not in another, as often as it is there. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const each of other) counts.set(each, (counts.get(each) ?? 0) + 1);
  return list.filter((each) => {
    const count = counts.get(each) ?? 0;
    counts.set(each, count - 1);
    return count <= 0;
  });
}
