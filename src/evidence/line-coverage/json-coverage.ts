import * as z from 'zod';
import { percentage, type RawReport } from '../parsed-report.js';
import type { JsonParser } from '../report-parser.js';

function report(format: string, coveragePct: number | undefined): RawReport {
  return coveragePct === undefined ? { format } : { format, coveragePct };
}

const lines = z.object({ total: z.number(), covered: z.number() });
const summarySchema = z.object({ total: z.object({ lines }) });

/** Istanbul's `coverage-summary.json` */
export const istanbulSummary: JsonParser = {
  format: 'istanbul-summary',
  parse(document) {
    const summary = summarySchema.safeParse(document);
    if (!summary.success) return null;
    const { covered, total } = summary.data.total.lines;
    return report(this.format, percentage(covered, total));
  },
};

const finalSchema = z
  .record(
    z.string(),
    z.object({
      path: z.string(),
      statementMap: z.record(z.string(), z.object({ start: z.object({ line: z.number() }) })),
      s: z.record(z.string(), z.number()),
    }),
  )
  .refine((files) => Object.keys(files).length > 0);

/** Istanbul's `coverage-final.json`: a line is covered when a statement that begins on it ran. */
export const istanbulFinal: JsonParser = {
  format: 'istanbul-final',
  parse(document) {
    const files = finalSchema.safeParse(document);
    if (!files.success) return null;
    let [covered, total] = [0, 0];
    for (const { statementMap, s } of Object.values(files.data)) {
      const hits = new Map<number, boolean>();
      for (const [id, { start }] of Object.entries(statementMap)) {
        hits.set(start.line, (hits.get(start.line) ?? false) || (s[id] ?? 0) > 0);
      }
      total += hits.size;
      covered += [...hits.values()].filter(Boolean).length;
    }
    return report(this.format, percentage(covered, total));
  },
};

const coveragePySchema = z.object({
  meta: z.object({ version: z.string() }),
  totals: z.object({ covered_lines: z.number(), num_statements: z.number() }),
});

/** `coverage json` of coverage.py */
export const coveragePyJson: JsonParser = {
  format: 'coverage-py-json',
  parse(document) {
    const parsed = coveragePySchema.safeParse(document);
    if (!parsed.success) return null;
    const { covered_lines: covered, num_statements: statements } = parsed.data.totals;
    return report(this.format, percentage(covered, statements));
  },
};
