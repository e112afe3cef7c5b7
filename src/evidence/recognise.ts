import { splitDocuments } from './documents.js';
import type { Finding } from './finding.js';
import { findingKindOf, type KindRule } from './finding-kinds.js';
import { textFindings } from './findings/text-findings.js';
import type { ParsedReport, RawReport } from './parsed-report.js';
import { coverageTextParsers, jsonLinesParsers, jsonParsers, textParsers, xmlParsers } from './parsers.js';
import { withoutRepeatedTests } from './same-run.js';
import { separateStreams } from './separate-streams.js';
import { plainText } from './terminal-text.js';
import type { XmlElement } from './read-xml.js';

export interface RecogniseOptions {
  /** False when lines are missing from the text; then documents and coverage, which need all of it, are not read. True by default. */
  readonly isWhole?: boolean;
  /** Say which kind a finding is, before the built-in table does. */
  readonly kindRules?: readonly KindRule[];
}

/**
 * Reads a report file or the captured output of commands, by what is in it: what each tool said, in no particular order. Null
 * when nothing is recognised. Control sequences and line ends of any kind are taken off; it never throws.
 */
export function recognise(text: string, options: RecogniseOptions = {}): ParsedReport[] | null {
  const { isWhole = true, kindRules = [] } = options;
  const plain = plainText(text).replace(/^\ufeff/, '');
  if (!isWhole && /^\s*(?:<|\{\s*"|\[\s*\{)/.test(plain)) return null;
  const reports = (isWhole ? rawReports(plain) : textReports(plain.split('\n'))).map((report) =>
    completed(report, kindRules),
  );
  return reports.length === 0 ? null : withoutRepeatedTests(reports);
}

function rawReports(text: string): RawReport[] {
  const { json, xml, cutOff, lines } = splitDocuments(text);
  const unknown: unknown[] = [];
  const fromJson = json.flatMap((document) => {
    const report = isEmpty(document) && text.trim() !== '[]' ? null : firstOf(jsonParsers, document);
    if (report === null) unknown.push(document);
    return report ?? [];
  });
  return [
    ...fromJson,
    ...(unknown.length === 0 ? [] : jsonLinesParsers.flatMap((parser) => parser.parse(unknown) ?? [])),
    ...xml.flatMap((root) => firstOf(xmlParsers, root) ?? []),
    ...cutOff
      .flatMap((root) => firstOf(xmlParsers, { ...emptyElement, name: root })?.format ?? [])
      .map((format) => ({ format })),
    ...textReports(lines),
    ...coverageTextParsers.flatMap((parser) => parser.parse(lines) ?? []),
  ];
}

const emptyElement: XmlElement = { name: '', attributes: {}, children: [], text: '', comments: [] };

/** A list without anything says something only where it is all that was written. */
function isEmpty(document: unknown): boolean {
  return Array.isArray(document) && document.length === 0;
}

function textReports(lines: readonly string[]): RawReport[] {
  return separateStreams(lines).flatMap((stream) => [
    ...textParsers.flatMap((parser) => parser.parse(stream) ?? []),
    ...textFindings(stream),
  ]);
}

function firstOf<T>(
  parsers: readonly { parse(document: T): RawReport | null }[],
  document: T,
): RawReport | null {
  for (const parser of parsers) {
    const report = parser.parse(document);
    if (report !== null) return report;
  }
  return null;
}

function completed(report: RawReport, kindRules: readonly KindRule[]): ParsedReport {
  const findings = report.findings?.map((finding): Finding => ({
    ...finding,
    kind: findingKindOf(finding.tool, finding.rule, kindRules) ?? 'lint',
  }));
  const { format, tests = null, coveragePct = null } = report;
  return { format, tests, findings: findings ?? null, coveragePct };
}
