import type { CommandEvidence, TestCounts } from './evidence.js';
import { excerptOf } from './excerpt.js';
import { summarise } from './output-summary.js';
import type { ParsedReport } from './parsed-report.js';
import { recognise } from './recognise.js';
import { withoutRepeatedTests } from './same-run.js';
import { seenFindings, type SeenFindings } from './seen-findings.js';

/** What a check wrote, as far as it was caught. */
export interface CaughtText {
  readonly text: string;
  /** False when lines are missing from it. */
  readonly isWhole: boolean;
}

/** What evidence keeps of a check's output; the output itself is not kept. */
export type SeenOutput = Required<Pick<CommandEvidence, 'tests' | 'findings' | 'coveragePct' | 'formats'>> &
  Pick<CommandEvidence, 'excerpt'>;

const namedTests = 100;

/**
 * Reads what one run of a check wrote: a captured output, or all report files together. Null when nothing is recognised.
 * @param locate a path as a tool wrote it, relative to the ledger's root
 */
export function seenOutput(
  texts: readonly CaughtText[],
  locate: (path: string) => string,
): SeenOutput | null {
  const read = texts.map(({ text, isWhole }) => ({ text, reports: recognise(text, { isWhole }) ?? [] }));
  const reports = withoutRepeatedTests(read.flatMap((each) => each.reports));
  if (reports.length === 0) return null;
  const excerpt = excerptOf(read);
  return {
    tests: testsIn(reports, locate),
    findings: findingsIn(reports, locate),
    coveragePct: summarise(reports).coveragePct,
    formats: [...new Set(reports.map(({ format }) => format))],
    ...(excerpt === '' ? {} : { excerpt }),
  };
}

function testsIn(reports: readonly ParsedReport[], locate: (path: string) => string): TestCounts | null {
  const { passed, failed, skipped, failing } = summarise(reports);
  if (passed === null || failed === null) return null;
  return {
    passed,
    failed,
    ...(skipped === null ? {} : { skipped }),
    ...(failing === null
      ? {}
      : {
          failing: failing
            .slice(0, namedTests)
            .map(({ name, file }) => ({ name, file: file === null ? null : locate(file) })),
        }),
  };
}

function findingsIn(reports: readonly ParsedReport[], locate: (path: string) => string): SeenFindings | null {
  // A sum is null where one of the reports is cut off, so that the missing ones are not taken for solved.
  if (summarise(reports).findings === null) return null;
  const looked = reports.filter(({ findings }) => findings !== null);
  const tools = looked.flatMap(({ format, findings }) => (findings?.length === 0 ? [toolOf(format)] : []));
  return seenFindings(
    looked.flatMap(({ findings }) => findings ?? []),
    tools,
    locate,
  );
}

/** Of a report without findings the format alone tells which tool looked, e.g. `eslint-json`. */
function toolOf(format: string): string {
  return format.replace(/-(?:json|jsonl|xml|text|tap)$/, '');
}
