import * as z from 'zod';
import { readLineFindings } from '../findings/line-findings.js';
import type { JsonLinesParser } from '../report-parser.js';
import { goResults, type GoOutcome } from './go-tests.js';

const eventSchema = z.object({
  Action: z.string(),
  Package: z.string().optional(),
  ImportPath: z.string().optional(),
  Test: z.string().optional(),
  Output: z.string().optional(),
});

interface SeenPackage {
  readonly name: string;
  readonly tests: Map<string, GoOutcome | null>;
  outcome: GoOutcome | null;
  hasPanicked: boolean;
}

/** `go test -json`: events, one a line. */
export const goTestJson: JsonLinesParser = {
  format: 'go-test-json',
  parse(documents) {
    const packages = new Map<string, SeenPackage>();
    const built: string[] = [];
    for (const document of documents) {
      const event = eventSchema.safeParse(document);
      if (!event.success) continue;
      const { Action: action, Package: name, Test: test, Output: output } = event.data;
      if (action === 'build-output' && output !== undefined) built.push(output.trimEnd());
      if (name === undefined) continue;
      const seen: SeenPackage = packages.get(name) ?? {
        name,
        tests: new Map(),
        outcome: null,
        hasPanicked: false,
      };
      packages.set(name, seen);
      if (output?.startsWith('panic: ') === true) seen.hasPanicked = true;
      const outcome = action === 'pass' || action === 'fail' || action === 'skip' ? action : undefined;
      if (test === undefined) seen.outcome = outcome ?? seen.outcome;
      else if (action === 'run') seen.tests.set(test, null);
      // A result without a beginning is something that a test printed.
      else if (seen.tests.has(test))
        seen.tests.set(test, outcome ?? seen.tests.get(test) ?? ended(test, output));
    }
    if (packages.size === 0) return null;
    const findings = readLineFindings(built);
    const tests = goResults([...packages.values()]);
    return { format: this.format, tests, ...(built.length === 0 ? {} : { findings }) };
  },
};

/** A test that prints a line without its end hides its own result in it. */
function ended(test: string, output: string | undefined): GoOutcome | null {
  const [, word, name] = /--- (PASS|FAIL|SKIP): (\S+) \([\d.]+s\)\n$/.exec(output ?? '') ?? [];
  if (word === undefined || name !== test) return null;
  return word === 'PASS' ? 'pass' : word === 'FAIL' ? 'fail' : 'skip';
}
