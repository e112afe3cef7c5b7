import { closingBracket, maskLiterals, splitArguments } from './mask.js';
import type { Span } from './text.js';

/** A line of code with what continues it in brackets and strings. */
interface LogicalLine extends Span {
  readonly indent: string;
  readonly code: string;
}

export interface PythonTest extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** Where a decorator may stand: the line of the first one, or of `def`. */
  readonly decorators: number;
  readonly indent: string;
  readonly isMethod: boolean;
  readonly isAsync: boolean;
  /** Whole lines below `def`, without a docstring. */
  readonly body: Span;
  readonly bodyIndent: string;
  readonly assertions: readonly PythonAssertion[];
}

/** `assert a == b`, or `self.assertEqual(a, b)`. */
export interface PythonAssertion {
  /** Whole lines. */
  readonly lines: Span;
  readonly indent: string;
  readonly statement: Span;
  /** `assert`, or the method of `self`. */
  readonly method: string;
  /** What is compared: left and right of `==`, or the arguments. */
  readonly operands: readonly Span[];
  /** True where it is the only statement of its block, which must not become empty. */
  readonly isAlone: boolean;
}

export interface PythonFile {
  /** Whole lines; those that hold only a comment are left out. */
  readonly lines: readonly LogicalLine[];
  readonly masked: string;
  readonly tests: readonly PythonTest[];
}

/** The test functions of a file, by indentation. */
export function readPython(text: string): PythonFile {
  const masked = maskLiterals(text, 'python');
  const lines = logicalLines(masked);
  const tests = lines.flatMap((_, index) => {
    const test = readTest(masked, lines, index);
    return test === undefined ? [] : [test];
  });
  return { lines, masked, tests };
}

function logicalLines(masked: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  for (let start = 0; start < masked.length; start = endOfLogicalLine(masked, start)) {
    const end = endOfLogicalLine(masked, start);
    const code = masked.slice(start, end);
    const indent = /^[ \t]*/.exec(code)?.[0] ?? '';
    if (code.trim() !== '') lines.push({ start, end, indent, code: code.trim() });
  }
  return lines;
}

/** Behind the first newline that neither a bracket nor a backslash carries on. */
function endOfLogicalLine(masked: string, start: number): number {
  for (let i = start; i < masked.length; i++) {
    const char = masked.charAt(i);
    if ('([{'.includes(char)) i = closingBracket(masked, i) ?? i;
    else if (char === '\\') i++;
    else if (char === '\n') return i + 1;
  }
  return masked.length;
}

function readTest(masked: string, lines: readonly LogicalLine[], index: number): PythonTest | undefined {
  const line = lines[index];
  const found = line && /^(async +)?def +(test\w*)\(/.exec(line.code);
  if (!line || !found || !/:\s*$/.test(line.code)) return undefined;
  const block = linesOfBlock(lines, index);
  const docstring = /^[rRuU]?["']/.test(block[0]?.code ?? '') ? 1 : 0;
  const body = block.slice(docstring);
  const first = body[0];
  const last = block.at(-1);
  if (first === undefined || last === undefined) return undefined;
  let top = index;
  while (lines[top - 1]?.code.startsWith('@') && lines[top - 1]?.indent === line.indent) top--;
  const nameStart = masked.indexOf(found[2] ?? '', line.start);
  return {
    start: line.start,
    end: last.end,
    name: found[2] ?? '',
    nameSpan: { start: nameStart, end: nameStart + (found[2] ?? '').length },
    decorators: lines[top]?.start ?? line.start,
    indent: line.indent,
    isMethod: /^def +\w+\(\s*self\b/.test(line.code.replace(/^async +/, '')),
    isAsync: found[1] !== undefined,
    body: { start: first.start, end: last.end },
    bodyIndent: first.indent,
    assertions: block.flatMap((l, i) => readAssertion(masked, block, l, i)),
  };
}

function linesOfBlock(lines: readonly LogicalLine[], index: number): LogicalLine[] {
  const indent = lines[index]?.indent.length ?? 0;
  const after = lines.slice(index + 1);
  const end = after.findIndex((line) => line.indent.length <= indent);
  return end === -1 ? after : after.slice(0, end);
}

function readAssertion(
  masked: string,
  block: readonly LogicalLine[],
  line: LogicalLine,
  index: number,
): PythonAssertion[] {
  const start = line.start + line.indent.length;
  const end = start + line.code.length;
  const method = /^(?:assert\b|self\.(assert\w+|fail)\()/.exec(line.code);
  if (method === null) return [];
  const name = method[1] ?? 'assert';
  const operands =
    method[1] === undefined
      ? compared(line.code, start)
      : splitArguments(masked, start + method[0].length - 1);
  const isFirst = (block[index - 1]?.indent.length ?? 0) < line.indent.length;
  const isLast = (block[index + 1]?.indent.length ?? 0) < line.indent.length;
  return [
    {
      lines: { start: line.start, end: line.end },
      indent: line.indent,
      statement: { start, end },
      method: name,
      operands,
      isAlone: isFirst && isLast,
    },
  ];
}

/** Left and right of the one `==` outside of brackets. */
function compared(code: string, start: number): Span[] {
  const equals: number[] = [];
  for (let i = 0; i < code.length; i++) {
    if ('([{'.includes(code.charAt(i))) i = closingBracket(code, i) ?? i;
    else if (code.startsWith(' == ', i)) equals.push(i);
    else if (/^( and | or | if |, )/.test(code.slice(i))) return [];
  }
  const [at] = equals;
  if (at === undefined || equals.length > 1) return [];
  return [
    { start: start + 'assert '.length, end: start + at },
    { start: start + at + 4, end: start + code.length },
  ];
}
