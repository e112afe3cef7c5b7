import type { Edit } from '../edit.js';
import { countedAt, type Weakened } from '../weakened.js';
import { changesCode } from './changes-code.js';
import { pairAssertions } from './pair-assertions.js';
import type { TestChanges } from './test-changes.js';

/**
 * Assertions that expect another value of the same thing, in an edit that changes no code but tests: then nothing but what
 * the code does already can have asked for it. With code that changes it is taken for a change of what is wanted.
 */
export function changedExpectations(edit: Edit, changes: TestChanges): Weakened[] {
  if (changesCode(edit, changes)) return [];
  return changes.kept.flatMap(({ old, now }) => {
    if (old.statements.join('\n') !== now.statements.join('\n')) return [];
    return pairAssertions(old.assertions, now.assertions)
      .pairs.filter(
        ({ was, is }) => was.strength === is.strength && is.strength >= 1.5 && was.about !== is.about,
      )
      .map(({ is }) => {
        const place = { path: now.path, line: now.lineOf(is), isGone: false };
        return countedAt(place, 'changed-expectation', { weakenedAssertions: 1 });
      });
  });
}
