import {
  readAssertions,
  readBraced,
  type BracedAssertion,
  type BracedFile,
  type BracedTest,
} from '../syntax/braces.js';
import { closingBracket, splitArguments } from '../syntax/mask.js';
import { insertAt, slice, type TextEdit } from '../syntax/text.js';
import type { SourceText, Weakening } from './operator.js';
import { isGoTest } from './test-files.js';

type Edits = readonly (readonly TextEdit[])[];

const inTests =
  (choices: (test: BracedTest, file: BracedFile) => Edits) =>
  (source: SourceText): Weakening[] => {
    if (!isGoTest(source)) return [];
    const file = readBraced(source.text, 'go');
    return file.tests.flatMap((test) => choices(test, file).map((edits) => ({ subject: test, edits })));
  };

const inAssertions =
  (choices: (assertion: BracedAssertion, text: string) => Edits) =>
  (source: SourceText): Weakening[] => {
    if (!isGoTest(source)) return [];
    const file = readBraced(source.text, 'go');
    return file.tests.flatMap((test) =>
      readAssertions(file, test, 'go').flatMap((assertion) =>
        choices(assertion, source.text).map((edits) => ({ subject: assertion.statement, edits })),
      ),
    );
  };

const firstInBody =
  (...statements: readonly string[]) =>
  (test: BracedTest): Edits =>
    statements.map((statement) => [
      insertAt(test.body.start, `\n\t${statement.replaceAll('T.', `${test.context}.`)}`),
    ]);

const aroundBody =
  (before: string) =>
  (test: BracedTest): Edits => [
    [insertAt(test.body.start, `\n\t${before} {`), insertAt(test.body.end, '\t}\n')],
  ];

const equality = /\.(Equal|EqualValues|Exactly|ElementsMatch|JSONEq|Len|Contains|ErrorIs|EqualError)$/;

