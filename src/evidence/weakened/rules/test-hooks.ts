import type { Edit } from '../edit.js';
import { isNamedAsTest } from '../tests/runners.js';
import type { Weakened } from '../weakened.js';

/** Code beside tests that keeps some from being found or run, or that ends their run as if they had passed. */
const hooks: readonly (readonly [files: RegExp, code: RegExp, message: string])[] = [
  [/(?:^|\/)conftest\.py$/, /^collect_ignore(?:_glob)?\s*\+?=/gm, 'leaves tests out'],
  [
    /(?:^|\/)conftest\.py$/,
    /\bdef\s+pytest_(?:ignore_collect|collection_modifyitems|collect_file|pycollect_makeitem|deselected)\b/g,
    'chooses which tests run',
  ],
  [
    /(?:^|\/)conftest\.py$/,
    /\bdef\s+pytest_(?:runtest_makereport|report_teststatus|sessionfinish|runtest_setup|runtest_call)\b/g,
    'changes what tests report',
  ],
  [
    /(?:^|\/)conftest\.py$|(?:^|\/)(?:jest|vitest|test)[\w.-]*setup[\w.-]*\.\w+$/,
    /\b(?:pytest\.skip|add_marker|process\.exit\(0|os\._exit\(0|sys\.exit\(0)/g,
    'keeps tests from running',
  ],
  [
    /_test\.go$|[._-](?:test|spec)\.\w+$/,
    /\b(?:os\.Exit\(0\)|process\.exit\(0\)|os\._exit\(0\))/g,
    'ends the tests as if they had passed',
  ],
];

export function testHooks(edit: Edit): Weakened[] {
  return edit.flatMap(({ path, old, now }) =>
    hooks.flatMap(([files, code, message]): Weakened[] => {
      if (now === undefined || !files.test(path)) return [];
      // A file of tests that is new is what its author wants of it.
      if (old === undefined && isNamedAsTest(path)) return [];
      const [before, after] = [old?.source.code.match(code) ?? [], [...now.source.code.matchAll(code)]];
      const [added] = after.slice(before.length);
      if (added === undefined) return [];
      const line = now.source.lineAt(added.index);
      return [{ path, line, isGone: false, kind: 'setting', message, effect: { skippedTests: 1 } }];
    }),
  );
}
