import type { RecordedAttempt, StoredEvidence } from './recorded-attempts.js';

/** Why an attempt or an example is left out of an export. */
export type LeftOut =
  | 'score' // no score, or too low a one
  | 'rejected'
  | 'checks' // a required check was red
  | 'weakened' // it weakened a check
  | 'unreadable' // not JSON, or without a text to learn from
  | 'hosted' // not known to be written by a local model, where only those are wanted
  | 'duplicate'
  | 'length'
  | 'unjudged' // nobody said what became of it, where that is what is learned
  | 'alone' // rejected, and nothing at the same task was kept
  | 'limit';

/** What an attempt must be to be learned from. */
export interface Wanted {
  /** 0 to 1. */
  readonly minReward: number;
}

/**
 * Why nobody should learn to do as this attempt did; undefined when it is worth learning from. What is not known does not
 * count against it. Checks are the build and the tests as commands ended last, and what a caller said of the compiler; how many
 * tests a caller counted is left to the reward, since nobody said which are required.
 */
export function reasonAgainst(attempt: RecordedAttempt, { minReward }: Wanted): LeftOut | undefined {
  if (attempt.verdict === 0) return 'rejected';
  if (attempt.weakens) return 'weakened';
  if (isRed(attempt)) return 'checks';
  if (attempt.reward === null || attempt.reward < minReward) return 'score';
  return undefined;
}

function isRed({ evidence, scores }: RecordedAttempt): boolean {
  const reported = evidence.findLast(({ kind }) => kind === 'reported');
  if (reported?.['compilePass'] === false) return true;
  return hasGateShut(scores) || ['build', 'test'].some((check) => isFailed(lastCommand(evidence, check)));
}

/** The formula with gates gives 0 where a required check got worse. */
function hasGateShut(scores: unknown): boolean {
  if (typeof scores !== 'object' || scores === null || !('gated' in scores)) return false;
  const { gated } = scores;
  return typeof gated === 'object' && gated !== null && 'reward' in gated && gated.reward === 0;
}

function isFailed(command: StoredEvidence | undefined): boolean {
  return command !== undefined && command['exitCode'] !== 0;
}

/** The last command of a kind that ended by itself and counts; a cancelled one says nothing. */
function lastCommand(evidence: readonly StoredEvidence[], check: string): StoredEvidence | undefined {
  return commands(evidence, check).findLast(
    (each) => each['phase'] !== 'before' && each['notCredited'] === undefined,
  );
}

export function commands(evidence: readonly StoredEvidence[], check: string): StoredEvidence[] {
  return evidence.filter(
    (each) => each.kind === 'command' && each['check'] === check && typeof each['exitCode'] === 'number',
  );
}
