import type { Severity } from '../finding.js';

interface Parts {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** A finding on one line. Groups: path, line, column, severity, rule, message; without a severity it is an error. */
interface LineForm {
  readonly tool: string | ((parts: Parts) => string);
  readonly pattern: RegExp;
  /** For tools whose rules tell the severity. */
  readonly severityOf?: (rule: string) => Severity | null;
}

/** What go vet's analyzers say; the same line of any other text is the compiler's. */
const vetMessage =
  /^(?:\S+ (?:format|call|arg list|directive)|self-assignment|unreachable code|result of \S+ call not used|struct field|composite literal|possible misuse|the cancel function|call of \S+ copies|\S+ passes lock|range var|loop variable|unusedresult|suspect|impossible|method \w+\(|error var|assignment copies|literal copies|non-constant format|using \S+ before|redundant)/;

const compilers: readonly (readonly [RegExp, string])[] = [
  [/\.(?:c|cc|cpp|cxx|h|hh|hpp|m|mm|cu)$/, 'gcc'],
  [/\.java$/, 'javac'],
  [/\.kts?$/, 'kotlinc'],
  [/\.scala$/, 'scalac'],
  [/\.swift$/, 'swift'],
  [/\.rs$/, 'rustc'],
  [/\.pyi?$/, 'mypy'],
  [/\.go$/, 'go'],
];

function compilerOf({ path, rule }: Parts): string {
  if (/^SC\d{4}$/.test(rule)) return 'shellcheck';
  return compilers.find(([ending]) => ending.test(path))?.[1] ?? 'compiler';
}

function goToolOf({ rule, message }: Parts): string {
  if (rule !== '') return 'golangci-lint';
  return vetMessage.test(message) ? 'go vet' : 'go';
}

/** Pylint's errors and fatal errors are errors, its conventions, refactorings and warnings are warnings. */
function pylintSeverity(rule: string): Severity | null {
  return /^[EF]/.test(rule) ? 'error' : /^[CRW]/.test(rule) ? 'warning' : null;
}

/** Tried in this order; the first that matches a line reads it. */
export const lineForms: readonly LineForm[] = [
  {
    tool: 'tsc',
    pattern:
      /^(?<path>[^\s(][^(]*)\((?<line>\d+),(?<column>\d+)\): (?<severity>error|warning) (?<rule>TS\d+): (?<message>.+)$/,
  },
  {
    tool: 'tsc',
    pattern:
      /^(?<path>[^\s:].*?):(?<line>\d+):(?<column>\d+) - (?<severity>error|warning) +(?<rule>TS\d+): (?<message>.*)$/,
  },
  { tool: 'tsc', pattern: /^(?<severity>error) (?<rule>TS\d+): (?<message>.+)$/ },
  {
    tool: 'pyright',
    pattern:
      /^ {2}(?<path>\S.*?):(?<line>\d+):(?<column>\d+) - (?<severity>error|warning|information): (?<message>.*?)(?: \((?<rule>report\w+)\))?$/,
  },
  {
    tool: 'eslint',
    pattern:
      /^(?<path>\S.*?):(?<line>\d+):(?<column>\d+): (?<message>.+) \[(?<severity>Error|Warning)(?:\/(?<rule>[^\]]+))?\]$/,
  },
  {
    tool: ({ rule }) =>
      /^[a-z]+(?:-[a-z]+)+$/.test(rule) && stylelintRule.test(rule) ? 'stylelint' : 'eslint',
    pattern:
      /^(?<path>\S.*?): line (?<line>\d+), col (?<column>\d+), (?<severity>Error|Warning|error|warning) - (?<message>.+?)(?: \((?<rule>[^()\s]+)\))?$/,
  },
  {
    tool: 'eslint',
    pattern:
      /^(?<path>[^\s(][^(]*)\((?<line>\d+),(?<column>\d+)\): (?<severity>error|warning)(?: (?<rule>\S+))? : (?<message>.+)$/,
  },
  {
    tool: 'dotnet',
    pattern:
      /^\s*(?<path>[^\s(][^(]*)\((?<line>\d+)(?:,(?<column>\d+))?(?:,\d+,\d+)?\) ?: (?<severity>error|warning) (?<rule>[A-Z]+\d+): (?<message>.+?)(?: \[\S.*proj(?:::.*)?\])?$/,
  },
  {
    tool: 'pylint',
    pattern: /^(?<path>\S.*?\.pyi?):(?<line>\d+):(?<column>\d+): (?<rule>[CRWEFI]\d{4}): (?<message>.+)$/,
    severityOf: pylintSeverity,
  },
  {
    tool: 'pylint',
    pattern:
      /^(?<path>\S.*?\.pyi?):(?<line>\d+): \[(?<rule>[CRWEFI]\d{4})\([\w-]+\),? ?[^\]]*\] (?<message>.+)$/,
    severityOf: pylintSeverity,
  },
  {
    tool: 'flake8',
    pattern: /^(?<path>\S.*?\.pyi?):(?<line>\d+): \[(?<rule>[A-Z]+\d{2,4})\] (?<message>.+)$/,
  },
  {
    tool: 'flake8',
    pattern:
      /^(?<path>\S.*?\.(?:pyi?|ipynb)):(?:cell \d+:)?(?<line>\d+):(?<column>\d+): (?<rule>[A-Z]{1,6}\d{2,4}) (?:\[\*\] )?(?<message>.+)$/,
  },
  {
    tool: 'ruff',
    pattern:
      /^(?<path>\S.*?\.(?:pyi?|ipynb)):(?:cell \d+:)?(?<line>\d+):(?<column>\d+): (?<rule>SyntaxError|invalid-syntax): (?<message>.+)$/,
  },
  {
    tool: 'rubocop',
    pattern:
      /^(?<path>\S.*?):(?<line>\d+):(?<column>\d+): (?<severity>[CWEFR]): (?:\[\w+\] )?(?<rule>[A-Z]\w+\/[\w/]+): (?<message>.+)$/,
    severityOf: () => 'error',
  },
  {
    tool: 'yamllint',
    pattern:
      /^(?<path>\S.*?):(?<line>\d+):(?<column>\d+): \[(?<severity>error|warning)\] (?<message>.+?)(?: \((?<rule>[\w-]+)\))?$/,
  },
  {
    tool: 'mypy',
    pattern:
      /^(?<path>\S.*?\.pyi?):(?<line>\d+):(?:(?<column>\d+):)?(?:\d+:\d+:)? (?<severity>error|warning|note): (?<message>.+?)(?: {1,2}\[(?<rule>[a-z][\w-]*)\])?$/,
  },
  {
    tool: 'rustc',
    pattern:
      /^(?<path>\S.*?\.rs):(?<line>\d+):(?<column>\d+): (?<severity>error|warning)(?:\[(?<rule>\w+)\])?: (?<message>.+)$/,
  },
  {
    tool: compilerOf,
    pattern:
      /^(?<path>(?:[A-Za-z]:)?[^\s:][^:]*\.\w+):(?<line>\d+):(?:(?<column>\d+):)? (?:fatal )?(?<severity>error|warning|note|info|style): (?<message>.+?)(?: \[(?:-W)?(?:error=)?(?<rule>[\w=+#-]+)\])?$/,
  },
  {
    tool: goToolOf,
    pattern:
      /^(?:vet: )?(?<path>\S+\.go):(?<line>\d+):(?<column>\d+): (?<message>.+?)(?: \((?<rule>[a-z][a-z\d]{2,})\))?$/,
  },
  {
    tool: 'javac',
    pattern:
      /^\[(?<severity>ERROR|WARNING)\] (?<path>\/?\S+\.(?:java|kt|scala|groovy)):\[(?<line>\d+),(?<column>\d+)\] (?<message>.+)$/,
  },
  {
    tool: 'kotlinc',
    pattern:
      /^(?<severity>[ew]): (?:file:\/\/)?(?<path>\S+\.kts?):(?: \()?(?<line>\d+)[:,] ?(?<column>\d+)\)?:? (?<message>.+)$/,
  },
  {
    tool: 'markdownlint',
    pattern:
      /^(?<path>\S.*?\.(?:md|markdown)):(?<line>\d+)(?::(?<column>\d+))?:? (?:error )?(?<rule>MD\d{3})(?:\/\S+)? (?<message>.+)$/,
  },
  {
    tool: 'biome',
    pattern:
      /^(?<path>\S+?):(?<line>\d+):(?<column>\d+) (?<rule>(?:lint|assist|suppressions)\/\S+|parse)(?<message>) .*━+$/,
  },
];

/** Rules that only Stylelint has; its compact format is ESLint's. */
const stylelintRule =
  /^(?:at-rule|block-|color-|comment-|custom-|declaration-|font-|function-|keyframe|length-zero|media-|no-descending|no-duplicate-selectors|no-empty-source|property-|rule-|selector-|shorthand-|unit-|value-)/;
