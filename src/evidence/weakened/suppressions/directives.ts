import type { Source } from '../source/source.js';

/** A comment or an attribute that tells a tool to say nothing. */
export interface Directive {
  /** Which tool is told, and how far it reaches. */
  readonly family: string;
  /** What it must not say, sorted; empty for anything. */
  readonly rules: readonly string[];
  readonly at: number;
}

interface Form {
  readonly family: string;
  /** At the beginning of a comment; its first group lists rules. */
  readonly pattern: RegExp;
}

const rest = String.raw`\s*[:=]?\s*\[?\(?([^\])\n]*)`;
const form = (family: string, words: string): Form => ({
  family,
  pattern: new RegExp(`^(?:${words})${rest}`, 'i'),
});

/** What tools take as a word to them, by their manuals. */
const forms: readonly Form[] = [
  form('eslint', String.raw`(?:eslint|oxlint|stylelint)-disable(?:-next-line|-line)?(?![-\w])`),
  { family: 'eslint', pattern: /^eslint\s+(\S[^\n]*?:\s*(?:0|\[?\s*["']?off)[^\n]*)/ },
  form('biome', 'biome-ignore(?:-all|-start)?|rome-ignore'),
  form('deno', 'deno-lint-ignore(?:-file)?'),
  form('tslint', String.raw`tslint:\s*disable(?:-next-line|-line)?(?![-\w])`),
  form('jshint', String.raw`jshint\s+(?:ignore|-W\d+)|jscs:disable|jslint\s`),
  form('typescript', '@ts-(?:ignore|nocheck)(?![-\\w])'),
  form('typescript', '@ts-expect-error(?![-\\w])'),
  form('flow', String.raw`\$Flow(?:FixMe|Ignore|IssueFixMe)|@noflow`),
  form('coverage', String.raw`(?:istanbul|c8|v8|nyc)\s+ignore|node:coverage\s+(?:ignore|disable)`),
  form('coverage', String.raw`pragma:?\s*no\s?-?(?:cover|branch)\w*`),
  form('noqa', String.raw`(?:ruff\s*:\s*|flake8\s*[:=]\s*)?noqa(?!\w)`),
  form(
    'python types',
    String.raw`type:\s*ignore|(?:pyright|ty):\s*ignore|pytype:\s*disable(?!\w)|pyre-(?:ignore|fixme)(?!\w)`,
  ),
  form(
    'python types',
    String.raw`mypy:\s*(?:ignore-errors|disable-error-code|allow-\S+)|pyright:\s*(?:basic|report\w+\s*=\s*(?:false|none))`,
  ),
  form('pylint', String.raw`pylint:\s*(?:disable(?:-next|-msg)?|skip-file)(?![-\w])`),
  form('security', String.raw`nosec(?!\w)|nosemgrep|NOSONAR`),
  form('go', String.raw`nolint(?!\w)|lint:(?:file-)?ignore|revive:disable`),
  form(
    'others',
    String.raw`noinspection\s|NOLINT(?:NEXTLINE|BEGIN)?(?!\w)|CHECKSTYLE:?\s*OFF|swiftlint:disable|rubocop:(?:disable|todo)|@?phpstan-ignore(?:-next-line|-line)?|@psalm-suppress|phpcs:(?:ignore|disable)|@codingStandardsIgnore|shellcheck\s+disable|ignore_for_file|ktlint-disable`,
  ),
];

/** Every directive of a file, in comments and in code. */
export function directivesIn(source: Source): Directive[] {
  return [...inComments(source), ...inCode(source)];
}

function inComments(source: Source): Directive[] {
  const found: Directive[] = [];
  for (const comment of source.comments) {
    let at = comment.start;
    // A comment may hold several, each after a mark of its own, or on a line of its own.
    for (const piece of source.text.slice(comment.start, comment.end).split(/(#|\/\/|\/\*|\*\/|\n)/)) {
      const text = piece.replace(/^[\s*!;/-]+/, '');
      const directive = directiveOf(text);
      if (directive !== undefined) found.push({ ...directive, at: at + piece.length - text.length });
      at += piece.length;
    }
  }
  return found;
}

function directiveOf(text: string): Omit<Directive, 'at'> | undefined {
  for (const { family, pattern } of forms) {
    const rules = pattern.exec(text)?.[1];
    if (rules !== undefined) return { family, rules: namesIn(rules) };
  }
  return undefined;
}

const attributes =
  /#!?\[\s*(?:allow|expect)\s*\(([^)\]]*)\)|@(?:file:)?Suppress(?:Warnings|Lint)?\s*\(([^)]*)\)|#pragma\s+(?:warning\s+disable|(?:GCC|clang)\s+diagnostic\s+ignored|warning\s*\(\s*disable)([^\n]*)|\[(?:assembly:\s*)?SuppressMessage\s*\(([^)\n]*)|@(?:typing\.)?no_type_check\b/g;

function inCode(source: Source): Directive[] {
  return [...source.code.matchAll(attributes)].map(({ 0: whole, index }) => {
    const text = source.text.slice(index, index + whole.length);
    return { family: 'attribute', rules: namesIn(text.slice(text.search(/[( ]/) + 1)), at: index };
  });
}

/** Names of rules; what follows `--` is a reason. */
function namesIn(text: string): string[] {
  const named = text.split(/\s--|\s-\s|\breason\s*=/)[0] ?? '';
  const names = named.split(/[\s,()"'[\]]+/).filter((name) => /^[@\w][\w/.:@-]*$/.test(name));
  return [...new Set(names)].sort();
}
