import { unquoted } from '../source/arguments.js';
import type { Source } from '../source/source.js';
import { plain, skipsAt, type FoundTest, type SkipDegree } from './found-test.js';
import { blockBelow } from './indented.js';

/** Tests of RSpec and minitest. */
export function rubyTests(source: Source): FoundTest[] {
  const heads = /^([ \t]*)(?:(x|f)?(?:it|specify|example|test|scenario)[ (]+(?=["'])|def[ \t]+(test_\w+))/gm;
  return [...source.code.matchAll(heads)].map((head) => {
    const [text, indentation = '', prefix, method] = head;
    const titleAt = head.index + text.length;
    const titleEnd = source.code.indexOf(source.code.charAt(titleAt), titleAt + 1);
    const body = blockBelow(source, source.lineEnd(head.index), indentation.length);
    const line = source.code.slice(titleAt, body.start);
    const inside = /^[ \t]*(?:skip|pending)\b([^\n]*)/m.exec(source.code.slice(body.start, body.end));
    const isNever =
      prefix === 'x' ||
      /,\s*:?(?:skip|pending)\b/.test(line) ||
      (inside !== null && !/\b(?:if|unless)\b/.test(inside[1] ?? ''));
    const degree: SkipDegree = isNever ? 2 : inside === null ? 0 : 1;
    return {
      ...plain,
      title: method ?? unquoted(source.text.slice(titleAt, titleEnd + 1)),
      span: { start: head.index, end: body.end },
      body,
      skip: skipsAt(degree, head.index),
      isFocused: prefix === 'f' || /,\s*:?focus\b/.test(line),
      expectsFailure: false,
      isRetried: /,\s*:?retry\b/.test(line),
      rows: [],
    };
  });
}
