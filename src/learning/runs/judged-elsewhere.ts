import type { ReviewEvidence } from '../../evidence/review-evidence.js';
import type { RunReport } from './run-report.js';

/**
 * What a person kept and rejected in an agent's own user interface, as evidence: each edit counts like a line, for the agent
 * does not say how many it has. A later report replaces an earlier one.
 */
export function judgedElsewhere({ key, kept, rejected }: RunReport, now: Date): ReviewEvidence[] {
  const of = (verdict: 'kept' | 'rejected', lines: number): ReviewEvidence[] =>
    lines === 0
      ? []
      : [
          {
            kind: 'review',
            at: now.toISOString(),
            id: `${key}/${verdict}`,
            path: '',
            lines,
            verdict,
            cause: 'person',
            reason: null,
            diff: null,
          },
        ];
  return [...of('kept', kept), ...of('rejected', rejected)];
}
