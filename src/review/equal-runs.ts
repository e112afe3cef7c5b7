/** Lines that are equal on both sides, in a row. */
export interface EqualRun {
  readonly beforeStart: number;
  readonly afterStart: number;
  readonly count: number;
}

/** The cost grows with its square. */
const maxEdits = 1000;
const unreached = -1;

/**
 * What two lists have in common, in order: the least number of edits (E. W. Myers, "An O(ND) Difference Algorithm and Its
 * Variations", 1986). After 1,000 edits the way that came furthest is taken and the search begins anew where it ended, so that the
 * cost stays linear in the length, and the result may miss the optimum.
 */
export function equalRuns(before: readonly number[], after: readonly number[]): EqualRun[] {
  const runs: EqualRun[] = [];
  for (let [x, y] = [0, 0]; x < before.length || y < after.length;) {
    const search = new Search(before, after, x, y);
    [x, y] = search.furthest();
    runs.push(...search.wayTo(x, y));
  }
  return runs;
}

/** From one place on. Diagonal k holds the places where k more lines were removed than added since then. */
class Search {
  readonly #before: readonly number[];
  readonly #after: readonly number[];
  readonly #startX: number;
  readonly #startY: number;
  /** By the number of edits, how far in `before` each diagonal got; diagonal k is at the index k + edits. */
  readonly #steps: Int32Array[] = [];

  constructor(before: readonly number[], after: readonly number[], startX: number, startY: number) {
    this.#before = before;
    this.#after = after;
    this.#startX = startX;
    this.#startY = startY;
  }

  furthest(): [number, number] {
    const [endX, endY] = [this.#before.length, this.#after.length];
    for (let edits = 0; ; edits += 1) {
      const step = new Int32Array(2 * edits + 1).fill(unreached);
      let [furthestX, furthestY] = [this.#startX, this.#startY];
      for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
        let x = this.#entryOf(edits, diagonal);
        if (x === unreached) continue;
        let y = this.#yOn(diagonal, x);
        while (x < endX && y < endY && this.#before[x] === this.#after[y]) {
          x += 1;
          y += 1;
        }
        step[diagonal + edits] = x;
        if (x + y > furthestX + furthestY) [furthestX, furthestY] = [x, y];
      }
      this.#steps.push(step);
      const isAtEnd = furthestX === endX && furthestY === endY;
      if (isAtEnd || edits === maxEdits) return [furthestX, furthestY];
    }
  }

  /** The equal lines on the way to a place that the last step reached. */
  wayTo(x: number, y: number): EqualRun[] {
    const runs: EqualRun[] = [];
    for (let edits = this.#steps.length - 1; edits >= 0; edits -= 1) {
      const diagonal = x - this.#startX - (y - this.#startY);
      const entry = this.#entryOf(edits, diagonal);
      if (x > entry) runs.push({ beforeStart: entry, afterStart: y - (x - entry), count: x - entry });
      const isRemoval = edits > 0 && entry > this.#byAddition(edits, diagonal);
      y = this.#yOn(diagonal, entry) - (isRemoval ? 0 : 1);
      x = isRemoval ? entry - 1 : entry;
    }
    return runs.reverse();
  }

  /** Where the last of so many edits enters a diagonal, as far in `before` as possible. */
  #entryOf(edits: number, diagonal: number): number {
    if (edits === 0) return this.#startX;
    return Math.max(this.#byRemoval(edits, diagonal), this.#byAddition(edits, diagonal));
  }

  #byRemoval(edits: number, diagonal: number): number {
    const x = this.#reached(edits - 1, diagonal - 1);
    return x !== unreached && x < this.#before.length ? x + 1 : unreached;
  }

  #byAddition(edits: number, diagonal: number): number {
    const x = this.#reached(edits - 1, diagonal + 1);
    return x !== unreached && this.#yOn(diagonal, x) <= this.#after.length ? x : unreached;
  }

  #reached(edits: number, diagonal: number): number {
    return this.#steps[edits]?.[diagonal + edits] ?? unreached;
  }

  #yOn(diagonal: number, x: number): number {
    return x - this.#startX + this.#startY - diagonal;
  }
}
