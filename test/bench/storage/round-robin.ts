/** Something to measure again and again; `everyRounds` above 1 for what takes long. */
export interface Contestant {
  readonly everyRounds: number;
  /** What has to happen before, unmeasured. */
  prepare?(): void;
  act(round: number): void;
}

/**
 * Lets all contestants act once a round, in a new random order each time, so that whatever else the machine does meanwhile
 * meets all of them alike.
 * @returns the milliseconds of each contestant's measured rounds
 */
export function measureRoundRobin<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  rounds: { readonly warmUp: number; readonly measured: number },
): ReadonlyMap<Name, readonly number[]> {
  const names = Object.keys(contestants) as Name[];
  const timesMs = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds.warmUp + rounds.measured; round += 1) {
    for (const name of shuffled(names)) {
      const contestant = contestants[name];
      if (round % contestant.everyRounds !== 0) continue;
      contestant.prepare?.();
      const start = performance.now();
      contestant.act(round);
      const tookMs = performance.now() - start;
      if (round >= rounds.warmUp) timesMs.get(name)?.push(tookMs);
    }
  }
  return timesMs;
}

function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
