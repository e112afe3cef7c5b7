import type { Verdict } from './verdict.js';

/** More runs than this are no help to a person who wants to know. */
const manyRuns = 200;

/**
 * What the runs say of an arm, in words for a person.
 * @param isBest whether it has the best score so far; otherwise the verdict is about the best one against it
 */
export function verdictInWords(verdict: Verdict, moreRuns: number | null, isBest: boolean): string {
  switch (verdict) {
    case 'too early':
      if (moreRuns === null) return 'too early to tell';
      return moreRuns > manyRuns
        ? 'too early to tell (it would take hundreds of runs)'
        : `too early to tell (about ${moreRuns} more runs)`;
    case 'probably':
      return isBest ? 'probably better' : 'probably worse';
    case 'clearly':
      return isBest ? 'clearly better' : 'clearly worse';
    case 'no real difference':
      return 'no real difference: take the cheaper';
  }
}
