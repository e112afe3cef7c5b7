import { longestText, type ChangedFile } from './changed-file.js';
import { readEdit, type Edit } from './edit.js';
import { changedExpectations } from './rules/changed-expectations.js';
import { commands } from './rules/commands.js';
import { loosenedTests } from './rules/loosened-tests.js';
import { removedTests } from './rules/removed-tests.js';
import { settings } from './rules/settings.js';
import { skippedTests } from './rules/skipped-tests.js';
import { snapshots } from './rules/snapshots.js';
import { suppressions } from './rules/suppressions.js';
import { testChanges } from './rules/test-changes.js';
import { testHooks } from './rules/test-hooks.js';
import { untyped } from './rules/untyped.js';
import { weakenedAssertions } from './rules/weakened-assertions.js';
import type { Weakened } from './weakened.js';

/**
 * Names what an edit weakens: tests that are removed, skipped or made to demand less, findings that are silenced, types
 * that are taken away, settings and commands of checks that are loosened. All files of the edit are looked at together,
 * so that what is moved from one to another is not taken for removed.
 *
 * @returns by path and line; nothing for files of more than 2 MB and for what is not text
 */
export function findWeakened(files: readonly ChangedFile[]): Weakened[] {
  const edit = readEdit(files.filter(({ before, after }) => [before, after].every(isReadable)));
  return rules.flatMap((rule) => rule(edit)).sort(byPlace);
}

const rules: readonly ((edit: Edit) => Weakened[])[] = [
  (edit) => {
    const changes = testChanges(edit);
    return [
      ...removedTests(edit, changes),
      ...skippedTests(changes),
      ...weakenedAssertions(changes),
      ...changedExpectations(edit, changes),
      ...snapshots(edit, changes),
      ...loosenedTests(edit, changes),
    ];
  },
  testHooks,
  suppressions,
  untyped,
  settings,
  commands,
];

const isReadable = (text: string | null): boolean =>
  text === null || (text.length <= longestText && !text.includes('\0'));

function byPlace(one: Weakened, other: Weakened): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return one.line - other.line;
}
