import type { ArmTally, Chooser } from '../choice/arm.js';
import type { Connection, Row } from '../sqlite/connection.js';
import { toSqlUtcMs } from '../utc.js';

/**
 * Why a tally changed. `run`: a settled run. `verdict`: a correction of one. `direct`: a reward without a run. `person`:
 * an edit of a variants file. `opening`: counts that a variants file brought with it. `forgotten`: a forgotten run's
 * rows and their counterweights, kept only until no file contains them.
 */
type PullCause = 'run' | 'verdict' | 'direct' | 'person' | 'opening' | 'forgotten';

export interface Pull {
  readonly chooser: Chooser;
  readonly arm: string;
  readonly version: string;
  readonly cause: PullCause;
  /** Change of the number of trials; 0 for a correction. */
  readonly trials: number;
  /** Change of the sum of rewards. */
  readonly wins: number;
  /** Uuid of the run. */
  readonly run?: string | undefined;
  readonly decision?: number | undefined;
}

interface TallyRow extends Row {
  readonly trials: number;
  readonly wins: number;
  readonly last_pull: number;
}

/** An arm's tally with the id of the last pull in it. */
export interface Tally {
  readonly trials: number;
  readonly wins: number;
  readonly lastPull: number;
}

/** The sum of what one run added to one arm. */
export interface RunPulls {
  readonly version: string;
  readonly trials: number;
  readonly wins: number;
  /** Whether a direct update came before the run. */
  readonly isDirect: boolean;
}

interface RunPullsRow extends Row {
  readonly version: string;
  readonly trials: number;
  readonly wins: number;
  readonly direct: number;
}

const nothing: Tally = { trials: 0, wins: 0, lastPull: 0 };

/** The ledger's pulls: append-only changes of what is known of each arm, and their sums. */
export class Pulls {
  readonly #connection: Connection;
  readonly #clock: () => Date;

  constructor(connection: Connection, clock: () => Date) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /** Adds a pull and answers with its id. */
  add(pull: Pull): number {
    return this.#connection.run(
      `INSERT INTO pulls (ts, chooser, arm, arm_version, cause, trials, wins, run, decision)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        toSqlUtcMs(this.#clock()),
        pull.chooser,
        pull.arm,
        pull.version,
        pull.cause,
        pull.trials,
        pull.wins,
        pull.run ?? null,
        pull.decision ?? null,
      ],
    ).lastInsertRowid;
  }

  /** All that is known of an arm. */
  tally(chooser: Chooser, arm: string): Tally {
    const row = this.#connection.get<TallyRow>(
      'SELECT trials, wins, last_pull FROM tallies WHERE chooser = ? AND arm = ?',
      [chooser, arm],
    );
    return row === undefined ? nothing : { trials: row.trials, wins: row.wins, lastPull: row.last_pull };
  }

  /** What was known of an arm when `pull` was the newest. */
  tallyAt(chooser: Chooser, arm: string, pull: number): Tally {
    const now = this.tally(chooser, arm);
    const later = this.#connection.get<{ trials: number; wins: number }>(
      `SELECT total(trials) AS trials, total(wins) AS wins FROM pulls
       WHERE chooser = ? AND arm = ? AND id > ?`,
      [chooser, arm, pull],
    );
    return {
      trials: now.trials - (later?.trials ?? 0),
      wins: now.wins - (later?.wins ?? 0),
      lastPull: pull,
    };
  }

  /** All arms of a chooser that have a tally. */
  all(chooser: Chooser): ArmTally[] {
    return this.#connection.all<{ arm: string; trials: number; wins: number }>(
      'SELECT arm, trials, wins FROM tallies WHERE chooser = ? ORDER BY arm',
      [chooser],
    );
  }

  /** The highest pull id there is, 0 without any. */
  newest(): number {
    return this.#connection.get<{ id: number }>('SELECT ifnull(max(id), 0) AS id FROM pulls')?.id ?? 0;
  }

  /** What a run has added so far to an arm, or undefined when nothing yet. */
  ofRun(run: string, chooser: Chooser, arm: string): RunPulls | undefined {
    const row = this.#connection.get<RunPullsRow>(
      `SELECT min(arm_version) AS version, sum(trials) AS trials, sum(wins) AS wins, max(cause = 'direct') AS direct
       FROM pulls WHERE run = ? AND chooser = ? AND arm = ? GROUP BY run`,
      [run, chooser, arm],
    );
    return row && { version: row.version, trials: row.trials, wins: row.wins, isDirect: row.direct === 1 };
  }

  /** Lets a pull count for a run that was recorded after it. */
  assign(pull: number, run: string): void {
    this.#connection.run('UPDATE pulls SET run = ? WHERE id = ?', [run, pull]);
  }

  /**
   * Takes a run's pulls out of every sum. Files that already contain them are told apart by pull id, so the rows stay,
   * without the run, beside counterweights, until `dropForgotten` finds that no file needs them.
   */
  forget(run: string): void {
    const pulled = this.#connection.all<{
      chooser: Chooser;
      arm: string;
      version: string;
      trials: number;
      wins: number;
    }>(
      `SELECT chooser, arm, arm_version AS version, sum(trials) AS trials, sum(wins) AS wins
       FROM pulls WHERE run = ? GROUP BY chooser, arm, arm_version`,
      [run],
    );
    this.#connection.run(`UPDATE pulls SET run = NULL, decision = NULL, cause = 'forgotten' WHERE run = ?`, [
      run,
    ]);
    for (const { trials, wins, ...arm } of pulled) {
      this.add({ ...arm, cause: 'forgotten', trials: -trials, wins: -wins });
    }
  }

  /** Removes forgotten pulls with their counterweights. Only while every variants file is known to contain both. */
  dropForgotten(): void {
    this.#connection.run(`DELETE FROM pulls WHERE cause = 'forgotten'`);
  }

  hasForgotten(): boolean {
    return this.#connection.get(`SELECT 1 FROM pulls WHERE cause = 'forgotten' LIMIT 1`) !== undefined;
  }
}
