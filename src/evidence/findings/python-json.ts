import * as z from 'zod';
import type { RawFinding, Severity } from '../finding.js';
import { finding, jsonLinter, position, severityNamed } from './json-linter.js';

const ruff = jsonLinter(
  'ruff-json',
  z
    .array(
      z.object({
        code: z.string().nullable(),
        filename: z.string(),
        message: z.string(),
        location: z.object({ row: z.number(), column: z.number() }),
      }),
    )
    .min(1),
  (found) =>
    found.map(({ code, filename, message, location }) =>
      finding(
        'ruff',
        'error',
        { path: filename, line: location.row, column: location.column },
        code ?? '',
        message,
      ),
    ),
);

const pylintTypes: Readonly<Record<string, Severity>> = {
  error: 'error',
  fatal: 'error',
  warning: 'warning',
  refactor: 'warning',
  convention: 'warning',
};
const pylintItem = z.object({
  type: z.string(),
  path: z.string(),
  line: position,
  column: position,
  symbol: z.string(),
  message: z.string(),
});
const readPylint = (found: readonly z.infer<typeof pylintItem>[]): (RawFinding | null)[] =>
  found.map(({ type, path, line, column, symbol, message }) =>
    finding('pylint', pylintTypes[type] ?? null, { path, line, column }, symbol, message),
  );
const pylint = jsonLinter('pylint-json', z.array(pylintItem).min(1), readPylint);
const pylint2 = jsonLinter(
  'pylint-json',
  z.object({ messages: z.array(pylintItem), statistics: z.object({}) }),
  ({ messages }) => readPylint(messages),
);

const pyright = jsonLinter(
  'pyright-json',
  z.object({
    generalDiagnostics: z.array(
      z.object({
        file: z.string(),
        severity: z.string(),
        message: z.string(),
        rule: z.string().optional(),
        range: z.object({ start: z.object({ line: z.number(), character: z.number() }) }).optional(),
      }),
    ),
  }),
  ({ generalDiagnostics }) =>
    generalDiagnostics.map(({ file, severity, message, rule, range }) => {
      const at = range === undefined ? {} : { line: range.start.line + 1, column: range.start.character + 1 };
      return finding('pyright', severityNamed(severity), { path: file, ...at }, rule ?? '', message);
    }),
);

export const pythonJson = [ruff, pylint, pylint2, pyright];
