import type { Steps } from './steps.js';

/** For each step of this window, the last at the end, the places that it was in; it is taken back in all of them. */
export class StepsOfWindow<Place> {
  readonly #steps: Place[][] = [];
  readonly #stepsOf: (place: Place) => Steps;

  constructor(stepsOf: (place: Place) => Steps) {
    this.#stepsOf = stepsOf;
  }

  /** Does something in some places that can be taken back as one. */
  async add(places: readonly Place[], action: () => Promise<void>): Promise<void> {
    const countOf = (place: Place): number => this.#stepsOf(place).added;
    const before = places.map(countOf);
    try {
      await action();
    } finally {
      const stepped = places.filter((place, index) => countOf(place) !== before[index]);
      if (stepped.length > 0) this.#steps.push(stepped);
    }
  }

  /** The places of the last step; after a reload that of any step in one of `all` places. */
  last(all: Iterable<Place>): readonly Place[] {
    const hasSteps = (place: Place): boolean => this.#stepsOf(place).label !== undefined;
    const last = (this.#steps.at(-1) ?? []).filter(hasSteps);
    return last.length > 0 ? last : [...all].filter(hasSteps).slice(0, 1);
  }

  /** The same, and forgets the step. */
  takeLast(all: Iterable<Place>): readonly Place[] {
    const last = this.last(all);
    this.#steps.pop();
    return last;
  }
}
