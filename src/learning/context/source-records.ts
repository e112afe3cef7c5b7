import { drawInclusions, type Inclusion } from '../choice/hold-out.js';
import type { RandomSource } from '../choice/policy.js';
import { upliftOf, type InclusionTally, type Uplift } from '../choice/uplift.js';
import type { Connection } from '../sqlite/connection.js';

/** What one context source makes of the reward, over all context sets it is in. */
export interface SourceUplift extends Uplift {
  readonly source: string;
  /** Scored runs in which it took part, and in which it was left out. */
  readonly runsWith: number;
  readonly runsWithout: number;
}

interface TallyRow {
  readonly source: string;
  readonly is_included: number;
  readonly propensity: number;
  readonly runs: number;
  readonly reward_sum: number;
  readonly reward_squares: number;
}

/** Which sources took part in which run, at random, and what difference they made. */
export class SourceRecords {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Draws which of the sources take part, and logs it with the decision that chose them. */
  draw(decision: number, sources: readonly string[], random: RandomSource): Inclusion[] {
    const verdicts = new Map(this.uplifts().map(({ source, verdict }) => [source, verdict]));
    const drawn = drawInclusions(
      sources.map((source) => ({ source, verdict: verdicts.get(source) ?? 'too early' })),
      random,
    );
    for (const { source, isIncluded, propensity } of drawn) {
      this.#connection.run('INSERT INTO decision_sources VALUES (?, ?, ?, ?)', [
        decision,
        source,
        Number(isIncluded),
        propensity,
      ]);
    }
    return drawn;
  }

  /** Lets the sources of a decision count for the run that used them, once it is scored. */
  follow(decision: number, run: string): void {
    this.#connection.run(
      `INSERT OR IGNORE INTO run_sources
       SELECT ?, source, is_included, propensity, NULL FROM decision_sources
       WHERE decision = ? AND (SELECT followed FROM decisions WHERE id = decision) = 1`,
      [run, decision],
    );
  }

  /** The uplift of every source that was drawn, by name. */
  uplifts(): SourceUplift[] {
    const rows = this.#connection.all<TallyRow & Record<string, string | number>>(
      'SELECT * FROM source_tallies ORDER BY source',
    );
    const sources = [...new Set(rows.map(({ source }) => source))];
    return sources.map((source) => {
      const own = rows.filter((row) => row.source === source).map(toTally);
      const runs = (isIncluded: boolean): number =>
        own.filter((each) => each.isIncluded === isIncluded).reduce((sum, each) => sum + each.runs, 0);
      return { source, ...upliftOf(own), runsWith: runs(true), runsWithout: runs(false) };
    });
  }
}

function toTally(row: TallyRow): InclusionTally {
  return {
    isIncluded: row.is_included === 1,
    propensity: row.propensity,
    runs: row.runs,
    rewardSum: row.reward_sum,
    rewardSquares: row.reward_squares,
  };
}
