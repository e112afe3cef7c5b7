const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const alphabets = {
  hex: `${digits}abcdef`,
  lower: lower + digits,
  upper: lower.toUpperCase() + digits,
  base32: `${lower.toUpperCase()}234567`,
  mixed: lower + lower.toUpperCase() + digits,
  url: `${lower}${lower.toUpperCase()}${digits}-_`,
  base64: `${lower}${lower.toUpperCase()}${digits}+/`,
  digits,
};

/** Seeded values of the shapes that secrets have; they are made when needed, so that no scanner takes this folder for a leak. */
export class RandomValues {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A word of `length` letters of an alphabet. */
  word(alphabet: keyof typeof alphabets, length: number): string {
    const letters = alphabets[alphabet];
    return Array.from({ length }, () => letters[this.below(letters.length)]).join('');
  }

  uuid(): string {
    return [8, 4, 4, 4, 12].map((length) => this.word('hex', length)).join('-');
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  /** Mulberry32. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }
}
