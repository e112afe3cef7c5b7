import type { Source, Span } from '../source/source.js';
import { moreSkipped, runs, skipsAt, type Skip } from './found-test.js';

const calls =
  /(?<![\w])(?:pytest\s*\.\s*(?:skip|xfail|importorskip)|self\s*\.\s*skipTest|raise\s+(?:unittest\s*\.\s*)?SkipTest)\b/g;

/** Calls that skip the test they are in: `pytest.skip()`, `self.skipTest()`, `raise unittest.SkipTest`. */
export function skipInside(source: Source, body: Span): Skip {
  const column = source.columnOf(source.skipSpace(body.start));
  const found = source.matchesIn(calls, body).map(({ start, groups: [call = ''] }) => {
    const isAlways = source.columnOf(start) === column && !call.includes('importorskip');
    return skipsAt(isAlways ? 2 : 1, start);
  });
  return found.reduce(moreSkipped, runs);
}

/** What skips all tests of a file: `pytestmark`, or a skip at the level of the module. */
export function skipOfModule({ code }: Source): Skip {
  const mark = /^pytestmark\s*=[^\n]*(?:\n[ \t]+[^\n]*){0,5}/m.exec(code);
  if (mark !== null && /\.(?:skip|xfail)\b/.test(mark[0])) return skipsAt(2, mark.index);
  if (mark !== null && /\.skipif\b/.test(mark[0])) {
    return skipsAt(/\.skipif\s*\(\s*(?:True|1)\b/.test(mark[0]) ? 2 : 1, mark.index);
  }
  const call = /^(?:pytest\s*\.\s*(skip|importorskip)\s*\(|raise\s+(?:unittest\s*\.\s*)?SkipTest)/m.exec(
    code,
  );
  if (call !== null) return skipsAt(call[1] === 'importorskip' ? 1 : 2, call.index);
  const inside = /^[ \t]+pytest\s*\.\s*skip\s*\([^\n]*allow_module_level/m.exec(code);
  return inside === null ? runs : skipsAt(1, inside.index);
}
