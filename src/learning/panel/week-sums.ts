import type { Connection, Row } from '../sqlite/connection.js';

/** Finished runs together. */
export interface RunSums {
  readonly runs: number;
  readonly scored: number;
  /** Sum of the rewards of the scored ones. */
  readonly rewardSum: number;
  /** How many have a known cost. */
  readonly priced: number;
  readonly usd: number;
}

export interface WeekTotals extends RunSums {
  /** Its Monday, UTC, `YYYY-MM-DD`. */
  readonly week: string;
}

/** The first week in which a model or a prompt was used. */
export interface FirstUse {
  /** Its Monday, UTC, `YYYY-MM-DD`. */
  readonly week: string;
  readonly chooser: 'model' | 'prompt';
  readonly arm: string;
}

const sums = `sum(runs) AS runs, sum(scored) AS scored, sum(reward_sum) AS rewardSum, sum(priced) AS priced, sum(usd) AS usd`;

/** Sums over the whole history; their time grows with its weeks, not with its runs. */
export class WeekSumRows {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The oldest first. */
  byWeek(): WeekTotals[] {
    return this.#connection.all<Row & WeekTotals>(
      `SELECT week, ${sums} FROM week_sums GROUP BY week HAVING sum(runs) > 0 ORDER BY week`,
    );
  }

  total(): RunSums {
    const row = this.#connection.get<Row & RunSums>(`SELECT ${sums} FROM week_sums`);
    return {
      runs: row?.runs ?? 0,
      scored: row?.scored ?? 0,
      rewardSum: row?.rewardSum ?? 0,
      priced: row?.priced ?? 0,
      usd: row?.usd ?? 0,
    };
  }

  /** Who and what ran here, by name. */
  names(column: 'agent' | 'model'): string[] {
    return this.#connection
      .all<{ name: string }>(
        `SELECT ${column} AS name FROM week_sums WHERE ${column} <> '' GROUP BY 1 HAVING sum(runs) > 0 ORDER BY 1`,
      )
      .map(({ name }) => name);
  }

  /** The oldest first. */
  firstUses(): FirstUse[] {
    const of = (chooser: FirstUse['chooser']): string =>
      `SELECT min(week) AS week, '${chooser}' AS chooser, ${chooser} AS arm FROM week_sums
       WHERE ${chooser} <> '' AND runs > 0 GROUP BY ${chooser}`;
    return this.#connection.all<Row & FirstUse>(`${of('model')} UNION ALL ${of('prompt')} ORDER BY 1, 2, 3`);
  }
}
