import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ValidationSplit } from '../../../src/learning/dataset/validation-split.js';

type Case = readonly [task: string, files: readonly string[]];

function divided(cases: readonly Case[], share: number, seed = 1): boolean[] {
  const split = new ValidationSplit(seed);
  for (const [task, files] of cases) split.add(task, files);
  return split.heldBack(share);
}

const name = fc.nat(60).map(String);
const cases = fc.array(fc.tuple(name, fc.array(name, { maxLength: 3 })), { maxLength: 80 });

describe('ValidationSplit', () => {
  it('puts no task and no file on both sides, and holds back no more than asked', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 0.5, noNaN: true }), fc.integer(), (all, share, seed) => {
        const held = divided(all, share, seed);
        const names = (isHeld: boolean): Set<string> =>
          new Set(
            all
              .filter((_, index) => held[index] === isHeld)
              .flatMap(([task, files]) => [`t${task}`, ...files.map((file) => `f${file}`)]),
          );
        const training = names(false);
        expect([...names(true)].filter((each) => training.has(each))).toEqual([]);
        expect(held.filter(Boolean).length).toBeLessThanOrEqual(Math.round(all.length * share));
      }),
    );
  });

  it('holds back what was asked where groups are small, and others with another seed', () => {
    const small = Array.from({ length: 1000 }, (_, index): Case => [
      `t${Math.floor(index / 2)}`,
      [`f${index}`],
    ]);
    const first = divided(small, 0.1);
    expect(first.filter(Boolean)).toHaveLength(100);
    expect(divided(small, 0.1)).toEqual(first);
    expect(divided(small, 0.1, 2)).not.toEqual(first);
  });
});
