import type { RawFinding } from '../finding.js';

interface BlockForm {
  readonly tool: string;
  /** The message; groups: severity, rule, message. */
  readonly head: RegExp;
  /** Where it is, at most three lines below; groups: path, line, column. */
  readonly place: RegExp;
}

const arrow = /^\s*--> (?<path>\S.*?):(?<line>\d+):(?<column>\d+)$/;
const box = /^\s*[╭,]─+\[(?<path>[^\]]+?):(?<line>\d+):(?<column>\d+)\]/;

const forms: readonly BlockForm[] = [
  {
    tool: 'rustc',
    head: /^(?<severity>error|warning)(?:\[(?<rule>[\w-]+)\])?: (?<message>.+)$/,
    place: arrow,
  },
  {
    tool: 'ruff',
    head: /^(?<rule>[A-Z]{1,6}\d{2,4}|invalid-syntax|SyntaxError):? (?:\[[*-]\] )?(?<message>.+)$/,
    place: arrow,
  },
  {
    tool: 'oxlint',
    head: /^\s*(?<severity>[×x✖⚠!]) (?:(?<rule>[\w@/-]+\([\w/-]+\)): )?(?<message>.+)$/,
    place: box,
  },
];

/** The findings that are printed as a message and, below it, an arrow to where it is. */
export function blockFindings(lines: readonly string[]): RawFinding[] {
  return lines.flatMap((line, index) => {
    if (line.length > 4000) return [];
    for (const { tool, head, place } of forms) {
      const said = head.exec(line)?.groups;
      if (said === undefined) continue;
      const where = lines
        .slice(index + 1, index + 4)
        .map((each) => place.exec(each)?.groups)
        .find((groups) => groups !== undefined);
      if (where === undefined) continue;
      const path = (where['path'] ?? '').replaceAll('\\', '/');
      const severity = /^(?:warning|⚠|!)$/.test(said['severity'] ?? '') ? 'warning' : 'error';
      const finding: RawFinding = {
        tool: tool === 'rustc' && /\.pyi?$/.test(path) ? 'ty' : tool,
        path,
        line: Number(where['line']),
        column: Number(where['column']),
        rule: said['rule'] ?? '',
        message: said['message'] ?? '',
        severity,
      };
      return [finding.tool === 'rustc' ? withLint(finding, lines, index) : finding];
    }
    return [];
  });
}

/** The compiler's own errors have a code; lints are named in a note, though only the first time. */
function withLint(finding: RawFinding, lines: readonly string[], index: number): RawFinding {
  if (finding.rule !== '') return finding;
  const rest = lines.slice(index + 1, index + 60);
  const end = rest.findIndex((line) => line.trim() === '');
  const notes = end < 0 ? rest : rest.slice(0, end);
  const [named] = notes.flatMap(
    (line) =>
      /(?:#\[(?:warn|deny|forbid)\(|`-[DWF] )([\w:-]+)/.exec(line)?.[1] ??
      /rust-clippy\/.*#(\w+)/.exec(line)?.[1] ??
      [],
  );
  const isClippy = notes.some((line) => /clippy::|rust-clippy\//.test(line));
  if (named === undefined) return finding.severity === 'warning' ? { ...finding, rule: 'warnings' } : finding;
  return { ...finding, tool: isClippy ? 'clippy' : 'rustc', rule: named.replaceAll('-', '_') };
}
