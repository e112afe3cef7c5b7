import type { RawFinding } from '../finding.js';
import { lineForms } from './line-forms.js';

/** The findings among lines that each hold a whole one, in the order of the lines. Notes are no findings. */
export function readLineFindings(lines: readonly string[]): RawFinding[] {
  return lines.flatMap((line) => {
    // Nothing a tool writes on one line is as long, and patterns take their time on what is.
    const finding = line.length > 4000 ? null : findingIn(line);
    return finding === null ? [] : [finding];
  });
}

function findingIn(line: string): RawFinding | null {
  for (const { tool, pattern, severityOf } of lineForms) {
    const groups = pattern.exec(line)?.groups;
    if (groups === undefined) continue;
    const { path = '', line: row, column, severity = 'error', rule = '', message = '' } = groups;
    const level = severityOf?.(rule) ?? severityNamed(severity);
    if (level === null) return null;
    return {
      tool: typeof tool === 'string' ? tool : tool({ path, rule, message }),
      path: path.replaceAll('\\', '/'),
      line: row === undefined ? null : Number(row),
      column: column === undefined ? null : Number(column),
      rule,
      message: message.trim(),
      severity: level,
    };
  }
  return null;
}

/** Null for what is only told, e.g. a note. */
function severityNamed(name: string): RawFinding['severity'] | null {
  if (/^(?:error|fatal|e)$/i.test(name)) return 'error';
  return /^(?:warn|warning|w)$/i.test(name) ? 'warning' : null;
}
