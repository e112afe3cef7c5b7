import { percentage, unsureResults, type FailingTest, type TestResults } from '../parsed-report.js';
import type { TextParser } from '../report-parser.js';
import { goResults, type GoOutcome, type GoPackage } from './go-tests.js';

const begun = /^=== (?:RUN|CONT|NAME|PAUSE) +(\S+)\s*$/;
/** May stand behind what a test printed without a line end. */
const ended = /--- (PASS|FAIL|SKIP): (\S+) \([\d.]+s\)$/;
const packageEnd = /^(ok {2}|FAIL|\? {3})\t(\S+)(?:\s+\[(.+)\]|\t.*)?/;
const outcomes: Readonly<Record<string, GoOutcome>> = { PASS: 'pass', FAIL: 'fail', SKIP: 'skip' };

/**
 * `go test`. Only with -v does it name the tests that passed, and each is announced by `=== RUN`; without, the failed ones
 * are known and nothing else.
 */
export const goTestText: TextParser = {
  format: 'go-test',
  parse(lines) {
    const reader = new GoTextReader();
    for (const line of lines) reader.read(line);
    const tests = reader.results();
    const coveragePct = coverageIn(lines);
    return tests === null
      ? null
      : { format: this.format, tests, ...(coveragePct === undefined ? {} : { coveragePct }) };
  },
};

class GoTextReader {
  readonly #packages: GoPackage[] = [];
  readonly #failing: FailingTest[] = [];
  #tests = new Map<string, GoOutcome | null>();
  #hasPanicked = false;
  #isVerbose = false;
  /** Whether a package ran whose passed tests are not named. */
  #isSilent = false;

  read(line: string): void {
    const [, test] = begun.exec(line) ?? [];
    if (test !== undefined) {
      this.#isVerbose = true;
      if (!this.#tests.has(test)) this.#tests.set(test, null);
    }
    const [, word = '', name] = ended.exec(line) ?? [];
    const outcome = outcomes[word];
    // Without an announcement it may be something that a test printed; a failure is believed nevertheless.
    if (name !== undefined && outcome !== undefined && (this.#tests.has(name) || outcome === 'fail')) {
      this.#tests.set(name, outcome);
    }
    this.#hasPanicked ||= /^(?:panic: |fatal error: |signal: )/.test(line);
    const [, end, packageName, note = ''] = packageEnd.exec(line) ?? [];
    if (end !== undefined && packageName !== undefined) this.#endPackage(end.trim(), packageName, note);
  }

  /** Null when nothing of Go was read. */
  results(): TestResults | null {
    if (this.#packages.length === 0 && !this.#isVerbose) return null;
    if (!this.#isVerbose && this.#isSilent) {
      return { ...unsureResults(this.#failing), failed: this.#failing.length };
    }
    const rest = { name: '', tests: this.#tests, outcome: null, hasPanicked: this.#hasPanicked };
    return goResults(this.#tests.size > 0 ? [...this.#packages, rest] : this.#packages);
  }

  #endPackage(end: string, name: string, note: string): void {
    // Printed by a test: no package ends well while one of its tests runs.
    if (end === 'ok' && [...this.#tests.values()].includes(null)) return;
    const isEmpty = end === '?' || note.startsWith('no test');
    const outcome = isEmpty ? 'skip' : end === 'ok' ? 'pass' : 'fail';
    const ended = { name, tests: this.#tests, outcome, hasPanicked: this.#hasPanicked } as const;
    this.#packages.push(ended);
    this.#isSilent ||= !isEmpty && !/failed$/.test(note);
    this.#failing.push(...goResults([ended]).failing);
    this.#tests = new Map();
    this.#hasPanicked = false;
  }
}

/** Only where one number is said: those of several packages cannot be weighed. */
function coverageIn(lines: readonly string[]): number | undefined {
  const said = lines.flatMap((line) => /(?:^|\t)coverage: ([\d.]+)% of statements/.exec(line)?.[1] ?? []);
  const [only, ...others] = new Set(said);
  return only !== undefined && others.length === 0 ? percentage(Number(only), 100) : undefined;
}
