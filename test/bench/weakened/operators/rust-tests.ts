import {
  readAssertions,
  readBraced,
  type BracedAssertion,
  type BracedFile,
  type BracedTest,
} from '../syntax/braces.js';
import { indentAt, insertAt, lineEnd, slice, type TextEdit } from '../syntax/text.js';
import type { SourceText, Weakening } from './operator.js';

type Edits = readonly (readonly TextEdit[])[];

const inTests =
  (choices: (test: BracedTest, file: BracedFile) => Edits) =>
  (source: SourceText): Weakening[] => {
    if (source.language !== 'rust') return [];
    const file = readBraced(source.text, 'rust');
    return file.tests.flatMap((test) => choices(test, file).map((edits) => ({ subject: test, edits })));
  };

const inAssertions =
  (choices: (assertion: BracedAssertion, text: string) => Edits) =>
  (source: SourceText): Weakening[] => {
    if (source.language !== 'rust') return [];
    const file = readBraced(source.text, 'rust');
    return file.tests.flatMap((test) =>
      readAssertions(file, test, 'rust').flatMap((assertion) =>
        choices(assertion, source.text).map((edits) => ({ subject: assertion.statement, edits })),
      ),
    );
  };

/** One weakening for each attribute below `#[test]`. */
const attributed =
  (...attributes: readonly string[]) =>
  (test: BracedTest, { text }: BracedFile): Edits =>
    attributes.map((attribute) => {
      const below = lineEnd(text, test.start);
      return [insertAt(below, `${indentAt(text, test.start)}${attribute}\n`)];
    });

const hasOwnLine = (test: BracedTest, { text }: BracedFile): boolean =>
  /^#\[(tokio::)?test\]\s*\n/.test(text.slice(test.start));

const ownLine =
  (choices: (test: BracedTest, file: BracedFile) => Edits) =>
  (test: BracedTest, file: BracedFile): Edits =>
    hasOwnLine(test, file) ? choices(test, file) : [];

const firstInBody =
  (...statements: readonly string[]) =>
  (test: BracedTest, { text }: BracedFile): Edits =>
    statements.map((statement) => [
      insertAt(test.body.start, `\n${indentAt(text, test.start)}    ${statement}`),
    ]);

const isEquality = ({ name }: BracedAssertion): boolean => /^(debug_)?assert_(eq|ne)!$/.test(name);

const loosen = (assertion: BracedAssertion, text: string): Edits => {
  const [left, right] = assertion.arguments;
  if (left === undefined) return [];
  const { statement } = assertion;
  const value = slice(text, left);
  if (assertion.name === 'assert_eq!' && right !== undefined)
    return [`let _ = (${value}, ${slice(text, right)});`, `let _ = ${value};`].map((t) => [
      { ...statement, text: t },
    ]);
  return assertion.name === 'assert!' ? [[{ ...statement, text: `let _ = ${value};` }]] : [];
};

const vacuous = (assertion: BracedAssertion, text: string): Edits => {
  const [left] = assertion.arguments;
  return [
    'assert!(true);',
    ...(isEquality(assertion) && left !== undefined
      ? [`assert_eq!(${slice(text, left)}, ${slice(text, left)});`]
      : []),
  ].map((t) => [{ ...assertion.statement, text: t }]);
};

