import { distinctTests, testResults, unsureResults, type FailingTest } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';
import { sumOfCounts, type Counts } from './summary-words.js';

/** Python's unittest and what builds on it, e.g. Django: `Ran 6 tests in 0.001s`, then `OK` or `FAILED (...)`. */
export const unittestText: TextParser = {
  format: 'unittest',
  parse(lines) {
    const ends = lines.flatMap((line, index) => (/^Ran \d+ tests? in [\d.]+s$/.test(line) ? [index] : []));
    if (ends.length === 0) return null;
    const runs = ends.map((end, index) => runUpTo(lines.slice((ends[index - 1] ?? -1) + 1, end + 5)));
    const failing = runs.flatMap((run) => run.failing);
    const sure = runs.flatMap(({ counts }) => counts ?? []);
    const sum = sumOfCounts(sure);
    const isSure = sum !== undefined && sure.length === runs.length;
    return { format: this.format, tests: isSure ? testResults(sum, failing) : unsureResults(failing) };
  },
};

interface Run {
  readonly failing: readonly FailingTest[];
  /** Undefined when the explained failures are not as many as the result says. */
  readonly counts: Counts | undefined;
}

/** One run, from after the end of the one before to a few lines after its own. */
function runUpTo(lines: readonly string[]): Run {
  const explained = headings(lines, /^(?:FAIL|ERROR): (\w+ \([\w.<>]+\))/);
  const unexpected = headings(lines, /^UNEXPECTED SUCCESS: (\w+ \([\w.<>]+\))/);
  const failing = distinctTests([...explained, ...unexpected]);
  const end = lines.findIndex((line) => /^Ran \d+ tests? in /.test(line));
  const ran = Number(/^Ran (\d+)/.exec(lines[end] ?? '')?.[1] ?? 0);
  const result = lines.slice(end + 1).find((line) => /^(?:OK|FAILED|NO TESTS RAN)\b/.test(line));
  const said = new Map(
    [...(result ?? '').matchAll(/([a-z ]+)=(\d+)/g)].map(([, word = '', digits]) => [
      word.trim(),
      Number(digits),
    ]),
  );
  const count = (word: string): number => said.get(word) ?? 0;
  if (result === undefined || explained.length !== count('failures') + count('errors')) {
    return { failing, counts: undefined };
  }
  const failed = distinctTests(explained);
  // A class that cannot be set up is not among the tests that ran.
  const outside = failed.filter(({ name }) => /^(?:setUp|tearDown)(?:Class|Module)\b/.test(name)).length;
  const skipped = count('skipped') + count('expected failures');
  const passed = ran - (failed.length - outside) - count('unexpected successes') - skipped;
  const counts = { passed, failed: failed.length + count('unexpected successes'), skipped };
  return { failing, counts: passed < 0 ? undefined : counts };
}

/** `FAIL: test_adds (test_calc.Calc.test_adds)`, once for each part of a test (subTest) that failed. */
function headings(lines: readonly string[], form: RegExp): FailingTest[] {
  return lines.flatMap((line, index) => {
    const [, name] = form.exec(line) ?? [];
    return name !== undefined && /^={20,}$/.test(lines[index - 1] ?? '') ? [{ name, file: null }] : [];
  });
}
