import { readPython, type PythonAssertion } from '../syntax/python.js';
import { slice, type TextEdit } from '../syntax/text.js';
import type { SourceText, Weakening } from './operator.js';
import { inTests, type Edits } from './python-sites.js';
import { isPythonTest } from './test-files.js';

const inAssertions =
  (choices: (assertion: PythonAssertion, text: string) => Edits): ((source: SourceText) => Weakening[]) =>
  (source) => {
    if (!isPythonTest(source)) return [];
    const { tests } = readPython(source.text);
    return tests.flatMap((test) =>
      test.assertions.flatMap((assertion) =>
        choices(assertion, source.text).map((edits) => ({ subject: assertion.statement, edits })),
      ),
    );
  };

const loosen = (assertion: PythonAssertion, text: string): Edits => {
  const [left, right] = assertion.operands;
  if (
    left === undefined ||
    right === undefined ||
    /^(None|False|0|''|""|\[\]|\{\}|\(\)|b'')$/.test(slice(text, right))
  )
    return [];
  if (assertion.method === 'assert')
    return [`assert ${slice(text, left)}`, `assert ${slice(text, left)} is not None`].map((t) => [
      { ...assertion.statement, text: t },
    ]);
  if (!/^assert(Equals?|ListEqual|DictEqual|Is|In|AlmostEqual)$/.test(assertion.method)) return [];
  return ['assertTrue', 'assertIsNotNone'].map((method) => [
    { ...assertion.statement, text: `self.${method}(${slice(text, left)})` },
  ]);
};

const changeExpected = ({ method, operands }: PythonAssertion, text: string): Edits => {
  if (!/^(assert|assertEquals?|assertIs)$/.test(method)) return [];
  return operands.slice(0, 2).flatMap((operand) => {
    const literal = slice(text, operand);
    const other = /^\d+$/.test(literal)
      ? String(Number(literal) + 1)
      : /^(True|False)$/.test(literal)
        ? literal === 'True'
          ? 'False'
          : 'True'
        : /^b?(['"])\w[^'"\\\n]*\1$/.test(literal)
          ? literal.slice(0, -1) + '_' + literal.slice(-1)
          : undefined;
    return other === undefined ? [] : [[{ ...operand, text: other }]];
  });
};

const without = (assertion: PythonAssertion): TextEdit => ({
  ...assertion.lines,
  text: assertion.isAlone ? `${assertion.indent}pass\n` : '',
});

/** What can be done to the assertions of Python tests, by operator. */
export const pythonAssertions: Readonly<Record<string, (source: SourceText) => readonly Weakening[]>> = {
  'loosen assertion': inAssertions(loosen),
  'vacuous assertion': inAssertions((assertion) => [
    [
      {
        ...assertion.statement,
        text: assertion.method === 'assert' ? 'assert True' : 'self.assertTrue(True)',
      },
    ],
  ]),
  'remove assertion': inAssertions((assertion) => [[without(assertion)]]),
  'remove all assertions': inTests((test) =>
    test.assertions.length > 1 && test.assertions.every((a) => !a.isAlone && a.indent === test.bodyIndent)
      ? [
          [
            ...test.assertions.slice(1).map(without),
            ...test.assertions.slice(0, 1).map((a) => ({ ...a.statement, text: 'pass' })),
          ],
        ]
      : [],
  ),
  'change expected value': inAssertions(changeExpected),
  'expect the opposite': inAssertions((assertion, text) => {
    const method = {
      assertEqual: 'assertNotEqual',
      assertTrue: 'assertFalse',
      assertFalse: 'assertTrue',
      assertIn: 'assertNotIn',
      assertIsNone: 'assertIsNotNone',
    };
    const found = Object.entries(method).find(([name]) => name === assertion.method);
    if (found === undefined) return [];
    const start = text.indexOf(found[0], assertion.statement.start);
    return [[{ start, end: start + found[0].length, text: found[1] }]];
  }),
};