const loosen = (assertion: BracedAssertion, text: string): Edits => {
  const [package_ = ''] = assertion.name.split('.');
  if (assertion.name === 'if') {
    const statement = slice(text, assertion.statement);
    const call = /\.(Error|Errorf|Fatal|Fatalf)\(/.exec(statement);
    if (call === null) return [];
    const start = assertion.statement.start + call.index + 1;
    return [[{ start, end: start + (call[1]?.length ?? 0), text: call[1]?.endsWith('f') ? 'Logf' : 'Log' }]];
  }
  const checked = assertion.arguments[1] ?? assertion.arguments[0];
  if (!equality.test(assertion.name) || checked === undefined || !/^(assert|require)$/.test(package_))
    return [];
  return [[{ ...assertion.statement, text: `${package_}.NotNil(t, ${slice(text, checked)})` }]];
};

const changeExpected = (assertion: BracedAssertion, text: string): Edits => {
  const literals =
    assertion.name === 'if'
      ? [
          ...slice(text, assertion.statement).matchAll(/(?<=[!=]= )(\d+|"\w[\w .-]*"|true|false)(?= \{)/g),
        ].map((found) => ({
          start: assertion.statement.start + found.index,
          end: assertion.statement.start + found.index + found[0].length,
        }))
      : equality.test(assertion.name)
        ? assertion.arguments.slice(0, 2)
        : [];
  return literals.flatMap((literal) => {
    const value = slice(text, literal);
    if (/^\d+$/.test(value)) return [[{ ...literal, text: String(Number(value) + 1) }]];
    if (/^"\w[^"\\]*"$/.test(value)) return [[{ ...literal, text: `${value.slice(0, -1)}_"` }]];
    return /^(true|false)$/.test(value) ? [[{ ...literal, text: value === 'true' ? 'false' : 'true' }]] : [];
  });
};

const remove = ({ lines }: BracedAssertion): TextEdit => ({ ...lines, text: '' });

/** Rows of a slice of structs: `[]struct{…}{ {…}, {…} }`. */
function removeCase(source: SourceText): Weakening[] {
  if (!isGoTest(source)) return [];
  const { masked, text } = readBraced(source.text, 'go');
  return [...masked.matchAll(/\[\]struct ?\{/g)].flatMap((found) => {
    const fields = closingBracket(masked, found.index + found[0].length - 1);
    if (fields === undefined || masked.charAt(fields + 1) !== '{') return [];
    const end = closingBracket(masked, fields + 1);
    const rows = splitArguments(masked, fields + 1);
    if (end === undefined || rows.length < 2) return [];
    const subject = { start: found.index, end: end + 1 };
    return rows.map((row) => {
      const comma = /^,[ \t]*\n?/.exec(text.slice(row.end))?.[0].length ?? 0;
      return { subject, edits: [{ start: row.start, end: row.end + comma, text: '' }] };
    });
  });
}

/** `if err != nil { t.Fatal(err) }` becomes `_ = err`. */
const ignoreError = (assertion: BracedAssertion, text: string): Edits => {
  const found = /^if (?:(.*); )?(\w*[eE]rr) != nil \{/.exec(slice(text, assertion.statement));
  if (assertion.name !== 'if' || found === null) return [];
  const [, statement, name = 'err'] = found;
  const ignored = statement === undefined ? `_ = ${name}` : statement.replace(/^\w+ :=/, '_ =');
  return statement !== undefined && !ignored.startsWith('_ =')
    ? []
    : [[{ ...assertion.statement, text: ignored }]];
};

/** What can be done to tests of Go, by operator. */
export const goTests: Readonly<Record<string, (source: SourceText) => readonly Weakening[]>> = {
  'delete test': inTests((test) => [[{ ...test.lines, text: '' }]]),
  'empty test': inTests((test) => [
    [{ ...test.body, text: '' }],
    [{ ...test.body, text: `\n\t_ = ${test.context}\n` }],
  ]),
  'skip test': inTests(firstInBody('T.Skip("flaky")', 'T.SkipNow()', 'T.Skipf("flaky on %s", "linux")')),
  'skip sometimes': inTests(
    firstInBody(
      'if testing.Short() {\n\t\tT.Skip("slow")\n\t}',
      'if os.Getenv("CI") != "" {\n\t\tT.Skip("slow")\n\t}',
      'if runtime.GOOS == "linux" {\n\t\tT.Skip("slow")\n\t}',
    ),
  ),
  'skip file': (source) =>
    isGoTest(source) && !/^\/\/(go:build| \+build)/m.test(source.text)
      ? ['//go:build ignore\n\n', '//go:build integration\n\n', '// +build ignore\n\n'].map((text) => ({
          subject: { start: 0, end: 0 },
          edits: [insertAt(0, text)],
        }))
      : [],
  'hide test from runner': inTests((test, { text }) => {
    const name = slice(text, test.name);
    return [name.replace('Test', 'test'), `X${name}`, `_${name}`].map((t) => [{ ...test.name, text: t }]);
  }),
  'return early': inTests(firstInBody('return', 'if true {\n\t\treturn\n\t}')),
  'swallow failures': inTests(firstInBody('defer func() { _ = recover() }()')),
  'dead branch': inTests(aroundBody('if false')),
  'comment out test': inTests((test, { text }) => [
    [{ ...test.lines, text: slice(text, test.lines).replace(/^(?=.*\S)/gm, '// ') }],
    [insertAt(test.lines.start, '/*\n'), insertAt(test.lines.end, '*/\n')],
  ]),
  'remove case': removeCase,
  'loosen assertion': inAssertions(loosen),
  'vacuous assertion': inAssertions((assertion, text) => {
    const condition = /^if (.*) \{\n/.exec(slice(text, assertion.statement))?.[1];
    if (assertion.name === 'if' && condition !== undefined && !condition.includes(';')) {
      const start = assertion.statement.start + 'if '.length;
      return [[{ start, end: start + condition.length, text: 'false' }]];
    }
    const [package_ = ''] = assertion.name.split('.');
    return /^(assert|require)$/.test(package_)
      ? [[{ ...assertion.statement, text: `${package_}.True(t, true)` }]]
      : [];
  }),
  'remove assertion': inAssertions((assertion) => [[remove(assertion)]]),
  'remove all assertions': inTests((test, file) => {
    const assertions = readAssertions(file, test, 'go');
    const isNested = assertions.some((a) =>
      assertions.some((b) => a !== b && a.lines.start >= b.lines.start && a.lines.end <= b.lines.end),
    );
    return assertions.length > 1 && !isNested ? [assertions.map(remove)] : [];
  }),
  'change expected value': inAssertions(changeExpected),
  'ignore error': inAssertions(ignoreError),
};
