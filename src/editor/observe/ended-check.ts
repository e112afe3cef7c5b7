import type { CheckSource, CommandEvidence } from '../../evidence/evidence.js';
import type { SeenOutput } from '../../evidence/seen-output.js';

/** A stretch of time; milliseconds since 1970. */
export interface Span {
  readonly beganAtMs: number;
  readonly endedAtMs: number;
}

/** What is known of one check of a command that ended, without its output. */
export type CheckResult = Pick<CommandEvidence, 'check' | 'label' | 'exitCode' | 'scope'>;

/** A check that ended in a folder of a ledger, with what was seen of it. */
export interface EndedCheck extends Span {
  /** The ledger's root. */
  readonly root: string;
  readonly source: CheckSource;
  /** One a check; a chain of commands has several. */
  readonly results: readonly CheckResult[];
  readonly isCancelled: boolean;
  /** Null where the output was not seen or not recognised. */
  readonly seen: SeenOutput | null;
}

/** As evidence, without the run that it is credited to. */
export function evidenceOf(ended: EndedCheck): CommandEvidence[] {
  const { source, isCancelled, seen } = ended;
  const at = new Date(ended.endedAtMs).toISOString();
  return ended.results.map((result) => ({
    kind: 'command',
    at,
    source,
    ...result,
    // In a chain of commands, counts are of its tests.
    tests: result.check === 'test' || ended.results.length === 1 ? (seen?.tests ?? null) : null,
    ...(seen === null ? {} : withoutTests(seen)),
    ...(isCancelled ? { notCredited: 'cancelled' } : {}),
  }));
}

function withoutTests({ findings, coveragePct, formats, excerpt }: SeenOutput): Partial<CommandEvidence> {
  return { findings, coveragePct, formats, ...(excerpt === undefined ? {} : { excerpt }) };
}
