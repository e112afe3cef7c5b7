import { closingBracket, maskLiterals, splitArguments } from './mask.js';
import { lineStart, wholeLines, type Span } from './text.js';

/** A test function of Go or Rust. */
export interface BracedTest extends Span {
  readonly name: Span;
  /** With its attributes and doc comments, as whole lines. */
  readonly lines: Span;
  /** Between the braces. */
  readonly body: Span;
  /** What `*testing.T` is called; empty in Rust. */
  readonly context: string;
}

export interface BracedFile {
  readonly text: string;
  readonly masked: string;
  readonly tests: readonly BracedTest[];
}

const declaration = {
  go: /^func (Test[A-Z_0-9]\w*)\((\w+) \*testing\.T\) \{/gm,
  rust: /#\[(?:tokio::)?test\][^{};]*?\bfn (\w+)\(()\)[^{;]*\{/g,
};

/** The test functions of a Go or Rust file. */
export function readBraced(text: string, language: 'go' | 'rust'): BracedFile {
  const masked = maskLiterals(text, language);
  const tests = [...masked.matchAll(declaration[language])].flatMap((found) => {
    const open = found.index + found[0].length - 1;
    const close = closingBracket(masked, open);
    if (close === undefined || !/^[ \t]*\n/.test(masked.slice(open + 1))) return [];
    const [, name = '', context = ''] = found;
    const nameStart = masked.indexOf(`${name}(`, found.index);
    const start = startOfAttributes(text, found.index);
    return [
      {
        start: found.index,
        end: close + 1,
        name: { start: nameStart, end: nameStart + name.length },
        lines: wholeLines(text, { start, end: close + 1 }),
        body: { start: open + 1, end: close },
        context,
      },
    ];
  });
  return { text, masked, tests };
}

/** Up over the lines of comments and attributes that belong to what begins at `offset`. */
function startOfAttributes(text: string, offset: number): number {
  let start = lineStart(text, offset);
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^\s*(\/\/|#\[)/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** A check in a Go or Rust test. */
export interface BracedAssertion {
  readonly lines: Span;
  readonly statement: Span;
  /** The macro or function, e.g. `assert_eq!`, `require.Equal`; `if` for a condition that reports. */
  readonly name: string;
  /** Without the context `t`. */
  readonly arguments: readonly Span[];
}

const rustAssertion =
  /^[ \t]*(?:\w+::)*((?:debug_)?assert(?:_eq|_ne|_matches)?!|prop_assert(?:_eq)?!)[ \t]*\(/gm;
const goCall = /^[ \t]*((?:assert|require|is|qt|c)\.[A-Z]\w+)\(/gm;
const goCondition = /^[ \t]*if [^\n]*\{$/gm;

/** The assertions of one test, each on lines of its own. */
export function readAssertions(
  file: BracedFile,
  test: BracedTest,
  language: 'go' | 'rust',
): BracedAssertion[] {
  const inBody = (pattern: RegExp): RegExpMatchArray[] =>
    [...file.masked.slice(test.body.start, test.body.end).matchAll(pattern)].map((found) =>
      Object.assign(found, { index: test.body.start + found.index }),
    );
  const calls = inBody(language === 'go' ? goCall : rustAssertion).flatMap((found) => readCall(file, found));
  const conditions =
    language === 'go' ? inBody(goCondition).flatMap((found) => readCondition(file, test, found)) : [];
  return [...calls, ...conditions];
}

function readCall({ text, masked }: BracedFile, found: RegExpMatchArray): BracedAssertion[] {
  const index = found.index ?? 0;
  const start = index + (/^[ \t]*/.exec(found[0])?.[0].length ?? 0);
  const open = index + found[0].length - 1;
  const close = closingBracket(masked, open);
  if (close === undefined) return [];
  const end = masked.charAt(close + 1) === ';' ? close + 2 : close + 1;
  if (!/^[ \t]*(\/\/|\n|$)/.test(text.slice(end)) && text.charAt(end) !== '\r') return [];
  const parts = splitArguments(masked, open);
  const isContext = /^(t|c|qt|tb)$/.test(text.slice(parts[0]?.start, parts[0]?.end));
  const statement = { start, end };
  return [
    {
      lines: wholeLines(text, statement),
      statement,
      name: found[1] ?? '',
      arguments: isContext ? parts.slice(1) : parts,
    },
  ];
}

/** `if …` whose short block only reports a failure. */
function readCondition(
  { text, masked }: BracedFile,
  test: BracedTest,
  found: RegExpMatchArray,
): BracedAssertion[] {
  const index = found.index ?? 0;
  const start = index + (/^[ \t]*/.exec(found[0])?.[0].length ?? 0);
  const close = closingBracket(masked, index + found[0].length - 1);
  if (close === undefined || !/^[ \t]*(\n|$)/.test(text.slice(close + 1))) return [];
  const block = masked.slice(index + found[0].length, close);
  const reports = new RegExp(`^\\s*${test.context || 't'}\\.(Error|Errorf|Fatal|Fatalf)\\([^{}]*\\)\\s*$`);
  if (!reports.test(block) || block.split('\n').length > 5) return [];
  const statement = { start, end: close + 1 };
  return [{ lines: wholeLines(text, statement), statement, name: 'if', arguments: [] }];
}
