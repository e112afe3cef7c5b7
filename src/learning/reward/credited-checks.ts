import type { CommandEvidence, Evidence } from '../../evidence/evidence.js';

/** The results of checks that count, oldest first. */
export interface CreditedChecks {
  /** From before the run's first edit: what was red already. */
  readonly before: readonly CommandEvidence[];
  readonly during: readonly CommandEvidence[];
}

/**
 * Leaves out what counts for nothing: other commands, cancelled ones, what the observer did not credit, and what an agent says
 * of a kind of check whose result was seen.
 */
export function creditedChecks(evidence: readonly Evidence[]): CreditedChecks {
  const results = evidence.filter(isResult);
  const during = results.filter(({ phase }) => phase !== 'before');
  const seen = new Set(during.filter((each) => !isAgentsWord(each)).map(({ check }) => check));
  return {
    before: results.filter(({ phase }) => phase === 'before'),
    during: during.filter((each) => !isAgentsWord(each) || !seen.has(each.check)),
  };
}

function isAgentsWord({ source }: CommandEvidence): boolean {
  return source === 'agent';
}

/** The results of the whole project, or all where none is. */
export function widest(results: readonly CommandEvidence[]): readonly CommandEvidence[] {
  const whole = results.filter(({ scope }) => scope === 'project');
  return whole.length > 0 ? whole : results;
}

function isResult(evidence: Evidence): evidence is CommandEvidence {
  return (
    evidence.kind === 'command' &&
    evidence.check !== 'other' &&
    evidence.notCredited === undefined &&
    (evidence.exitCode !== null || judgesWithoutExitCode(evidence))
  );
}

function judgesWithoutExitCode({ source }: CommandEvidence): boolean {
  return source === 'matcher' || source === 'report' || source === 'testing';
}
