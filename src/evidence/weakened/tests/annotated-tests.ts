import type { Source } from '../source/source.js';
import { plain, skipsAt, type FoundTest, type SkipDegree } from './found-test.js';

interface Style {
  /** What says that a function is a test, before its name or as a part of it. */
  readonly marks: RegExp;
  /** What says, beside that, that it never runs. */
  readonly never: RegExp;
  /** A call that skips the test it is in. */
  readonly inside: RegExp;
}

const styles = {
  jvm: {
    marks: /@(?:Test|ParameterizedTest|RepeatedTest|Property|TestFactory)\b/g,
    never: /@(?:Disabled|Ignore)\b/,
    inside: /\b(?:assumeTrue\s*\(\s*false|assumeFalse\s*\(\s*true|throw\s+(?:new\s+)?\w*(?:Skip|Aborted)\w*)/,
  },
  csharp: {
    marks: /\[\s*(?:Fact|Theory|Test|TestMethod|TestCase|DataTestMethod)\b/g,
    never: /\[\s*Ignore\b|\bSkip\s*=/,
    inside: /\bAssert\s*\.\s*(?:Ignore|Inconclusive|Skip)\b/,
  },
  php: { marks: /\bfunction\s+(?=test\w)/g, never: /(?!)/, inside: /\bmarkTest(?:Skipped|Incomplete)\b/ },
  swift: { marks: /\bfunc\s+(?=test\w)|@Test\b/g, never: /\.disabled\s*\(/, inside: /\bthrow\s+XCTSkip\b/ },
} satisfies Record<string, Style>;

/** No marks and no head of a function are longer. */
const longestHead = 1000;

/** Tests of languages that put a mark or a telling name on a function: Java, Kotlin, C#, PHP, Swift. */
export const annotatedTests =
  (language: keyof typeof styles) =>
  (source: Source): FoundTest[] => {
    const { marks, never, inside } = styles[language];
    return [...source.code.matchAll(marks)].flatMap(({ index }): FoundTest[] => {
      const head = source.code.slice(index, index + longestHead);
      const name = /(?<![@.\w[])(\w+|`[^`\n]*`)\s*\(/.exec(head);
      if (name === null) return [];
      const open = source.code.indexOf('{', source.closing(index + name.index + name[0].length - 1));
      if (open === -1 || !source.isClosed(open)) return [];
      const body = { start: open + 1, end: source.closing(open) };
      const before = Math.max(source.code.lastIndexOf('}', index), source.code.lastIndexOf(';', index), 0);
      const isNever = never.test(source.code.slice(Math.max(before, index - longestHead), open));
      const degree: SkipDegree = isNever ? 2 : inside.test(source.code.slice(body.start, body.end)) ? 1 : 0;
      return [
        {
          ...plain,
          title: source.text.slice(index + name.index, index + name.index + (name[1]?.length ?? 0)),
          span: { start: index, end: body.end },
          body,
          skip: skipsAt(degree, index),
        },
      ];
    });
  };
