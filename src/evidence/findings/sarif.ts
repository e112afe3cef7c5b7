import * as z from 'zod';
import type { RawFinding } from '../finding.js';
import type { JsonParser } from '../report-parser.js';

const level = z.enum(['none', 'note', 'warning', 'error']);
const result = z.object({
  ruleId: z.string().optional(),
  rule: z.object({ id: z.string().optional() }).optional(),
  ruleIndex: z.number().optional(),
  level: level.optional(),
  kind: z.string().optional(),
  suppressions: z.array(z.unknown()).optional(),
  message: z.object({ text: z.string().optional(), id: z.string().optional() }),
  locations: z
    .array(
      z.object({
        physicalLocation: z
          .object({
            artifactLocation: z.object({ uri: z.string().optional() }).optional(),
            region: z
              .object({ startLine: z.number().optional(), startColumn: z.number().optional() })
              .optional(),
          })
          .optional(),
      }),
    )
    .optional(),
});
const rule = z.object({
  id: z.string(),
  defaultConfiguration: z.object({ level: level.optional() }).optional(),
});
const schema = z.object({
  version: z.string().startsWith('2.'),
  runs: z.array(
    z.object({
      tool: z.object({ driver: z.object({ name: z.string(), rules: z.array(rule).optional() }) }),
      results: z.array(result).nullish(),
    }),
  ),
});

/** SARIF 2, https://docs.oasis-open.org/sarif/sarif/v2.1.0/: notes, passed and suppressed results are no findings. */
export const sarif: JsonParser = {
  format: 'sarif',
  parse(document) {
    const log = schema.safeParse(document);
    if (!log.success) return null;
    const findings = log.data.runs.flatMap(({ tool: { driver }, results }) =>
      (results ?? []).flatMap((each): RawFinding[] => {
        const ruleId = each.ruleId ?? each.rule?.id ?? driver.rules?.[each.ruleIndex ?? -1]?.id ?? '';
        const byDefault = driver.rules?.find(({ id }) => id === ruleId)?.defaultConfiguration?.level;
        const severity = each.level ?? byDefault ?? 'warning';
        const isFinding = (each.kind ?? 'fail') === 'fail' && (each.suppressions ?? []).length === 0;
        if (!isFinding || severity === 'note' || severity === 'none') return [];
        const place = each.locations?.[0]?.physicalLocation;
        return [
          {
            tool: driver.name.toLowerCase(),
            path: (place?.artifactLocation?.uri ?? '').replace(/^file:\/\//, ''),
            line: place?.region?.startLine ?? null,
            column: place?.region?.startColumn ?? null,
            rule: ruleId,
            message: each.message.text ?? each.message.id ?? '',
            severity,
          },
        ];
      }),
    );
    return { format: this.format, findings };
  },
};
