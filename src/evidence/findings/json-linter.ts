import * as z from 'zod';
import type { RawFinding, Severity } from '../finding.js';
import type { JsonParser } from '../report-parser.js';

/** A line or column that may be missing. */
export const position = z.number().nullish();

/** A linter's JSON document as a list of findings: its shape, and what in it is a finding. */
export function jsonLinter<T>(
  format: string,
  schema: z.ZodType<T>,
  read: (report: T) => (RawFinding | null)[],
): JsonParser {
  return {
    format,
    parse(document) {
      const report = schema.safeParse(document);
      if (!report.success) return null;
      return { format, findings: read(report.data).filter((each) => each !== null) };
    },
  };
}

/** Null for what is only told, e.g. a note. */
export function finding(
  tool: string,
  severity: Severity | null,
  at: {
    readonly path: string;
    readonly line?: number | null | undefined;
    readonly column?: number | null | undefined;
  },
  rule: string,
  message: string,
): RawFinding | null {
  if (severity === null) return null;
  const { path, line, column } = at;
  return {
    tool,
    path: path.replaceAll('\\', '/'),
    line: line ?? null,
    column: column ?? null,
    rule,
    message,
    severity,
  };
}

/** Null for what is neither an error nor a warning. */
export function severityNamed(name: string): Severity | null {
  return name === 'error' ? 'error' : name === 'warning' || name === 'warn' ? 'warning' : null;
}
