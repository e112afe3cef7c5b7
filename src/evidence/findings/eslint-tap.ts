import type { Result } from 'tap-parser';
import * as z from 'zod';
import type { RawFinding } from '../finding.js';

const messageSchema = z.object({
  message: z.string(),
  severity: z.string(),
  data: z.object({ line: z.number(), column: z.number(), ruleId: z.string() }),
});
const diagnosticSchema = messageSchema.extend({ messages: z.array(messageSchema).optional() });

/** The findings in ESLint's TAP, where a point is a file; null when the points are tests. */
export function eslintTapFindings(points: readonly Result[]): RawFinding[] | null {
  const failed = points.filter(({ ok }) => !ok);
  const findings = failed.flatMap(({ name, diag }) => {
    const diagnostic = diagnosticSchema.safeParse(diag);
    if (!diagnostic.success) return [];
    return [diagnostic.data, ...(diagnostic.data.messages ?? [])].map(({ message, severity, data }) => ({
      tool: 'eslint',
      path: name.replace(/^- /, ''),
      line: data.line,
      column: data.column,
      rule: data.ruleId,
      message,
      severity: severity === 'warning' ? ('warning' as const) : ('error' as const),
    }));
  });
  return findings.length === 0 ? null : findings;
}
