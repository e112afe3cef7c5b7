import * as z from 'zod';
import type { RawFinding } from '../finding.js';
import { finding, jsonLinter, position, severityNamed } from './json-linter.js';

const eslintFiles = z.array(
  z.object({
    filePath: z.string(),
    messages: z.array(
      z.object({
        ruleId: z.string().nullish(),
        severity: z.union([z.literal(0), z.literal(1), z.literal(2)]),
        message: z.string(),
        line: position,
        column: position,
      }),
    ),
  }),
);

const readEslint = (files: z.infer<typeof eslintFiles>): (RawFinding | null)[] =>
  files.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, severity, message, line, column }) =>
      finding(
        'eslint',
        severity === 2 ? 'error' : severity === 1 ? 'warning' : null,
        { path: filePath, line, column },
        ruleId ?? '',
        message,
      ),
    ),
  );

const eslint = jsonLinter('eslint-json', eslintFiles.min(1), readEslint);
const eslintWithMetadata = jsonLinter('eslint-json', z.object({ results: eslintFiles }), ({ results }) =>
  readEslint(results),
);

const dependencyCruiser = jsonLinter(
  'dependency-cruiser-json',
  z.object({
    summary: z.object({
      violations: z.array(
        z.object({
          from: z.string(),
          to: z.string(),
          rule: z.object({ severity: z.string(), name: z.string() }),
        }),
      ),
    }),
  }),
  ({ summary }) =>
    summary.violations.map(({ from, to, rule }) =>
      finding(
        'dependency-cruiser',
        severityNamed(rule.severity),
        { path: from },
        rule.name,
        `${from} → ${to}`,
      ),
    ),
);

const stylelint = jsonLinter(
  'stylelint-json',
  z
    .array(
      z.object({
        source: z.string().nullish(),
        warnings: z.array(
          z.object({
            line: position,
            column: position,
            rule: z.string(),
            severity: z.string(),
            text: z.string(),
          }),
        ),
      }),
    )
    .min(1),
  (files) =>
    files.flatMap(({ source, warnings }) =>
      warnings.map(({ line, column, rule, severity, text }) =>
        finding('stylelint', severityNamed(severity), { path: source ?? '', line, column }, rule, text),
      ),
    ),
);

export const javascriptJson = [eslint, eslintWithMetadata, dependencyCruiser, stylelint];
