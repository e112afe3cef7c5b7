import { dense } from '../source/arguments.js';
import type { Source, Span } from '../source/source.js';
import { moreSkipped, plain, runs, skipsAt, type FoundTest, type Skip } from './found-test.js';
import { marksAbove } from './marks-above.js';

/** What makes a function a test: `#[test]`, `#[tokio::test]`, `#[rstest]`, `#[test_case(…)]`, `#[quickcheck]` … */
const testAttribute =
  /#\[\s*(?:\w+::)*(?:test|test_case|test_matrix|rstest|quickcheck|test_log|wasm_bindgen_test|traced_test|case)\b/;

/** Tests of Rust: functions with an attribute that says so. */
export function rustTests(source: Source): FoundTest[] {
  const tests: FoundTest[] = [];
  const modules = [...skippedModules(source)];
  const ofFile = [...source.code.matchAll(/^\s*#!\[[^\n]*/gm)]
    .map((each) => skipBy(each[0], each.index))
    .reduce(moreSkipped, runs);
  for (const head of source.code.matchAll(/\bfn\s+(\$?\w+)/g)) {
    const start = marksAbove(source, head.index, '#');
    const attributes = source.code.slice(start, head.index);
    if (!testAttribute.test(attributes)) continue;
    const open = source.code.indexOf('{', head.index);
    if (open === -1 || !source.isClosed(open)) continue;
    const body = { start: open + 1, end: source.closing(open) };
    const cases = source.text
      .slice(start, head.index)
      .matchAll(/#\[\s*(?:test_case|case)(?:::\w+)?\s*\(([^\n]*)/g);
    const around = modules.filter(({ span }) => head.index > span.start && head.index < span.end);
    tests.push({
      ...plain,
      title: head[1] ?? '',
      span: { start, end: body.end },
      body,
      skip: [ofFile, ...around.map(({ skip }) => skip), skipBy(attributes, start)].reduce(moreSkipped),
      expectsFailure: /#\[\s*should_panic/.test(attributes),
      rows: [...cases].map(([, row = '']) => dense(row)),
    });
  }
  return tests;
}

function skippedModules(source: Source): { span: Span; skip: Skip }[] {
  return [...source.code.matchAll(/\bmod\s+\w+\s*\{/g)].flatMap((head) => {
    const start = marksAbove(source, head.index, '#');
    const skip = skipBy(source.code.slice(start, head.index), start);
    const open = head.index + head[0].length - 1;
    return skip.degree === 0 ? [] : [{ span: { start: open, end: source.closing(open) }, skip }];
  });
}

const always = /^(?:test|any\s*\(\s*test\s*(?:,|\))|all\s*\(\s*test\s*\))/;
const never = /^(?:any\s*\(\s*\)|FALSE|false|never|disabled|ignore|not\s*\(\s*(?:test|all\s*\(\s*\))\s*\))/;

/** By `#[ignore]` and by conditions of which some never hold. */
function skipBy(attributes: string, at: number): Skip {
  return [...attributes.matchAll(/#!?\[\s*(?:(ignore)\b|cfg\s*\(\s*([^\n]*)|(cfg_attr)\s*\()/g)].reduce(
    (skip, each) => {
      const [, ignore = '', condition = '', mayIgnore = ''] = each;
      if (ignore !== '') return moreSkipped(skip, skipsAt(2, at + each.index));
      if (mayIgnore !== '')
        return moreSkipped(skip, skipsAt(/\bignore\b/.test(attributes) ? 1 : 0, at + each.index));
      return moreSkipped(
        skip,
        skipsAt(always.test(condition) ? 0 : never.test(condition) ? 2 : 1, at + each.index),
      );
    },
    runs,
  );
}
