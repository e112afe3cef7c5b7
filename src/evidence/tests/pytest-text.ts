import {
  distinctTests,
  sumOfResults,
  testResults,
  unsureResults,
  type FailingTest,
  type TestResults,
} from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';
import { countsByWord } from './summary-words.js';

const sessionStart = /^=+ test session starts .*=+$/;
/** `=== 1 failed, 5 passed in 0.12s ===`, without the frame with -q. */
const summaryLine =
  /^(?:=+ )?((?:\d+ [a-z]+(?: [a-z]+)?, )*\d+ [a-z]+(?: [a-z]+)?|no tests ran) in [\d.]+ ?s(?:econds)?(?: \([\d:]+(?: [\d:]+)?\))?(?: =+)?$/;
const knownWord =
  /^(?:passed|failed|error|skipped|xfailed|xpassed|warning|deselected|rerun|subtests? [a-z]+)$/;
const captured = /^-{3,} Captured .*-{3,}$/;
const heading = /^(?:=+|_+|-{3,}) .* (?:=+|_+|-{3,})$/;

/** What pytest prints, at any verbosity from -q to -rA. */
export const pytestText: TextParser = {
  format: 'pytest',
  parse(lines) {
    const own = withoutCaptured(lines);
    const sessions = sessionsIn(own).flatMap((session) => resultsOf(session) ?? []);
    if (sessions.length > 0) return { format: this.format, tests: sumOfResults(sessions) };
    const isPytest = own.some(
      (line) => sessionStart.test(line) || /^=+ short test summary info =+$/.test(line),
    );
    return isPytest ? { format: this.format, tests: unsureResults(failedTests(own)) } : null;
  },
};

/** What tests print is quoted between its heading and the next one. */
function withoutCaptured(lines: readonly string[]): string[] {
  let isQuoted = false;
  return lines.filter((line) => {
    if (captured.test(line)) isQuoted = true;
    // Headings fill the width of a terminal; what a test prints seldom does.
    else if (line.length >= 60 && heading.test(line)) isQuoted = false;
    return !isQuoted;
  });
}

function sessionsIn(lines: readonly string[]): string[][] {
  const sessions: string[][] = [[]];
  for (const line of lines) {
    if (sessionStart.test(line)) sessions.push([]);
    sessions.at(-1)?.push(line);
  }
  return sessions;
}

/** Undefined when there is no summary. Without a heading there may be several, of several calls. */
function resultsOf(session: readonly string[]): TestResults | undefined {
  const isFramed = sessionStart.test(session[0] ?? '');
  const ends = session.flatMap((line, index) => (wordsOf(line) === null ? [] : [index]));
  const last = ends.at(-1);
  if (last === undefined) return isFramed ? unsureResults(failedTests(session)) : undefined;
  if (isFramed) return resultsUpTo(session, last);
  return sumOfResults(
    ends.map((end, index) =>
      resultsUpTo(session.slice((ends[index - 1] ?? -1) + 1), end - (ends[index - 1] ?? -1) - 1),
    ),
  );
}

function wordsOf(line: string): ReadonlyMap<string, number> | null {
  const [, list] = summaryLine.exec(line.trim()) ?? [];
  if (list === undefined) return null;
  const words = countsByWord(list);
  return [...words.keys()].every((word) => knownWord.test(word)) ? words : null;
}

function resultsUpTo(session: readonly string[], end: number): TestResults {
  const words = wordsOf(session[end] ?? '') ?? new Map<string, number>();
  const count = (word: string): number => words.get(word) ?? 0;
  const failing = failedTests(session);
  const atEnd = endingInError(session, words);
  if (atEnd === undefined) return unsureResults(failing);
  const counts = {
    passed: count('passed') + count('xpassed') - atEnd.passed,
    failed: count('failed') + count('error') - atEnd.failed,
    skipped: count('skipped') + count('xfailed'),
  };
  return counts.passed < 0 ? unsureResults(failing) : testResults(counts, failing);
}

/**
 * An error when a test is torn down is reported beside the result of the test itself, which must count once: how many of
 * such tests were counted as passed and how many as failed, too. Undefined when the output does not show it.
 */
function endingInError(
  session: readonly string[],
  words: ReadonlyMap<string, number>,
): { readonly passed: number; readonly failed: number } | undefined {
  const errors = words.get('error') ?? 0;
  if (errors === 0) return { passed: 0, failed: 0 };
  const headings = session.flatMap((line) => /^_+ (ERROR (?:at|collecting) .*?) _+$/.exec(line)?.[1] ?? []);
  const failed = new Set(session.flatMap((line) => /^_+ (\S+) _+$/.exec(line)?.[1] ?? []));
  if (headings.length === errors) {
    const names = headings.flatMap((text) => /^ERROR at teardown of (.+)$/.exec(text)?.[1] ?? []);
    const both = names.filter((name) => failed.has(name)).length;
    return { passed: names.length - both, failed: both };
  }
  const collected = session.flatMap((line) => /^collected (\d+) items?(?: \/.*)?$/.exec(line)?.[1] ?? [])[0];
  if (collected === undefined || session.some((line) => /^collected .*error/.test(line))) return undefined;
  const all = ['passed', 'failed', 'error', 'skipped', 'xfailed', 'xpassed', 'deselected'];
  const surplus = all.reduce((sum, word) => sum + (words.get(word) ?? 0), 0) - Number(collected);
  if (surplus === 0) return { passed: 0, failed: 0 };
  // Fewer: it stopped early. More: only sure when no failed test can be the one that ended in error.
  return surplus > 0 && (words.get('failed') ?? 0) === 0 ? { passed: surplus, failed: 0 } : undefined;
}

/** From the short summary, else from the lines of -v, else from the headings of the tracebacks. */
function failedTests(session: readonly string[]): FailingTest[] {
  const summary = session.flatMap((line) => {
    const [, id] = /^(?:FAILED|ERROR) (\S+\.py\S*(?:\[.*?\])?)(?: - .*)?$/.exec(line) ?? [];
    return id === undefined ? [] : [testOf(id)];
  });
  const verbose = session.flatMap((line) => {
    const [, alone, ofWorker] =
      /^(?:(\S+\.py::.+?) (?:FAILED|ERROR)(?: +\[ *\d+%\])?|\[gw\d+\] \[ *\d+%\] (?:FAILED|ERROR) (\S+\.py::.+?)) *$/.exec(
        line,
      ) ?? [];
    const id = alone ?? ofWorker;
    return id === undefined ? [] : [testOf(id)];
  });
  if (summary.length + verbose.length > 0) return distinctTests([...summary, ...verbose]);
  return session.flatMap((line) => {
    const [, name] = /^_{3,} (?:ERROR (?:at \w+ of|collecting) )?(\S+) _{3,}$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, file: null }];
  });
}

function testOf(id: string): FailingTest {
  return { name: id, file: id.split('::')[0] ?? null };
}
