import { dense, partsBetween } from '../source/arguments.js';
import type { Source } from '../source/source.js';
import { assertionAt, type Assertion } from './assertion.js';
import { comparing, conditionOf, isConstant } from './expression-strength.js';
import { matcherStrength } from './matcher-strength.js';

const inRust =
  /(?<![\w])((?:debug_|prop_)?assert\w*!|(?:panic|unreachable)!|(?:assert|check|verify|ensure|expect)_\w+!?)\s*\(/g;
const elsewhere =
  /(?<![\w])(?:\w+(?:::|\.|->))?(assert\w*|XCTAssert\w*|XCTUnwrap|EXPECT_\w+|ASSERT_\w+|verify|Assert\s*\.\s*\w+|expect|(?:check|verify|ensure|expect)[A-Z_]\w*)\s*\(/g;

/** `assert_eq!(…)`, and in Rust results that are unwrapped. */
export const rustAssertions = (source: Source): Assertion[] => [
  ...called(inRust, source),
  ...unwrapped(source),
];

/** `assertEquals(…)`, `Assert.Equal(…)`, `XCTAssertEqual(…)`, `EXPECT_EQ(…)`: a call whose name tells. */
export const calledAssertions = (source: Source): Assertion[] => called(elsewhere, source);

function called(heads: RegExp, source: Source): Assertion[] {
  return [...source.code.matchAll(heads)].flatMap((head) => {
    if (
      /\b(?:fn|def|function|fun|func|void)\s+$/.test(
        source.code.slice(Math.max(0, head.index - 10), head.index),
      )
    )
      return [];
    const open = head.index + head[0].length - 1;
    const span = { start: head.index, end: source.closing(open) + 1 };
    const called = head[1] ?? '';
    const parts = partsBetween(source, open);
    const [part] = parts;
    const given = parts.map(({ start, end }) => dense(source.text.slice(start, end)));
    const [first = '', second = ''] = given;
    const name = called
      .replace(/!$/, '')
      .replace(/^(?:debug_|prop_)?(?:assert|XCTAssert|EXPECT|ASSERT|Assert\s*\.\s*)_?/, '');
    if (/^(?:panic|unreachable|fail)/i.test(name))
      return assertionAt(source, span, { strength: 2, subjects: [] });
    if (part !== undefined && /^(?:|True|That|TRUE|IsTrue|False|FALSE|IsFalse)$/.test(name)) {
      const condition = conditionOf(source, part);
      return assertionAt(source, span, {
        ...condition,
        isNegated: condition.isNegated !== /false/i.test(name),
      });
    }
    const isNegated = name === 'ne' || /not/i.test(name);
    const strength = matcherStrength(
      name === 'ne' ? 'not' : name === 'eq' ? 'equal' : name,
      isNegated,
      given.length - 1,
    );
    const isOne = given.length < 2 || /null|nil|throw/i.test(name);
    return assertionAt(source, span, {
      strength: isOne ? strength : comparing(first, second, strength),
      subjects: (isOne ? [first] : [first, second]).filter((each) => each !== '' && !isConstant(each)),
      isNegated,
      about: isOne ? first : `${first},${second}`,
    });
  });
}

/** A statement that panics where a result is an error: `run().unwrap();`. */
function unwrapped(source: Source): Assertion[] {
  return [...source.code.matchAll(/\.(?:unwrap|expect|unwrap_err|expect_err)\([^()\n]*\);[ \t]*$/gm)].flatMap(
    (call) => {
      const lineStart = source.lineStart(call.index);
      const line = source.text.slice(lineStart, call.index);
      if (/^\s*(?:let\b|return\b|\.)|[^=!<>]=[^=]|^\s*$/.test(line)) return [];
      const span = { start: lineStart + line.search(/\S/), end: call.index + call[0].length };
      return [assertionAt(source, span, { strength: 1, subjects: [dense(line)] })];
    },
  );
}
