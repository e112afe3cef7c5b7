import * as z from 'zod';
import type { RawFinding } from '../finding.js';
import type { JsonLinesParser } from '../report-parser.js';

const span = z.object({
  file_name: z.string(),
  line_start: z.number(),
  column_start: z.number(),
  is_primary: z.boolean(),
});
const compilerMessage = z.object({
  reason: z.literal('compiler-message'),
  message: z.object({
    level: z.string(),
    message: z.string(),
    code: z.object({ code: z.string() }).nullable(),
    spans: z.array(span),
  }),
});
const cargoMessage = z
  .object({ reason: z.string(), package_id: z.string() })
  .or(z.object({ reason: z.literal('build-finished') }));

/** `cargo check` and `cargo clippy` with `--message-format=json`. Messages about no place only sum up others. */
export const cargoMessages: JsonLinesParser = {
  format: 'cargo-json',
  parse(documents) {
    if (!documents.some((document) => cargoMessage.safeParse(document).success)) return null;
    const findings = documents.flatMap((document): RawFinding[] => {
      const parsed = compilerMessage.safeParse(document);
      if (!parsed.success) return [];
      const { level, message, code, spans } = parsed.data.message;
      const place = spans.find(({ is_primary: isPrimary }) => isPrimary);
      if (place === undefined || (level !== 'error' && level !== 'warning')) return [];
      const rule = code?.code ?? '';
      return [
        {
          tool: rule.startsWith('clippy::') ? 'clippy' : 'rustc',
          path: place.file_name.replaceAll('\\', '/'),
          line: place.line_start,
          column: place.column_start,
          rule,
          message,
          severity: level,
        },
      ];
    });
    return { format: this.format, findings };
  },
};

const ruffItem = z.object({
  code: z.string().nullable(),
  filename: z.string(),
  message: z.string(),
  location: z.object({ row: z.number(), column: z.number() }),
});

/** `ruff check --output-format json-lines` */
export const ruffJsonLines: JsonLinesParser = {
  format: 'ruff-json',
  parse(documents) {
    const findings = documents.flatMap((document): RawFinding[] => {
      const item = ruffItem.safeParse(document);
      if (!item.success) return [];
      const { code, filename, message, location } = item.data;
      const place = { path: filename, line: location.row, column: location.column };
      return [{ tool: 'ruff', ...place, rule: code ?? '', message, severity: 'error' }];
    });
    return findings.length === 0 ? null : { format: this.format, findings };
  },
};

const mypyItem = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  message: z.string(),
  code: z.string().nullable(),
  severity: z.string(),
  hint: z.string().nullable(),
});

/** `mypy --output json` */
export const mypyJsonLines: JsonLinesParser = {
  format: 'mypy-json',
  parse(documents) {
    const items = documents.flatMap((document) => mypyItem.safeParse(document).data ?? []);
    const findings = items.flatMap(({ file, line, column, message, code, severity }): RawFinding[] =>
      severity === 'error'
        ? [{ tool: 'mypy', path: file, line, column, rule: code ?? '', message, severity }]
        : [],
    );
    return items.length === 0 ? null : { format: this.format, findings };
  },
};
