import { drawInclusions, type Inclusion } from '../../choice/hold-out.js';
import type { RandomSource } from '../../choice/policy.js';
import { upliftOf, type InclusionTally, type Uplift } from '../../choice/uplift.js';
import type { Connection, Row } from '../../sqlite/connection.js';
import { toSqlUtcMs } from '../../utc.js';

/** In which runs a page took part, and what difference it made to their scores. */
export interface PageUse extends Uplift {
  readonly url: string;
  /** Runs in which it took part, and how many of them are scored. */
  readonly runs: number;
  readonly scored: number;
  /** Mean reward of the scored ones, 0 to 1; null without any. What led people to copy it counts in it, too. */
  readonly meanReward: number | null;
}

interface TallyRow extends Row {
  readonly url: string;
  readonly is_included: number;
  readonly propensity: number | null;
  readonly runs: number;
  readonly scored: number;
  readonly reward_sum: number;
  readonly reward_squares: number;
}

/** A page that was copied for a prompt serves the next run if that begins within this time. */
const servesNextWithinMs = 600_000;

/**
 * Which page took part in which run. What difference a page makes is estimated only from runs in which it was left out or not at
 * random: when a person copies a page, the task decides, too. Every method is a step of a transaction that the caller may hold.
 */
export class PageRuns {
  readonly #connection: Connection;
  readonly #clock: () => Date;

  constructor(connection: Connection, clock: () => Date) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /** A person copied pages for a prompt: they serve the open run. */
  copied(urls: readonly string[]): void {
    for (const url of urls) {
      this.#connection.run(
        `INSERT OR IGNORE INTO page_runs
         SELECT id, ?, ?, 'copied', 1, NULL FROM run_facts WHERE status = 'open' ORDER BY started_at DESC LIMIT 1`,
        [url, this.#at(0)],
      );
    }
  }

  /** A run begins: what was copied just before, while none was open, serves it. */
  begin(run: string): void {
    const since = this.#at(-servesNextWithinMs);
    this.#connection.run(
      `INSERT OR IGNORE INTO page_runs SELECT ?, url, ts, 'copied', 1, NULL FROM docs_lookups
       WHERE action = 'copied' AND run IS NULL AND ts >= ?`,
      [run, since],
    );
    this.#connection.run(
      `UPDATE docs_lookups SET run = ? WHERE action = 'copied' AND run IS NULL AND ts >= ?`,
      [run, since],
    );
  }

  /** Draws which of the pages take part in a run's context, as context sources are drawn, and notes it with the run. */
  draw(run: string, urls: readonly string[], random: RandomSource): Inclusion[] {
    const verdicts = new Map(this.uses().map(({ url, verdict }) => [url, verdict]));
    const drawn = drawInclusions(
      urls.map((url) => ({ source: url, verdict: verdicts.get(url) ?? 'too early' })),
      random,
    );
    for (const { source, isIncluded, propensity } of drawn) {
      this.#connection.run(`INSERT OR REPLACE INTO page_runs VALUES (?, ?, ?, 'drawn', ?, ?)`, [
        ...[run, source, this.#at(0), Number(isIncluded), propensity],
      ]);
    }
    return drawn;
  }

  /** What served one run serves another from now on. */
  move(from: string, into: string): void {
    this.#connection.run('UPDATE OR IGNORE page_runs SET run = ? WHERE run = ?', [into, from]);
    this.#connection.run('UPDATE docs_lookups SET run = ? WHERE run = ?', [into, from]);
  }

  /** Every page that took part in a run or was drawn for one, by address. */
  uses(): PageUse[] {
    const rows = this.#connection.all<TallyRow>(
      `SELECT url, is_included, propensity, count(*) AS runs, count(reward) AS scored,
         ifnull(sum(reward), 0) AS reward_sum, ifnull(sum(reward * reward), 0) AS reward_squares
       FROM page_runs JOIN run_facts ON run_facts.id = run LEFT JOIN runs ON runs.id = run_id
       GROUP BY url, is_included, propensity ORDER BY url`,
    );
    return [...new Set(rows.map(({ url }) => url))].map((url) =>
      useOf(
        url,
        rows.filter((row) => row.url === url),
      ),
    );
  }

  #at(offsetMs: number): string {
    return toSqlUtcMs(new Date(this.#clock().getTime() + offsetMs));
  }
}

function useOf(url: string, rows: readonly TallyRow[]): PageUse {
  const included = rows.filter((row) => row.is_included === 1);
  const sum = (value: (row: TallyRow) => number): number =>
    included.reduce((total, row) => total + value(row), 0);
  const scored = sum((row) => row.scored);
  return {
    url,
    ...upliftOf(rows.flatMap(tallyOf)),
    runs: sum((row) => row.runs),
    scored,
    meanReward: scored === 0 ? null : sum((row) => row.reward_sum) / scored,
  };
}

function tallyOf(row: TallyRow): InclusionTally[] {
  const { propensity, scored, reward_sum: rewardSum, reward_squares: rewardSquares } = row;
  if (propensity === null || scored === 0) return [];
  return [{ isIncluded: row.is_included === 1, propensity, runs: scored, rewardSum, rewardSquares }];
}
