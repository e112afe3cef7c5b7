import { findTests, type Argument, type Assertion, type TestCall } from '../syntax/javascript.js';
import { insertAt, slice, wholeLines, type TextEdit } from '../syntax/text.js';
import type { SourceText, Weakening } from './operator.js';
import { isJavaScriptTest } from './test-files.js';

type Choices = (assertion: Assertion, text: string) => readonly (readonly TextEdit[])[];

const inAssertions =
  (choices: Choices) =>
  (source: SourceText): Weakening[] =>
    testsOf(source).flatMap((test) =>
      test.assertions.flatMap((assertion) =>
        choices(assertion, source.text).map((edits) => ({ subject: assertion.statement, edits })),
      ),
    );

function testsOf(source: SourceText): TestCall[] {
  return isJavaScriptTest(source) ? findTests(source.path, source.text).filter((test) => !test.isSuite) : [];
}

const falsy = /^(undefined|null|false|0|''|""|void 0|NaN)$/;
const comparing =
  /^(toEqual|toBe|toStrictEqual|toMatchObject|toMatch|toHaveLength|toContain|toMatchSnapshot|toMatchInlineSnapshot)$/;
const equality = /^(equals?|strictEqual|is|same|deepEqual|deepStrictEqual|deepEquals|strictSame)$/;

const expectedOf = (assertion: Assertion): Argument | undefined =>
  assertion.arguments[assertion.style === 'expect' ? 0 : 1];

const isNegated = ({ receiver }: Assertion): boolean => /\.not$/.test(receiver);

/** From the check's name to its closing parenthesis, replaced. */
const checkReplaced = ({ methodName, argumentList }: Assertion, text: string): TextEdit => ({
  start: methodName.start,
  end: argumentList.end + 1,
  text,
});

const loosen: Choices = (assertion, text) => {
  if (isNegated(assertion)) return [];
  const expected = expectedOf(assertion);
  const subject = slice(text, assertion.subject);
  if (assertion.style === 'method') {
    const isLoosenable = equality.test(assertion.method) && expected !== undefined;
    return isLoosenable && !falsy.test(slice(text, expected))
      ? [[checkReplaced(assertion, `ok(${subject})`)]]
      : [];
  }
  if (
    /^(toHaveBeenCalledWith|toHaveBeenCalledTimes|toHaveBeenLastCalledWith|toBeCalledWith)$/.test(
      assertion.method,
    )
  )
    return [[checkReplaced(assertion, 'toHaveBeenCalled()')]];
  if (/^toThrow(Error)?$/.test(assertion.method) && expected !== undefined)
    return [[checkReplaced(assertion, 'toThrow()')]];
  if (!comparing.test(assertion.method) || expected === undefined || falsy.test(slice(text, expected)))
    return [];
  return ['toBeTruthy()', 'toBeDefined()', 'toEqual(expect.anything())', 'not.toBeNull()'].map((check) => [
    checkReplaced(assertion, check),
  ]);
};

const vacuous: Choices = (assertion, text) => {
  const subject = slice(text, assertion.subject);
  const { receiver } = assertion;
  const checks =
    assertion.style === 'expect'
      ? ['expect(true).toBe(true);', `expect(${subject}).toEqual(${subject});`]
      : receiver === 'assert'
        ? ['assert.ok(true);', `assert.deepStrictEqual(${subject}, ${subject});`]
        : [`${receiver}.ok(true);`, `${receiver}.pass();`];
  return checks.map((check) => [{ ...assertion.statement, text: check }]);
};

const otherValue: Readonly<Record<Argument['kind'], (literal: string) => string>> = {
  number: (literal) => (/^\d+$/.test(literal) ? String(Number(literal) + 1) : '-1'),
  boolean: (literal) => (literal === 'true' ? 'false' : 'true'),
  string: (literal) => `${literal.slice(0, -1)}…${literal.slice(-1)}`,
  other: () => 'undefined',
};

const changeExpected: Choices = (assertion, text) => {
  const expected = expectedOf(assertion);
  if (expected === undefined || expected.kind === 'other') return [];
  if (!comparing.test(assertion.method) && !equality.test(assertion.method)) return [];
  return [[{ ...expected, text: otherValue[expected.kind](slice(text, expected)) }]];
};

const expectOpposite: Choices = (assertion) => {
  if (isNegated(assertion)) return [];
  if (assertion.style === 'expect') return [[insertAt(assertion.methodName.start, 'not.')]];
  const opposite = {
    equal: 'notEqual',
    strictEqual: 'notStrictEqual',
    deepEqual: 'notDeepEqual',
    ok: 'notOk',
  };
  const found = Object.entries(opposite).find(([method]) => method === assertion.method);
  return found === undefined || assertion.receiver === 'assert'
    ? []
    : [[{ ...assertion.methodName, text: found[1] }]];
};

const remove = (assertion: Assertion, text: string): TextEdit => ({
  ...wholeLines(text, assertion.statement),
  text: '',
});

const standsAlone = (assertion: Assertion, text: string): boolean =>
  slice(text, wholeLines(text, assertion.statement)).trim() === slice(text, assertion.statement);

/** What can be done to the assertions of JavaScript and TypeScript tests, by operator. */
export const javascriptAssertions: Readonly<Record<string, (source: SourceText) => readonly Weakening[]>> = {
  'loosen assertion': inAssertions(loosen),
  'vacuous assertion': inAssertions(vacuous),
  'remove assertion': inAssertions((assertion, text) =>
    standsAlone(assertion, text) ? [[remove(assertion, text)]] : [],
  ),
  'remove all assertions': (source) =>
    testsOf(source)
      .filter(
        (test) => test.assertions.length > 1 && test.assertions.every((a) => standsAlone(a, source.text)),
      )
      .map((test) => ({
        subject: test.statement,
        edits: test.assertions.map((a) => remove(a, source.text)),
      })),
  'change expected value': inAssertions(changeExpected),
  'expect the opposite': inAssertions(expectOpposite),
  'drop await': inAssertions((assertion, text) => {
    const isPromise =
      assertion.isAwaited && /\.(rejects|resolves)(\.not)?$|^assert$/.test(assertion.receiver);
    if (!isPromise) return [];
    const { start } = assertion.statement;
    const length = /^await\s+/.exec(slice(text, assertion.statement))?.[0].length ?? 0;
    return [[{ start, end: start + length, text: '' }]];
  }),
};
