import type { Edit } from '../edit.js';
import { countedAt, type Weakened } from '../weakened.js';
import { changesCode } from './changes-code.js';
import type { TestChanges } from './test-changes.js';

interface Entry {
  readonly value: string;
  readonly line: number;
}

/** Recorded values that are replaced or dropped in an edit that changes no code. */
export function snapshots(edit: Edit, changes: TestChanges): Weakened[] {
  const files = edit.filter(({ path, before }) => path.endsWith('.snap') && before !== null);
  if (files.length === 0 || changesCode(edit, changes)) return [];
  return files.flatMap(({ path, before, after }) => {
    const [was, is] = [entriesIn(before ?? ''), entriesIn(after ?? '')];
    return [...was].flatMap(([name, old]) => {
      const now = is.get(name);
      if (now?.value === old.value) return [];
      const place = { path, line: now?.line ?? old.line, isGone: now === undefined };
      return [countedAt(place, 'changed-expectation', { weakenedAssertions: 1 })];
    });
  });
}

/** The entries of Jest and Vitest; a file of another form is one. */
function entriesIn(text: string): Map<string, Entry> {
  const heads = [...text.matchAll(/^exports\[`([^`\n]*)`\]/gm)];
  if (heads.length === 0)
    return text.trim() === '' ? new Map<string, Entry>() : new Map([['', { value: text, line: 1 }]]);
  let line = 1;
  let at = 0;
  return new Map(
    heads.map((head, index) => {
      line += text.slice(at, head.index).split('\n').length - 1;
      at = head.index;
      return [head[1] ?? '', { value: text.slice(head.index, heads[index + 1]?.index).trim(), line }];
    }),
  );
}