const changeExpected = (assertion: BracedAssertion, text: string): Edits => {
  if (assertion.name !== 'assert_eq!') return [];
  return assertion.arguments.slice(0, 2).flatMap((operand) => {
    const value = slice(text, operand);
    const number = /^(\d+)((?:[iu](?:8|16|32|64|size))?)$/.exec(value);
    if (number) return [[{ ...operand, text: `${Number(number[1]) + 1}${number[2] ?? ''}` }]];
    if (/^"\w[^"\\]*"$/.test(value)) return [[{ ...operand, text: `${value.slice(0, -1)}_"` }]];
    return /^(true|false)$/.test(value) ? [[{ ...operand, text: value === 'true' ? 'false' : 'true' }]] : [];
  });
};

const remove = ({ lines }: BracedAssertion): TextEdit => ({ ...lines, text: '' });

/** What can be done to tests of Rust, by operator. */
export const rustTests: Readonly<Record<string, (source: SourceText) => readonly Weakening[]>> = {
  'delete test': inTests((test) => [[{ ...test.lines, text: '' }]]),
  'empty test': inTests((test) => [[{ ...test.body, text: '' }]]),
  'skip test': inTests(ownLine(attributed('#[ignore]', '#[ignore = "flaky"]'))),
  'skip sometimes': inTests(
    ownLine(
      attributed(
        '#[cfg_attr(target_os = "linux", ignore)]',
        '#[cfg(feature = "slow-tests")]',
        '#[cfg(not(test))]',
      ),
    ),
  ),
  'expect failure': inTests(ownLine(attributed('#[should_panic]'))),
  'skip file': (source) => {
    if (source.language !== 'rust') return [];
    const module = /^#\[cfg\(test\)\]\nmod \w+ \{/m.exec(source.text);
    const isTestFile = /(^|\/)tests\/[^/]+\.rs$/.test(source.path) && source.text.includes('#[test]');
    return [
      ...(module
        ? [
            {
              subject: { start: module.index, end: module.index + module[0].length },
              edits: [
                { start: module.index, end: module.index + '#[cfg(test)]'.length, text: '#[cfg(any())]' },
              ],
            },
          ]
        : []),
      ...(isTestFile ? [{ subject: { start: 0, end: 0 }, edits: [insertAt(0, '#![cfg(any())]\n')] }] : []),
    ];
  },
  'hide test from runner': inTests(
    ownLine((test, { text }) => [
      [{ start: test.start, end: lineEnd(text, test.start), text: `#[allow(dead_code)]\n` }],
      [{ start: test.start, end: lineEnd(text, test.start) + indentAt(text, test.start).length, text: '' }],
    ]),
  ),
  'return early': inTests((test, file) =>
    /->/.test(file.masked.slice(test.start, test.body.start))
      ? []
      : firstInBody('return;', 'if true { return; }')(test, file),
  ),
  'swallow failures': inTests((test, { masked }) =>
    /->|async/.test(masked.slice(test.start, test.body.start))
      ? []
      : [
          [
            insertAt(test.body.start, ' let _ = std::panic::catch_unwind(|| {'),
            insertAt(test.body.end, '}); '),
          ],
        ],
  ),
  'dead branch': inTests((test, { masked }) =>
    /->/.test(masked.slice(test.start, test.body.start))
      ? []
      : [[insertAt(test.body.start, ' if false {'), insertAt(test.body.end, '} ')]],
  ),
  'comment out test': inTests((test, { text }) => [
    [{ ...test.lines, text: slice(text, test.lines).replace(/^(?=.*\S)/gm, '// ') }],
    [insertAt(test.lines.start, '/*\n'), insertAt(test.lines.end, '*/\n')],
  ]),
  'loosen assertion': inAssertions(loosen),
  'vacuous assertion': inAssertions(vacuous),
  'remove assertion': inAssertions((assertion) => [[remove(assertion)]]),
  'remove all assertions': inTests((test, file) => {
    const assertions = readAssertions(file, test, 'rust');
    return assertions.length > 1 ? [assertions.map(remove)] : [];
  }),
  'change expected value': inAssertions(changeExpected),
  'expect the opposite': inAssertions((assertion, text) => {
    if (!isEquality(assertion)) return [];
    const { statement } = assertion;
    const to = assertion.name.endsWith('_eq!') ? 'ne' : 'eq';
    return [[{ ...statement, text: slice(text, statement).replace(/assert_(eq|ne)!/, `assert_${to}!`) }]];
  }),
};
