import type { FindingCounts } from '../../evidence/evidence.js';
import { summarise, type OutputSummary } from '../../evidence/output-summary.js';
import { OutputText } from '../../evidence/output-text.js';
import { recognise } from '../../evidence/recognise.js';
import type { Command } from '../command.js';
import { readChunks } from '../read-chunks.js';
import { UsageError } from '../usage-error.js';
import { printJson, wantsJson } from '../print-json.js';

/** What is not recognised says nothing. */
const unknown = {
  format: null,
  passed: null,
  failed: null,
  skipped: null,
  total: null,
  failing: null,
  findings: null,
  warnings: null,
  coveragePct: null,
};

export const parse: Command = {
  name: 'parse',
  summary: 'Say what is recognised in a report or in captured output.',
  positionals: [
    { name: 'FILE', help: 'report, or output of a command, e.g. "npm test > FILE 2>&1"', isRepeated: true },
  ],
  options: {},
  json: {
    prints: 'a list of objects',
    fields: {
      file: 'as it was given',
      format: 'what was recognised; null for nothing',
      passed: 'tests',
      failed: 'tests',
      skipped: 'tests',
      total: 'tests',
      failing: 'names of tests that fail',
      findings: 'errors: lint, type, schema, boundary',
      warnings: 'the same of warnings',
      coveragePct: '0 to 100',
    },
  },
  details: `Reads tests (JUnit XML, TAP, TRX, and what vitest, Jest, mocha, node:test, pytest,
unittest, go test, cargo test, dotnet test, Maven and Gradle write), findings (tsc,
ESLint, Ruff, flake8, mypy, Pyright, Clippy, Go, GCC, SARIF and more) and coverage (lcov,
Cobertura, JaCoCo, Clover, Istanbul, go cover, coverage.py). Of several tools in one file
the sum is told. What a file does not say, or not for sure, is null. Exits with 2 when a
file is not recognised.`,
  run(call) {
    const files = call.positionals.map((file) => ({ file, summary: summaryOf(file) }));
    if (wantsJson(call))
      printJson(
        call,
        files.map(({ file, summary }) => asJson(file, summary)),
      );
    else for (const { file, summary } of files) for (const line of asText(file, summary)) call.print(line);
    const missed = files.filter(({ summary }) => summary === null).map(({ file }) => file);
    if (missed.length > 0) throw new UsageError(`Nothing is recognised in ${missed.join(', ')}.`);
  },
};

function summaryOf(file: string): OutputSummary | null {
  const output = new OutputText();
  readChunks(file, (chunk) => {
    output.add(chunk);
  });
  const kept = output.end();
  const reports = kept === undefined ? null : recognise(kept.text, { isWhole: kept.isWhole });
  return reports === null ? null : summarise(reports);
}

function asJson(file: string, summary: OutputSummary | null): object {
  if (summary === null) return { file, ...unknown };
  return { file, ...summary, failing: summary.failing?.map(({ name }) => name) ?? null };
}

function asText(file: string, summary: OutputSummary | null): string[] {
  if (summary === null) return [`${file}: not recognised`];
  const { format, passed, failed, skipped, total, failing, findings, warnings, coveragePct } = summary;
  const number = (count: number | null): string => (count === null ? 'unknown' : String(count));
  return [
    `${file}: ${format}`,
    ...(failing === null
      ? []
      : [
          `  tests     ${number(passed)} passed, ${number(failed)} failed, ${number(skipped)} skipped, ${number(total)} in all`,
        ]),
    ...(failing ?? []).map(({ name }) => `  failing   ${printable(name)}`),
    ...(findings === null ? [] : [`  errors    ${kinds(findings)}`]),
    ...(warnings === null ? [] : [`  warnings  ${kinds(warnings)}`]),
    ...(coveragePct === null ? [] : [`  coverage  ${coveragePct} %`]),
  ];
}

function kinds({ lint, type, schema, boundary }: FindingCounts): string {
  return `${lint} lint, ${type} type, ${schema} schema, ${boundary} boundary`;
}

/** What a file holds must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}
