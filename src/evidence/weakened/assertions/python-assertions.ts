import { dense, partsBetween } from '../source/arguments.js';
import type { Source, Span } from '../source/source.js';
import { assertionAt, type Assertion } from './assertion.js';
import { comparing, conditionOf, isAnything, isConstant } from './expression-strength.js';
import { matcherStrength, saysNo } from './matcher-strength.js';

const heads =
  /(?<![\w.])assert\b|(?<![\w])(?:[\w.]+\.)?(_?(?:assert|check|verify|ensure)\w+|raises|warns|fail)\s*\(/g;

/** `assert`, the methods of unittest and of mocks, `pytest.raises`, numpy's and pandas' own, and helpers named alike. */
export function pythonAssertions(source: Source): Assertion[] {
  return [...source.code.matchAll(heads)].flatMap((head) => {
    const [whole] = head;
    if (/\bdef\s+$/.test(source.code.slice(Math.max(0, head.index - 8), head.index))) return [];
    if (whole === 'assert') return [statement(source, head.index)];
    const open = head.index + whole.length - 1;
    return [call(source, { start: head.index, end: source.closing(open) + 1 }, head[1] ?? '', open)];
  });
}

function statement(source: Source, at: number): Assertion {
  const start = at + 'assert'.length;
  const { end, comma } = statementEnd(source, start);
  const condition = { start, end: comma ?? end };
  const span = { start: at, end };
  const text = source.text.slice(start, condition.end);
  return assertionAt(source, span, {
    ...conditionOf(source, condition),
    text: `assert ${dense(text)}`,
    tolerance: toleranceIn(text),
  });
}

/** The end of the line, or of the last one that a bracket or backslash adds to it; and the comma before a message. */
function statementEnd(source: Source, from: number): { end: number; comma: number | undefined } {
  const marks = /[([{]|\\\n|\n|;|,/g;
  marks.lastIndex = from;
  let comma: number | undefined;
  for (let mark = marks.exec(source.code); mark !== null; mark = marks.exec(source.code)) {
    if (mark[0] === '\n' || mark[0] === ';') return { end: mark.index, comma };
    if (mark[0] === ',') comma ??= mark.index;
    else if (!mark[0].startsWith('\\')) marks.lastIndex = source.closing(mark.index);
  }
  return { end: source.code.length, comma };
}

function call(source: Source, span: Span, name: string, open: number): Assertion {
  const parts = partsBetween(source, open);
  const given = parts.map(({ start, end }) => dense(source.text.slice(start, end)));
  const [first = '', second = ''] = given;
  const tolerance = toleranceIn(source.text.slice(span.start, span.end));
  const [part] = parts;
  if (/^assert(?:True|False|_)$/.test(name) && part !== undefined) {
    const condition = conditionOf(source, part);
    return assertionAt(source, span, {
      ...condition,
      isNegated: condition.isNegated !== (name === 'assertFalse'),
      tolerance,
    });
  }
  if (/raises|warns/i.test(name))
    return assertionAt(source, span, { strength: raising(given), subjects: ['raises'], tolerance });
  if (/^(?:assert_(?:called|has|any_call|not_called|awaited)|_?(?:check|verify|ensure)|fail$)/.test(name)) {
    const text = dense(source.text.slice(span.start, open));
    const isAny = given.length === 0 || given.every(isAnything);
    const isOfMock = name.startsWith('assert_');
    const strength = isOfMock ? matcherStrength(name, false, isAny ? 0 : given.length) : 2;
    return assertionAt(source, span, {
      strength: isAny ? Math.min(2, strength) : strength,
      subjects: isOfMock ? [text.slice(0, text.lastIndexOf('.'))] : given.filter((each) => !isConstant(each)),
    });
  }
  const isNegated = /Not|_not/.test(name);
  const strength = matcherStrength(name.replace(/^_?assert_?/, ''), isNegated, given.length - 1);
  const isOne = given.length < 2 || /^assertIs(?:Not)?None$/.test(name);
  return assertionAt(source, span, {
    strength: isOne ? (isConstant(first) ? 0 : strength) : comparing(first, second, strength),
    subjects: (isOne ? [first] : [first, second]).filter((each) => !isConstant(each)),
    isNegated: saysNo(name),
    about: isOne ? first : `${first},${second}`,
    tolerance,
  });
}

/** Which error is demanded, and whether it must say something. */
function raising([error = '', ...more]: readonly string[]): number {
  const says = more.find((part) => part.startsWith('match='));
  const isAny = /^(?:Exception|BaseException|\(?(?:\w+,)*Exception.*)$/.test(error);
  const isSaid = says !== undefined && !/^match=r?["'](?:\.\*)?["']$/.test(says);
  return (isAny ? 1 : 2) + (isSaid ? 0.75 : 0);
}

/** How far off a number may be by keywords of pytest, unittest and numpy. */
function toleranceIn(text: string): number | undefined {
  const number = /\b(?:rel|abs|delta|rtol|atol)\s*=\s*([\d.]+(?:e[-+]?\d+)?)/i.exec(text)?.[1];
  if (number !== undefined) return Number(number);
  const digits = /\b(?:places|decimal|significant)\s*=\s*(\d+)/.exec(text)?.[1];
  return digits === undefined ? undefined : 10 ** -Number(digits);
}
