/** A longest part of `items`, in their order, whose values only rise. Patience sorting, O(n log n). */
export function longestIncreasing<T>(items: readonly T[], valueOf: (item: T) => number): T[] {
  interface Card {
    readonly item: T;
    readonly below: Card | undefined;
  }
  const piles: Card[] = [];
  for (const item of items) {
    const pile = firstPileNotBelow(valueOf(item));
    piles[pile] = { item, below: piles[pile - 1] };
  }
  const longest: T[] = [];
  for (let card = piles.at(-1); card !== undefined; card = card.below) longest.push(card.item);
  return longest.reverse();

  function firstPileNotBelow(value: number): number {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const card = piles[middle];
      if (card !== undefined && valueOf(card.item) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
