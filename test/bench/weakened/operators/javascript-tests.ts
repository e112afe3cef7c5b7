import { findCaseTables } from '../syntax/javascript-places.js';
import { findTests, type TestCall } from '../syntax/javascript.js';
import { insertAt, indentAt, lineStart, slice, wholeLines } from '../syntax/text.js';
import { isJavaScriptTest } from './test-files.js';
import { runnerOf } from './test-runner.js';
import { replacing, type SourceText, type Weakening } from './operator.js';

type Choices = (test: TestCall, source: SourceText) => readonly Weakening[];

const inTests =
  (choices: Choices, wants: (test: TestCall) => boolean = (test) => !test.isSuite) =>
  (source: SourceText): Weakening[] => {
    if (!isJavaScriptTest(source)) return [];
    const tests = findTests(source.path, source.text).filter(wants);
    return tests.flatMap((test) => choices(test, source));
  };

/** One weakening for each text that could stand for what is called, e.g. `it.skip`. */
const callees =
  (texts: (test: TestCall, callee: string) => readonly string[]): Choices =>
  (test, { text }) =>
    texts(test, slice(text, test.callee)).map((callee) => ({
      subject: test.statement,
      edits: [{ ...test.callee, text: callee }],
    }));

const withOption =
  (...options: readonly string[]): Choices =>
  (test, { text }) =>
    /^\s*,\s*(async\b|function\b|\()/.test(text.slice(test.afterTitle))
      ? options.map((option) => ({
          subject: test.statement,
          edits: [insertAt(test.afterTitle, `, { ${option} }`)],
        }))
      : [];

const firstInBody =
  (...statements: readonly string[]): Choices =>
  (test, { text }) =>
    statements.map((statement) => ({
      subject: test.statement,
      edits: [insertAt(test.body.start, `\n${indentAt(text, test.start)}  ${statement}`)],
    }));

const aroundBody =
  (...pairs: readonly (readonly [string, string])[]): Choices =>
  (test) =>
    pairs.map(([before, after]) => ({
      subject: test.statement,
      edits: [insertAt(test.body.start, ` ${before} `), insertAt(test.body.end, ` ${after} `)],
    }));

const isPlain = (test: TestCall, callee: string): boolean => callee === test.runner;

const skipTest: Choices = (test, source) => [
  ...callees((_, callee) =>
    isPlain(test, callee) ? [`${callee}.skip`, ...(callee === 'it' ? ['xit'] : [])] : [],
  )(test, source),
  ...withOption('skip: true')(test, source),
  ...(test.context === 't' ? firstInBody("return t.skip('flaky');\n")(test, source) : []),
];

const skipSometimes: Choices = (test, source) => [
  ...callees((_, callee) =>
    isPlain(test, callee)
      ? [
          `(process.env.CI ? ${callee}.skip : ${callee})`,
          `${callee}.skipIf(process.env.CI)`,
          `${callee}.runIf(process.env.RUN_SLOW)`,
        ]
      : [],
  )(test, source),
  ...withOption("skip: process.platform === 'linux'")(test, source),
];

const commentOut: Choices = (test, { text }) => {
  const lines = wholeLines(text, test.statement);
  if (text.slice(lineStart(text, test.start), test.statement.start).trim() !== '') return [];
  const commented = slice(text, lines).replace(/^(?=.*\S)/gm, '// ');
  return [{ subject: test.statement, edits: [{ ...lines, text: commented }] }];
};

const deleteStatement: Choices = (test, { text }) => [
  { subject: test.statement, edits: [{ ...wholeLines(text, test.statement), text: '' }] },
];

const hasBody = (test: TestCall): boolean => !test.isSuite && test.assertions.length > 0;

/** An arrow function has no `this` of its own. */
const hasThis = (test: TestCall, { text }: SourceText): boolean =>
  /\bfunction\b[^{]*\{$/.test(text.slice(test.afterTitle, test.body.start));

const raiseTimeout: Choices = (test, source) => {
  const runner = runnerOf(source.text);
  const isLast = /^,?\s*\)/.test(source.text.slice(test.afterFunction));
  if (runner === 'mocha' && hasThis(test, source)) return firstInBody('this.timeout(0);\n')(test, source);
  if (runner !== 'vitest' && runner !== 'jest') return [];
  return isLast ? [{ subject: test.statement, edits: [insertAt(test.afterFunction, ', 600_000')] }] : [];
};

/** A hundred times the number in time-outs that a test file sets. */
const raiseTimeouts = (source: SourceText): Weakening[] =>
  isJavaScriptTest(source)
    ? [...source.text.matchAll(/(?<=\b(?:this\.timeout|jest\.setTimeout)\()[1-9]\d*(?=\))/g)].map((found) => {
        const end = found.index + found[0].length;
        const subject = { start: lineStart(source.text, found.index), end };
        return { subject, edits: [insertAt(end, '00')] };
      })
    : [];

/** What can be done to whole tests of JavaScript and TypeScript, by operator. */
export const javascriptTests: Readonly<Record<string, (source: SourceText) => readonly Weakening[]>> = {
  'delete test': inTests(deleteStatement),
  'delete suite': inTests(deleteStatement, (test) => test.isSuite),
  'empty test': inTests(
    (test) =>
      ['', ' /* covered elsewhere */ '].map((text) => ({
        ...replacing(test.body, text),
        subject: test.statement,
      })),
    hasBody,
  ),
  'skip test': inTests(skipTest),
  'skip suite': inTests(
    callees((test, callee) => (isPlain(test, callee) ? [`${callee}.skip`, `x${callee}`] : [])),
    (test) => test.isSuite && test.runner === 'describe',
  ),
  'skip sometimes': inTests(skipSometimes),
  'todo test': inTests((test, source) => [
    ...withOption('todo: true')(test, source),
    ...(isPlain(test, slice(source.text, test.callee))
      ? [replacing(test.statement, `${test.runner}.todo(${slice(source.text, test.title)});`)]
      : []),
  ]),
  'only another test': inTests(callees((test, callee) => (isPlain(test, callee) ? [`${callee}.only`] : []))),
  'return early': inTests(firstInBody('return;\n', 'if (process.env.CI) return;\n'), hasBody),
  'swallow failures': inTests(
    aroundBody(['try {', '} catch {}'], ['try {', '} catch (error) { console.log(error); }']),
    hasBody,
  ),
  'dead branch': inTests(aroundBody(['if (false) {', '}'], ['if (process.env.FULL_TESTS) {', '}']), hasBody),
  'comment out test': inTests(commentOut),
  'remove case': (source) =>
    isJavaScriptTest(source)
      ? findCaseTables(source.path, source.text).flatMap(({ table, cases }) =>
          cases.map(({ removed }) => ({ subject: table, edits: [{ ...removed, text: '' }] })),
        )
      : [],
  'raise timeout': (source) => [...inTests(raiseTimeout)(source), ...raiseTimeouts(source)],
  'retry test': inTests((test, source) => {
    const runner = runnerOf(source.text);
    if (runner === 'vitest') return withOption('retry: 5')(test, source);
    return runner === 'mocha' && hasThis(test, source) ? firstInBody('this.retries(4);\n')(test, source) : [];
  }),
};
