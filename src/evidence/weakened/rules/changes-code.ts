import type { Edit } from '../edit.js';
import { isMade } from '../language.js';
import { isNamedAsTest, isTestFolder } from '../tests/runners.js';
import type { TestChanges } from './test-changes.js';

/**
 * Whether an edit changes code that is no test. Rust has tests beside the code they test; a file with tests that are still
 * there is held to be one of tests.
 */
export function changesCode(edit: Edit, { kept }: TestChanges): boolean {
  const withOwnTests = new Set(kept.map(({ now }) => now.path).filter((path) => path.endsWith('.rs')));
  return edit.some(
    ({ path, old, now }) =>
      (old ?? now) !== undefined &&
      !isMade(path) &&
      !isNamedAsTest(path) &&
      !isTestFolder(path) &&
      !withOwnTests.has(path),
  );
}
