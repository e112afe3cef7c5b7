import type { RawFinding } from '../finding.js';
import type { RawReport } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';

const item = /^\s+(\d+):(\d+)\s+(error|warning|✖|⚠|ℹ|information|hint)\s+(.+?)\s*$/;
/** A file's name on a line of its own. */
const heading = /^(?:\S+:)?[^\s:][^:]*\.[\w-]+$/;

interface Linter {
  readonly tool: string;
  /** Gives the number of errors that the linter counted, and tells it from the others that print tables. */
  readonly summary: RegExp;
  /** Whether the name of the rule stands before the message. */
  readonly isRuleFirst: boolean;
}

const linters: readonly Linter[] = [
  {
    tool: 'spectral',
    summary: /^✖ \d+ problems? \((\d+) errors?, \d+ warnings?, \d+ infos?, \d+ hints?\)/,
    isRuleFirst: true,
  },
  { tool: 'stylelint', summary: /^[✖×] \d+ problems? \((\d+) errors?, \d+ warnings?\)$/, isRuleFirst: false },
  { tool: 'eslint', summary: /^✖ \d+ problems? \((\d+) errors?, \d+ warnings?\)/, isRuleFirst: false },
];

/** A table a file under its name, as ESLint, Stylelint, Spectral and yamllint print it to a terminal. */
export const stylish: TextParser = {
  format: 'eslint',
  parse(lines) {
    const rows = lines.flatMap((line) => item.exec(line)?.[3] ?? []);
    if (rows.length === 0) return null;
    const hasSigns = rows.some((severity) => /[✖⚠ℹ]/.test(severity));
    const linter = linters.find(
      ({ tool, summary }) => (tool === 'stylelint') === hasSigns && lines.some((line) => summary.test(line)),
    );
    if (linter === undefined) return yamllint(lines) ?? { format: this.format };
    const findings = findingsIn(lines, linter);
    const declared = lines.flatMap((line) => linter.summary.exec(line)?.[1] ?? []);
    const errors = declared.reduce((sum, digits) => sum + Number(digits), 0);
    const isWhole = findings.filter(({ severity }) => severity === 'error').length >= errors;
    return isWhole ? { format: linter.tool, findings } : { format: linter.tool };
  },
};

/** Has no summary, but its rules in brackets. */
function yamllint(lines: readonly string[]): RawReport | null {
  const findings = findingsIn(lines, { tool: 'yamllint', isRuleFirst: false });
  if (findings.length === 0 || !findings.every(({ rule }) => /^\([\w-]+\)$|^$/.test(rule))) return null;
  if (!findings.every(({ path }) => /\.ya?ml$/.test(path))) return null;
  return {
    format: 'yamllint',
    findings: findings.map((each) => ({ ...each, rule: each.rule.replace(/[()]/g, '') })),
  };
}

function findingsIn(lines: readonly string[], linter: Pick<Linter, 'tool' | 'isRuleFirst'>): RawFinding[] {
  let path = '';
  return lines.flatMap((line): RawFinding[] => {
    const [, row, column, severity, text = ''] = item.exec(line) ?? [];
    if (row === undefined) {
      if (heading.test(line)) path = line.trim();
      return [];
    }
    if (severity === 'ℹ' || severity === 'information' || severity === 'hint') return [];
    const parts = text.split(/\s{2,}/);
    const [rule, message] = linter.isRuleFirst
      ? [parts[0] ?? '', parts[1] ?? '']
      : parts.length > 1 && /^\S+$/.test(parts.at(-1) ?? '')
        ? [parts.at(-1) ?? '', parts.slice(0, -1).join(' ')]
        : ['', text];
    return [
      {
        tool: linter.tool,
        path: path.replaceAll('\\', '/'),
        line: Number(row),
        column: Number(column),
        rule,
        message,
        severity: severity === 'error' || severity === '✖' ? 'error' : 'warning',
      },
    ];
  });
}
