import * as z from 'zod';
import type { RawFinding } from '../finding.js';
import { finding, jsonLinter, severityNamed } from './json-linter.js';

const shellcheckItem = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  level: z.string(),
  code: z.number(),
  message: z.string(),
});
const readShellcheck = (found: readonly z.infer<typeof shellcheckItem>[]): (RawFinding | null)[] =>
  found.map(({ file, line, column, level, code, message }) =>
    finding('shellcheck', severityNamed(level), { path: file, line, column }, `SC${code}`, message),
  );
const shellcheck = jsonLinter('shellcheck-json', z.array(shellcheckItem).min(1), readShellcheck);
const shellcheck1 = jsonLinter(
  'shellcheck-json',
  z.object({ comments: z.array(shellcheckItem) }),
  ({ comments }) => readShellcheck(comments),
);

const spectral = jsonLinter(
  'spectral-json',
  z
    .array(
      z.object({
        code: z.string(),
        severity: z.number(),
        message: z.string(),
        source: z.string().optional(),
        range: z.object({ start: z.object({ line: z.number(), character: z.number() }) }),
      }),
    )
    .min(1),
  (found) =>
    found.map(({ code, severity, message, source, range: { start } }) =>
      finding(
        'spectral',
        severity === 0 ? 'error' : severity === 1 ? 'warning' : null,
        { path: source ?? '', line: start.line + 1, column: start.character + 1 },
        code,
        message,
      ),
    ),
);

const golangci = jsonLinter(
  'golangci-lint-json',
  z.object({
    Issues: z
      .array(
        z.object({
          FromLinter: z.string(),
          Text: z.string(),
          Severity: z.string().optional(),
          Pos: z.object({ Filename: z.string(), Line: z.number(), Column: z.number() }),
        }),
      )
      .nullable(),
    Report: z.object({}),
  }),
  ({ Issues }) =>
    (Issues ?? []).map(({ FromLinter, Text, Severity: severity, Pos }) =>
      finding(
        'golangci-lint',
        severity === 'warning' ? 'warning' : 'error',
        { path: Pos.Filename, line: Pos.Line, column: Pos.Column },
        FromLinter,
        Text,
      ),
    ),
);

/** `{"package": {"analyzer": [{"posn": "a.go:1:2", "message": "…"}]}}` */
const goVet = jsonLinter(
  'go-vet-json',
  z
    .record(
      z.string(),
      z.record(z.string(), z.array(z.object({ posn: z.string(), message: z.string() })).min(1)),
    )
    .refine((report) => Object.keys(report).length > 0),
  (report) =>
    Object.values(report).flatMap((analyzers) =>
      Object.entries(analyzers).flatMap(([analyzer, found]) =>
        found.map(({ posn, message }) => {
          const [, path, line, column] = /^(.*?):(\d+):(\d+)$/.exec(posn) ?? [];
          return finding(
            'go vet',
            'error',
            { path: path ?? posn, line: Number(line), column: Number(column) },
            analyzer,
            message,
          );
        }),
      ),
    ),
);

/** An empty list, which most linters write when they find nothing. Which linter it was is not told. */
const nothingFound = jsonLinter('lint-json', z.array(z.unknown()).max(0), () => []);

/** The last reads what says nothing of its writer. */
export const otherJson = [shellcheck, shellcheck1, spectral, golangci, goVet, nothingFound];
