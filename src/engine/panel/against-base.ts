import type { Standing } from '../../learning/choice/standings.js';
import { runsUntilVerdict, verdictOn } from '../../learning/choice/verdict.js';
import { verdictInWords } from '../../learning/choice/verdict-in-words.js';
import { percent } from '../../learning/share-in-words.js';

/** What the runs say of a tuned model against the one that it was tuned from, in words; null for any other option. */
export function againstBase(tuned: Standing, standings: readonly Standing[]): string | null {
  if (tuned.base === null) return null;
  const base = standings.find(({ chooser, arm }) => chooser === tuned.chooser && arm === tuned.base);
  const from = `tuned from ${base?.name ?? tuned.base}`;
  if (base === undefined || base.mean === null || tuned.mean === null) return from;
  const isBetter = tuned.mean >= base.mean;
  const [leader, other] = isBetter ? [tuned, base] : [base, tuned];
  const words = verdictInWords(verdictOn(leader, other), runsUntilVerdict(leader, other), isBetter);
  return `${from} (${percent(base.mean)} worked); against it ${words}`;
}
