import type { Candidate } from './arm.js';
import { poolingMass } from './belief.js';

/**
 * An arm's mean reward on tasks of the kind at hand: that of its runs of this kind, shrunk to the mean of all its runs, which
 * weighs ten runs. The arm must have been tried.
 */
export function pooledMean({ trials, wins, ofKind }: Candidate): number {
  const whole = wins / trials;
  if (ofKind === undefined) return whole;
  return (ofKind.wins + poolingMass * whole) / (ofKind.trials + poolingMass);
}
