/** The counts in a list like `1 failed | 5 passed` or `2 errors, 3 passed`, by word in the singular. */
export function countsByWord(list: string): ReadonlyMap<string, number> {
  const counts = [...list.matchAll(/(\d{1,9}) ([a-z]+(?: [a-z]+)?)/g)].map(
    ([, digits, word = '']) => [word.replace(/s$/, ''), Number(digits)] as const,
  );
  return new Map(counts);
}

/** How many tests ended in which way. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The counts of several runs of one runner, as of several packages, together; undefined when there are none. */
export function sumOfCounts(counts: readonly Counts[]): Counts | undefined {
  if (counts.length === 0) return undefined;
  const sum = (name: keyof Counts): number => counts.reduce((total, each) => total + each[name], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}
