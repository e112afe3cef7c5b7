import ts from 'typescript';
import type { Span } from './text.js';

/** A call that declares a test or a suite. */
export interface TestCall extends Span {
  /** `it`, `test`, `describe`, …: the first word of what is called. */
  readonly runner: string;
  readonly isSuite: boolean;
  /** What is called, before the arguments. */
  readonly callee: Span;
  readonly title: Span;
  readonly titleText: string;
  /** Between title and function, where options may stand. */
  readonly afterTitle: number;
  /** Behind the function, where a time-out may stand. */
  readonly afterFunction: number;
  /** Between the braces of the function. */
  readonly body: Span;
  readonly isAsync: boolean;
  /** The name of the function's first parameter. */
  readonly context: string | undefined;
  /** The statement, with what it begins with, e.g. `await`. */
  readonly statement: Span;
  readonly assertions: readonly Assertion[];
}

/** A statement that checks something: `expect(x).toBe(y)`, `assert.equal(x, y)`, `t.equal(x, y)`. */
export interface Assertion {
  readonly statement: Span;
  readonly style: 'expect' | 'method';
  /** `expect` or what the method is called on. */
  readonly receiver: string;
  readonly method: string;
  readonly methodName: Span;
  readonly subject: Span;
  readonly arguments: readonly Argument[];
  /** Between the parentheses of the check. */
  readonly argumentList: Span;
  readonly isAwaited: boolean;
}

export interface Argument extends Span {
  readonly kind: 'string' | 'number' | 'boolean' | 'other';
}

const testNames = new Set(['it', 'test', 'specify']);
const suiteNames = new Set(['describe', 'context', 'suite']);
const methodReceivers = /^(t|assert|tap|st|tt|t\d|s|a)$/;
const checkingMethods =
  /^(equals?|strictEqual|is|same|deepEqual|deepStrictEqual|deepEquals|notEqual|notStrictEqual|ok|match|throws|rejects|fail|error|ifError|notOk|looseEqual|strictSame|not|notOk|notDeepEqual)$/;

/** The tests and suites of a file, outermost first; those whose callback is not a function with a body are left out. */
export function findTests(path: string, text: string): TestCall[] {
  const file = parse(path, text);
  const found: TestCall[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node)) {
      const call = readTest(file, node);
      if (call !== undefined) found.push(call);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The syntax tree of a JavaScript or TypeScript file. */
export function parse(path: string, text: string): ts.SourceFile {
  const kind = /\.[cm]?ts$/.test(path) ? ts.ScriptKind.TS : ts.ScriptKind.TSX;
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
}

export const spanOf = (file: ts.SourceFile, node: ts.Node): Span => ({
  start: node.getStart(file),
  end: node.getEnd(),
});

function unwrap(expression: ts.Expression): ts.Expression {
  return ts.isAwaitExpression(expression) || ts.isVoidExpression(expression)
    ? unwrap(expression.expression)
    : expression;
}

function rootName(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) {
    const parent = rootName(expression.expression);
    // `t.test('…', …)` is a test inside a test.
    return testNames.has(expression.name.text) && !testNames.has(parent) ? expression.name.text : parent;
  }
  if (ts.isCallExpression(expression)) return rootName(expression.expression);
  return '';
}

function readTest(file: ts.SourceFile, statement: ts.ExpressionStatement): TestCall | undefined {
  const call = unwrap(statement.expression);
  if (!ts.isCallExpression(call)) return undefined;
  const runner = rootName(call.expression);
  const isSuite = suiteNames.has(runner);
  if (!isSuite && !testNames.has(runner)) return undefined;
  const title = call.arguments[0];
  if (title === undefined || !ts.isStringLiteralLike(title)) return undefined;
  const callback = call.arguments.find((a) => ts.isArrowFunction(a) || ts.isFunctionExpression(a));
  if (callback === undefined || !ts.isBlock(callback.body)) return undefined;
  const parameter = callback.parameters[0]?.name;
  return {
    ...spanOf(file, call),
    runner,
    isSuite,
    callee: spanOf(file, call.expression),
    title: spanOf(file, title),
    titleText: title.text,
    afterTitle: title.getEnd(),
    afterFunction: callback.getEnd(),
    body: { start: callback.body.getStart(file) + 1, end: callback.body.getEnd() - 1 },
    isAsync: callback.modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) ?? false,
    context: parameter !== undefined && ts.isIdentifier(parameter) ? parameter.text : undefined,
    statement: spanOf(file, statement),
    assertions: isSuite ? [] : readAssertions(file, callback.body),
  };
}

function readAssertions(file: ts.SourceFile, body: ts.Block): Assertion[] {
  const found: Assertion[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node)) {
      const assertion = readAssertion(file, node);
      if (assertion !== undefined) {
        found.push(assertion);
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

function readAssertion(file: ts.SourceFile, statement: ts.ExpressionStatement): Assertion | undefined {
  const call = unwrap(statement.expression);
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
  const access = call.expression;
  const expected = expectSubject(access.expression);
  const isMethod =
    ts.isIdentifier(access.expression) &&
    methodReceivers.test(access.expression.text) &&
    checkingMethods.test(access.name.text);
  const subject = expected ?? (isMethod ? call.arguments[0] : undefined);
  if (subject === undefined) return undefined;
  const methodName = spanOf(file, access.name);
  return {
    statement: spanOf(file, statement),
    style: expected === undefined ? 'method' : 'expect',
    receiver: access.expression.getText(file),
    method: access.name.text,
    methodName,
    subject: spanOf(file, subject),
    arguments: call.arguments.map((a) => ({ ...spanOf(file, a), kind: kindOf(a) })),
    argumentList: { start: text(file).indexOf('(', methodName.end) + 1, end: call.getEnd() - 1 },
    isAwaited: ts.isAwaitExpression(statement.expression),
  };
}

const text = (file: ts.SourceFile): string => file.text;

/** What `expect(…)` was called with, through `.not`, `.resolves` and the like. */
function expectSubject(expression: ts.Expression): ts.Expression | undefined {
  if (ts.isPropertyAccessExpression(expression)) return expectSubject(expression.expression);
  if (!ts.isCallExpression(expression)) return undefined;
  const isExpect = ts.isIdentifier(expression.expression) && expression.expression.text === 'expect';
  return isExpect ? expression.arguments[0] : undefined;
}

function kindOf(node: ts.Expression): Argument['kind'] {
  if (ts.isStringLiteralLike(node)) return 'string';
  if (ts.isNumericLiteral(node)) return 'number';
  const isBoolean = node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
  return isBoolean ? 'boolean' : 'other';
}
