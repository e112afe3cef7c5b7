/** How many runs a guess of the cost weighs as much as. */
const guessMass = 10;

/**
 * The cost to expect of an arm's next run: the mean of those that are known, shrunk to a guess where there is one; null
 * when neither is there. All in one unit.
 * @param costed runs whose cost is known
 * @param spent sum of their costs
 * @param guess what a run is believed to cost before any ran here
 */
export function expectedCost(costed: number, spent: number, guess: number | null = null): number | null {
  if (guess !== null) return (spent + guess * guessMass) / (costed + guessMass);
  return costed > 0 ? spent / costed : null;
}
