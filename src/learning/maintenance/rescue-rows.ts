import type { Connection, Row } from '../sqlite/connection.js';
import { isDamage } from './damage.js';

/** Rowids, both included, among which rows could not be read. */
export interface Gap {
  readonly from: number;
  /** `highestRowid` when it is not known where the table ends. */
  readonly to: number;
}

/** Name under which a row's rowid is handed out. */
export const rowidColumn = 'salvaged_rowid';

export const highestRowid = Number.MAX_SAFE_INTEGER;

type Direction = 'up' | 'down';

const lowestRowid = 1;
const rowsPerRead = 256;
const mostProbes = 20_000;

/**
 * Reads every row of a damaged table that can be reached: by rowid from below and from above, and where both meet damage,
 * by halves between them down to single rows.
 * @param take called with each row, in no certain order
 * @returns where rows may be missing
 */
export function rescueRows(connection: Connection, table: string, take: (row: Row) => void): Gap[] {
  return new RowRescue(connection, table, take).run();
}

class RowRescue {
  readonly #connection: Connection;
  readonly #table: string;
  readonly #take: (row: Row) => void;
  readonly #suspected: Gap[] = [];
  readonly #readInGaps: number[] = [];
  #isInGap = false;
  #probes = 0;

  constructor(connection: Connection, table: string, take: (row: Row) => void) {
    this.#connection = connection;
    this.#table = table;
    this.#take = take;
  }

  run(): Gap[] {
    const gaps = this.#outerGaps();
    this.#isInGap = true;
    // Wide gaps first, so that a limit on probes is spent evenly.
    const unread = gaps.filter(({ to }) => to < highestRowid);
    for (let gap = unread.shift(); gap !== undefined && this.#probes < mostProbes; gap = unread.shift()) {
      if (gap.from < gap.to) unread.push(...this.#halved(gap));
    }
    return [...this.#suspected, ...gaps.flatMap((gap) => without(gap, this.#readInGaps))];
  }

  /** Reads upwards from one readable stretch to the next, each found by growing leaps, and returns what lies between. */
  #outerGaps(): Gap[] {
    const gaps: Gap[] = [];
    for (let from = lowestRowid; ;) {
      const stuckAt = this.#readUp(from, highestRowid);
      if (stuckAt === undefined) return gaps;
      const next = this.#nextReadable(stuckAt);
      if (next === undefined) {
        const to = this.#readDown(stuckAt, highestRowid);
        return to === undefined ? gaps : [...gaps, { from: stuckAt, to }];
      }
      gaps.push({ from: stuckAt, to: next - 1 });
      from = next;
    }
  }

  #nextReadable(above: number): number | undefined {
    for (let leap = 1; leap < 2 ** 40; leap *= 2) {
      const from = above + leap;
      const [row] = this.#tryRead('up', from, highestRowid, 1) ?? [];
      if (row !== undefined) return from;
    }
    return undefined;
  }

  #halved({ from, to }: Gap): Gap[] {
    const middle = from + Math.floor((to - from) / 2);
    const lowEnd = this.#readDown(from, middle);
    const highStart = this.#readUp(middle + 1, to);
    return [
      ...(lowEnd === undefined ? [] : [{ from, to: lowEnd }]),
      ...(highStart === undefined ? [] : [{ from: highStart, to }]),
    ];
  }

  /** Reads upwards. Answers with the rowid at which it got stuck, or undefined when it came through. */
  #readUp(from: number, to: number): number | undefined {
    return this.#walk('up', from, to);
  }

  /** Reads downwards. Answers with the rowid at which it got stuck, or undefined when it came through. */
  #readDown(from: number, to: number): number | undefined {
    return this.#walk('down', from, to);
  }

  /**
   * Where a portion could not be read, its rows are read in smaller ones down to single rows. Those may step over a
   * broken row without a word, so that until the portion is through, numbers left out count as missing.
   */
  #walk(direction: Direction, from: number, to: number): number | undefined {
    let [low, high] = [from, to];
    let limit = rowsPerRead;
    let rowsUnderSuspicion = 0;
    while (low <= high) {
      const rows = this.#tryRead(direction, low, high, limit);
      if (rows === undefined) {
        if (limit === 1) return direction === 'up' ? low : high;
        rowsUnderSuspicion = Math.max(rowsUnderSuspicion, limit);
        limit = Math.max(1, limit >> 2);
        continue;
      }
      const isEnd = rows.length < limit;
      const last = Number(rows.at(-1)?.[rowidColumn]);
      const covered =
        direction === 'up' ? { from: low, to: isEnd ? high : last } : { from: isEnd ? low : last, to: high };
      if (rowsUnderSuspicion > 0) this.#suspect(covered, rows);
      rowsUnderSuspicion -= rows.length;
      this.#takeAll(rows);
      if (isEnd) return undefined;
      if (rowsUnderSuspicion <= 0) limit = rowsPerRead;
      if (direction === 'up') low = last + 1;
      else high = last - 1;
    }
    return undefined;
  }

  /** Notes the numbers that rows leave out. In a gap there is no need, all of it is suspect. */
  #suspect(covered: Gap, rows: readonly Row[]): void {
    if (this.#isInGap) return;
    this.#suspected.push(
      ...without(
        covered,
        rows.map((row) => Number(row[rowidColumn])),
      ),
    );
  }

  #takeAll(rows: readonly Row[]): void {
    for (const row of rows) {
      this.#take(row);
      if (this.#isInGap) this.#readInGaps.push(Number(row[rowidColumn]));
    }
  }

  /** Undefined when something on the way is damaged. */
  #tryRead(direction: Direction, low: number, high: number, limit: number): Row[] | undefined {
    this.#probes += 1;
    try {
      const rows = this.#connection.all(
        `SELECT rowid AS ${rowidColumn}, * FROM "${this.#table}" NOT INDEXED
         WHERE rowid BETWEEN ? AND ? ORDER BY rowid ${direction === 'up' ? 'ASC' : 'DESC'} LIMIT ?`,
        [low, high, limit],
      );
      return isInOrder(rows, direction, low, high) ? rows : undefined;
    } catch (error) {
      if (isDamage(error)) return undefined;
      throw error;
    }
  }
}

/** SQLite trusts the order of a page's cells, so that overwritten ones come out as rows with any rowid. */
function isInOrder(rows: readonly Row[], direction: Direction, low: number, high: number): boolean {
  let previous = direction === 'up' ? low - 1 : high + 1;
  return rows.every((row) => {
    const rowid = Number(row[rowidColumn]);
    const isNext = direction === 'up' ? rowid > previous && rowid <= high : rowid < previous && rowid >= low;
    previous = rowid;
    return isNext;
  });
}

/** What remains of a gap: near damage, SQLite finding no row is no proof that there was none. */
function without({ from, to }: Gap, read: readonly number[]): Gap[] {
  const inside = read.filter((rowid) => from <= rowid && rowid <= to).sort((a, b) => a - b);
  const starts = [from, ...inside.map((rowid) => rowid + 1)];
  const ends = [...inside.map((rowid) => rowid - 1), to];
  return starts
    .map((start, index) => ({ from: start, to: ends[index] ?? to }))
    .filter((gap) => gap.from <= gap.to);
}
