import ts from 'typescript';
import { parse, spanOf } from './javascript.js';
import { lineStart, type Span } from './text.js';

/** The rows of `it.each([…])`. */
export interface CaseTable {
  readonly table: Span;
  /** Each row, and what to remove with it. */
  readonly cases: readonly { readonly removed: Span }[];
}

/** The tables of cases with at least two rows. */
export function findCaseTables(path: string, text: string): CaseTable[] {
  const file = parse(path, text);
  return collect(file, (node): CaseTable | undefined => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
    const [rows] = node.arguments;
    if (node.expression.name.text !== 'each' || rows === undefined || !ts.isArrayLiteralExpression(rows))
      return undefined;
    if (rows.elements.length < 2) return undefined;
    return {
      table: spanOf(file, rows),
      cases: rows.elements.map((row) => ({ removed: withComma(text, spanOf(file, row)) })),
    };
  });
}

function withComma(text: string, span: Span): Span {
  const comma = /^\s*,/.exec(text.slice(span.end));
  return { start: span.start, end: span.end + (comma?.[0].length ?? 0) };
}

/** Statements inside functions that begin a line, declarations left out: where a comment may stand before or behind. */
export function findStatements(path: string, text: string): Span[] {
  const file = parse(path, text);
  return collect(file, (node) => {
    const isCode =
      ts.isExpressionStatement(node) || ts.isVariableStatement(node) || ts.isReturnStatement(node);
    if (!isCode || !ts.isBlock(node.parent)) return undefined;
    const span = spanOf(file, node);
    return text.slice(lineStart(text, span.start), span.start).trim() === '' ? span : undefined;
  });
}

/** The types of parameters and variables that say something. */
export function findTypeAnnotations(path: string, text: string): { type: Span; declaration: Span }[] {
  const file = parse(path, text);
  return collect(file, (node) => {
    if (!ts.isParameter(node) && !ts.isVariableDeclaration(node)) return undefined;
    const { type } = node;
    const isVague = type === undefined || /\b(any|unknown|this)\b/.test(type.getText(file));
    if (isVague || ts.isFunctionTypeNode(node.parent)) return undefined;
    return { type: spanOf(file, type), declaration: spanOf(file, node) };
  });
}

/** Calls and properties that are the initial value of a variable or an argument. */
export function findValues(path: string, text: string): { value: Span; around: Span }[] {
  const file = parse(path, text);
  return collect(file, (node) => {
    const value = ts.isVariableDeclaration(node) ? node.initializer : undefined;
    if (value === undefined || !(ts.isCallExpression(value) || ts.isPropertyAccessExpression(value)))
      return undefined;
    return { value: spanOf(file, value), around: spanOf(file, node) };
  });
}

/** What a file imports from its own project: the module and the names. */
export function findOwnImports(
  path: string,
  text: string,
): { module: string; names: string[]; span: Span }[] {
  const file = parse(path, text);
  return file.statements.flatMap((node) => {
    if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return [];
    const bindings = node.importClause?.namedBindings;
    const isOwn = node.moduleSpecifier.text.startsWith('.');
    if (!isOwn || bindings === undefined || !ts.isNamedImports(bindings)) return [];
    const names = bindings.elements
      .filter((e) => !e.isTypeOnly)
      .map((e) => (e.propertyName ?? e.name).getText(file));
    return [{ module: node.moduleSpecifier.text, names, span: spanOf(file, node) }];
  });
}

/** Behind the newline of the last import at the top of a file, or undefined where it imports nothing. */
export function afterImports(path: string, text: string): number | undefined {
  const file = parse(path, text);
  const imports = file.statements.filter(
    (node) =>
      ts.isImportDeclaration(node) ||
      (ts.isVariableStatement(node) && /\brequire\(/.test(node.getText(file))),
  );
  const end = imports.at(-1)?.getEnd();
  if (end === undefined) return undefined;
  const newline = text.indexOf('\n', end);
  return newline === -1 ? undefined : newline + 1;
}

function collect<T>(file: ts.SourceFile, read: (node: ts.Node) => T | undefined): T[] {
  const found: T[] = [];
  const visit = (node: ts.Node): void => {
    const item = read(node);
    if (item !== undefined) found.push(item);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
