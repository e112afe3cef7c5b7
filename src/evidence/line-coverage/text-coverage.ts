import { lcovParser } from '@friedemannsommer/lcov-parser/sync';
import { percentage, type RawReport } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';

function report(format: string, coveragePct: number | undefined): RawReport {
  return coveragePct === undefined ? { format } : { format, coveragePct };
}

/** lcov's trace files. One that does not end with a record's end is cut off. */
export const lcov: TextParser = {
  format: 'lcov',
  parse(lines) {
    const start = lines.findIndex((line) => /^(?:TN:|SF:\S)/.test(line));
    const end = lines.findLastIndex((line) => line.trim() === 'end_of_record');
    if (start < 0 || !lines.some((line) => /^SF:\S/.test(line))) return null;
    const isWhole = !lines.slice(end + 1).some((line) => /^(?:TN|SF|DA|LF|LH|FN\w*|BR\w*):/.test(line));
    if (end < start || !isWhole) return { format: this.format };
    const sections = lcovParser({ from: lines.slice(start, end + 1).join('\n') });
    const hits = new Map<string, Map<number, boolean>>();
    for (const { path, lines: recorded } of sections) {
      const file = hits.get(path) ?? new Map<number, boolean>();
      for (const { line, hit } of recorded.details) file.set(line, (file.get(line) ?? false) || hit > 0);
      hits.set(path, file);
    }
    const all = [...hits.values()].flatMap((file) => [...file.values()]);
    return report(this.format, percentage(all.filter(Boolean).length, all.length));
  },
};

/** Go's cover profile: statements, in blocks that several packages' tests may repeat. */
export const goCover: TextParser = {
  format: 'go-cover',
  parse(lines) {
    const start = lines.findIndex((line) => /^mode: (?:set|count|atomic)$/.test(line));
    if (start < 0) return null;
    const blocks = new Map<string, { readonly statements: number; readonly isCovered: boolean }>();
    for (const line of lines.slice(start + 1)) {
      const [, place, statements, count] = /^(\S.*:\d+\.\d+,\d+\.\d+) (\d+) (\d+)$/.exec(line) ?? [];
      if (place === undefined) continue;
      const isCovered = Number(count) > 0 || blocks.get(place)?.isCovered === true;
      blocks.set(place, { statements: Number(statements), isCovered });
    }
    const sum = (of: readonly { readonly statements: number }[]): number =>
      of.reduce((total, each) => total + each.statements, 0);
    const all = [...blocks.values()];
    return report(this.format, percentage(sum(all.filter(({ isCovered }) => isCovered)), sum(all)));
  },
};

/** Tables and lines that say the coverage of everything: format, and a pattern whose first group is the percentage of lines. */
const totals: readonly (readonly [string, RegExp])[] = [
  ['istanbul-text', /^All files\s*\|(?:\s*[\d.]+ *\|){3}\s*([\d.]+) *\|/],
  ['istanbul-text', /^Lines +: ([\d.]+)% \( \d+\/\d+ \)/],
  ['node-test-coverage', /^(?:ℹ|#) all files? *\| +([\d.]+) \|/],
  ['coverage-py', /^TOTAL(?: +\d+){2,4} +([\d.]+)%\s*$/],
  ['go-cover', /^total:\s+\(statements\)\s+([\d.]+)%$/],
];

/** Coverage as it is printed for people. With several totals, as of several packages, none is the whole. */
export const textCoverage: TextParser = {
  format: 'coverage-text',
  parse(lines) {
    for (const [format, pattern] of totals) {
      const found = lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
      const [total] = found;
      if (total !== undefined)
        return report(format, new Set(found).size === 1 ? percentage(Number(total), 100) : undefined);
    }
    return null;
  },
};
