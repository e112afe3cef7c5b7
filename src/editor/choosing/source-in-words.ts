import type { SourceUplift } from '../../learning/context/source-records.js';
import { points } from '../../learning/share-in-words.js';

const verdicts: Readonly<Record<SourceUplift['verdict'], string>> = {
  'too early': 'Too early to tell',
  pays: 'It pays',
  'does not pay': 'It does not pay: take it out?',
};

/** `+3 points, likely -1 to +7 · 40 runs with, 10 without`, and what follows from it. */
export function sourceInWords(uplift: SourceUplift): {
  readonly description: string;
  readonly detail: string;
} {
  const { difference, low, high, runsWith, runsWithout, verdict } = uplift;
  const runs = `${runsWith} runs with, ${runsWithout} without`;
  const isKnown = verdict !== 'too early' || low > -1 || high < 1;
  const described = isKnown
    ? `${points(difference)} points, likely ${points(low)} to ${points(high)} · ${runs}`
    : runs;
  return { description: described, detail: verdicts[verdict] };
}
