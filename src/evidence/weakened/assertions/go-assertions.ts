import { dense, partsBetween } from '../source/arguments.js';
import type { Source, Span } from '../source/source.js';
import { assertionAt, type Assertion } from './assertion.js';
import { comparing, conditionOf, isConstant } from './expression-strength.js';
import { matcherStrength, saysNo } from './matcher-strength.js';

const heads =
  /(?<![\w.])(?:(\w+)\.(Error|Errorf|Fatal|Fatalf|Fail|FailNow)|(?:assert|require|is|qt|c|a|r|s|suite|must|check)\.([A-Z]\w*)|(Expect|Ω|Eventually|Consistently)|(?:assert|expect|check|verify|ensure|require|must|test)(?:[A-Z]\w*))\(/g;

/** `t.Error` and its like with the condition they stand under; testify, gotest.tools, quicktest, Gomega; own helpers. */
export function goAssertions(source: Source): Assertion[] {
  return [...source.code.matchAll(heads)].flatMap((head) => {
    const open = head.index + head[0].length - 1;
    const [, receiver = '', failing = '', method = '', expect = ''] = head;
    if (/\bfunc\s+$/.test(source.code.slice(Math.max(0, head.index - 8), head.index))) return [];
    const span = { start: head.index, end: source.closing(open) + 1 };
    if (failing !== '' && /^(?:t|tb|b|f|c|s|T|suite|\w*[tT])$/.test(receiver) && !takesT(source, open)) {
      return failure(source, span);
    }
    if (expect !== '') return gomega(source, head.index, open) ?? [];
    if (failing !== '' || method !== '') return call(source, span, failing + method, open) ?? [];
    return assertionAt(source, span, {
      strength: 2,
      subjects: argumentsOf(source, open).filter((each) => !isConstant(each)),
    });
  });
}

/** Whether a call is one of testify's `assert.Error(t, …)`, which a variable named alike is not. */
const takesT = (source: Source, open: number): boolean =>
  /^\(\s*(?:t|s\.T\(\)|tb)\s*,/.test(source.code.slice(open, open + 20));

/** A call that fails the test demands that the condition it stands under is false. */
function failure(source: Source, span: Span): Assertion {
  const brace = openBefore(source, span.start);
  const head = brace === -1 ? '' : headBefore(source, brace);
  const condition = /(?:^|\}\s*else\s+)if\s+(?:[^;]*;)?([^;]*)$/.exec(head)?.[1];
  if (condition === undefined) return assertionAt(source, span, { text: 'fails', strength: 2, subjects: [] });
  const start = brace - condition.length;
  const { strength, subjects, about } = conditionOf(source, { start, end: brace });
  const isUnequal = /!=|![A-Za-z]/.test(condition);
  const isError = /[!=]=\s*nil\s*$/.test(condition);
  // What must not be unequal must be equal.
  const demanded = strength === 0 ? 0 : isError ? 1 : isUnequal ? 3 : 2;
  const whole = { start: brace - head.length, end: Math.max(brace, span.end) };
  return assertionAt(source, whole, {
    text: `fails${dense(source.text.slice(whole.start, brace))}`,
    strength: demanded,
    subjects,
    isNegated: !isUnequal,
    about,
  });
}

/** The brace that opens the block of a statement; -1 at the top. Looks back a bounded way. */
function openBefore({ code }: Source, at: number): number {
  let depth = 0;
  for (let index = at - 1; index >= Math.max(0, at - 2000); index -= 1) {
    const character = code.charAt(index);
    if (character === '}') depth += 1;
    else if (character === '{') {
      if (depth === 0) return index;
      depth -= 1;
    }
  }
  return -1;
}

/** The line that a block begins with. */
function headBefore(source: Source, brace: number): string {
  return source.code.slice(source.lineStart(brace), brace).trimStart();
}

function gomega(source: Source, start: number, open: number): Assertion | undefined {
  const after = source.closing(open) + 1;
  const matcher = /^\s*\.\s*(?:To|Should|ShouldNot|NotTo|ToNot)\(/.exec(source.code.slice(after, after + 40));
  if (matcher === null) return undefined;
  const end = source.closing(after + matcher[0].length - 1) + 1;
  const name = /(\w+)\(/.exec(source.code.slice(after + matcher[0].length, end))?.[1] ?? '';
  const actual = dense(source.text.slice(open + 1, after - 1));
  const isNegated = matcher[0].includes('Not');
  const strength = /^(?:HaveOccurred|Succeed)$/.test(name)
    ? 1
    : matcherStrength(name.replace(/^Be/, ''), isNegated, 1);
  return assertionAt(source, { start, end }, { strength, subjects: [actual], isNegated });
}

/** Methods of testify, gotest.tools, quicktest, is and gocheck. */
const known =
  /^(?:(?:Not|No)?(?:Equal\w*|DeepEqual|Same|Nil|Zero|Empty|Error\w*|Contains?|Subset|Regexp|Panics\w*|Implements|Err)|True|False|Len|IsType|Greater\w*|Less\w*|Positive|Negative|InDelta\w*|InEpsilon\w*|WithinDuration|WithinRange|JSONEq|YAMLEq|ElementsMatch|Exactly|Condition|Eventually\w*|Never|HTTP\w+|FileExists|NoFileExists|DirExists|Fatal|Fatalf|Fail|FailNow|Failf|FailNowf|Check|Assert|Ok|Is|Matches)f?$/;
const unary = /^(?:NoError|Error|Nil|NotNil|True|False|NotEmpty|Empty|Zero|NotZero|Panics|NotPanics)/;

function call(source: Source, span: Span, method: string, open: number): Assertion | undefined {
  if (!known.test(method)) return undefined;
  const given = argumentsOf(source, open);
  const [first = '', second = ''] = given;
  const name = method.replace(/f$/, '');
  const isOne = unary.test(name) || given.length < 2;
  const isNegated = saysNo(name);
  const base =
    name === 'Error' || name === 'NoError'
      ? 1
      : matcherStrength(name, name.startsWith('Not'), given.length - 1);
  return assertionAt(source, span, {
    strength: isOne ? (isConstant(first) ? 0 : base) : comparing(first, second, base),
    subjects: (isOne ? [first] : [first, second]).filter((each) => !isConstant(each)),
    isNegated,
    about: isOne ? first : `${first},${second}`,
    tolerance: /^In(?:Delta|Epsilon)/.test(name) ? Number(given[2]) : undefined,
  });
}

/** Without the `t` that most helpers take first. */
const argumentsOf = (source: Source, open: number): string[] =>
  partsBetween(source, open)
    .map(({ start, end }) => dense(source.text.slice(start, end)))
    .filter((part) => !/^(?:t|tb|s\.T\(\)|c)$/.test(part));
