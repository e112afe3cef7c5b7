import { distinctTests, testResults, unsureResults, type FailingTest } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';
import { sumOfCounts, type Counts } from './summary-words.js';

interface Said extends Counts {
  readonly total: number;
}

/** `dotnet test` of any age: a line a project, a block a project (VSTest), or one summary of everything (terminal logger). */
export const dotnetText: TextParser = {
  format: 'dotnet-test',
  parse(lines) {
    const whole = lines.flatMap((line) => wholeSummary(line) ?? []);
    const all =
      whole.length > 0 ? whole : [...lines.flatMap((line) => projectLine(line) ?? []), ...blocksIn(lines)];
    const sum = sumOfCounts(all);
    if (sum === undefined) return null;
    const failing = failedTests(lines);
    const isTrue = all.every((each) => each.passed + each.failed + each.skipped === each.total);
    return { format: this.format, tests: isTrue ? testResults(sum, failing) : unsureResults(failing) };
  },
};

/** `Failed!  - Failed:     1, Passed:     4, Skipped:     1, Total:     6, Duration: 20 ms - a.dll (net8.0)` */
function projectLine(line: string): Said | undefined {
  const numbers =
    /^\s*(?:Passed|Failed|Skipped)! +- Failed: +(\d+), Passed: +(\d+), Skipped: +(\d+), Total: +(\d+)\b/.exec(
      line,
    );
  if (numbers === null) return undefined;
  const [, failed, passed, skipped, total] = numbers.map(Number);
  return { passed: passed ?? 0, failed: failed ?? 0, skipped: skipped ?? 0, total: total ?? 0 };
}

/** `Test summary: total: 6, failed: 1, succeeded: 4, skipped: 1, duration: 1.2s` */
function wholeSummary(line: string): Said | undefined {
  const numbers = /^\s*Test summary: total: (\d+), failed: (\d+), succeeded: (\d+), skipped: (\d+)/.exec(
    line,
  );
  if (numbers === null) return undefined;
  const [, total, failed, passed, skipped] = numbers.map(Number);
  return { passed: passed ?? 0, failed: failed ?? 0, skipped: skipped ?? 0, total: total ?? 0 };
}

/** `Total tests: 6`, then a line each for passed, failed and skipped, if there are any. */
function blocksIn(lines: readonly string[]): Said[] {
  return lines.flatMap((line, index) => {
    const [, total] = /^\s*Total tests: (\d+)\s*$/.exec(line) ?? [];
    if (total === undefined) return [];
    const count = (word: string): number => {
      const found = lines
        .slice(index + 1, index + 4)
        .flatMap((each) => new RegExp(`^ +${word}: (\\d+)\\s*$`).exec(each)?.[1] ?? []);
      return Number(found[0] ?? 0);
    };
    return [
      { passed: count('Passed'), failed: count('Failed'), skipped: count('Skipped'), total: Number(total) },
    ];
  });
}

/** `  Failed Namespace.Class.Method [12 ms]`, from the terminal logger `failed Method (12ms)`, from xUnit `[FAIL]` after it. */
function failedTests(lines: readonly string[]): FailingTest[] {
  const forms = [
    /^\s*\[xUnit\.net.*\]\s+(\S.*) \[FAIL\]\s*$/,
    /^\s*Failed (\S.*) \[(?:< )?[\d. msh]+\]\s*$/,
    /^\s*failed (\S.*) \([\d. msh]+\)\s*$/,
  ];
  const names = lines.flatMap((line) => forms.flatMap((form) => form.exec(line)?.[1]?.trim() ?? []));
  return distinctTests(names.map((name) => ({ name, file: null })));
}
