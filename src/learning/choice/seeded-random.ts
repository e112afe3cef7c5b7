import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';
import type { RandomSource } from './policy.js';

/**
 * Uniform numbers in [0, 1) that depend on nothing but the seed, a 32-bit integer. A Mersenne twister, because its
 * first number is already well mixed: a choice often draws just one, and seeds may follow each other.
 */
export function seededRandom(seed: number): RandomSource {
  const generator = mersenne(seed);
  return () => uniformFloat64(generator);
}

/** An endless row of seeds, one for each decision, so that every decision can be replayed by itself. */
export function seedSequence(seed: number): () => number {
  const generator = mersenne(seed);
  return () => uniformInt(generator, 0, 0x7fffffff);
}
