/** An option of a blend: its expected reward and its cost. */
export interface BlendOption {
  readonly reward: number;
  readonly cost: number;
}

/** Two options of which the first is taken with a probability, else the second; the same twice when one suffices. */
export interface Blend {
  readonly first: number;
  readonly second: number;
  /** Probability of the first, in (0, 1]. */
  readonly share: number;
}

/**
 * The cheapest random mixture of options whose expected reward is at least `1 - tolerance` of the best option's; a
 * linear program with one constraint, so that at most two options share. Indexes into `options`; undefined when nothing
 * is cheaper than the best option alone.
 */
export function cheapestBlend(options: readonly BlendOption[], tolerance: number): Blend | undefined {
  const best = options.reduce((top, each) => (each.reward > top.reward ? each : top), {
    reward: -Infinity,
    cost: Infinity,
  });
  const target = (1 - tolerance) * best.reward;
  let cheapest = best.cost;
  let blend: Blend | undefined;
  const consider = (cost: number, candidate: Blend): void => {
    if (cost >= cheapest) return;
    cheapest = cost;
    blend = candidate;
  };
  for (const [first, strong] of options.entries()) {
    if (strong.reward < target) continue;
    consider(strong.cost, { first, second: first, share: 1 });
    for (const [second, weak] of options.entries()) {
      if (weak.reward >= target || weak.cost >= strong.cost) continue;
      const share = (target - weak.reward) / (strong.reward - weak.reward);
      consider(share * strong.cost + (1 - share) * weak.cost, { first, second, share });
    }
  }
  return blend;
}
