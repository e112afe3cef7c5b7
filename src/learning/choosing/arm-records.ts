import type { Chooser, Tally } from '../choice/arm.js';
import { emptyRecord, tallyNow, type ArmRecord, type KindTally } from '../choice/tally-now.js';
import type { Complexity } from '../runs/run.js';
import type { Connection, Row } from '../sqlite/connection.js';

interface TallyRow extends Row {
  readonly arm: string;
  readonly arm_version: string;
  readonly kind: string;
  readonly trials: number;
  readonly wins: number;
}

/** What the ledger knows of an arm when it may be chosen. */
export interface KnownArm extends KindTally {
  /** Runs whose reward is not known yet. */
  readonly pending: number;
}

/** What runs with a model cost so far. */
export interface ModelCosts {
  /** How many of its runs have a known cost. */
  readonly runs: number;
  readonly usd: number;
}

/** Columns of `run_facts` that name what a run used. */
const usedColumn = { prompt: 'prompt_id', model: 'model_name', context: 'context_id' } as const;

/** Reads what a choice needs to know; in time that does not grow with the history. */
export class ArmRecords {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * What is known of arms, in their order.
   * @param kind the task's own kind; null where that is not known
   */
  of(
    chooser: Chooser,
    arms: readonly { readonly id: string; readonly version: string }[],
    kind: Complexity | null,
  ): KnownArm[] {
    const rows = this.#connection.all<TallyRow>(
      'SELECT arm, arm_version, kind, trials, wins FROM version_tallies WHERE chooser = ?',
      [chooser],
    );
    const open = this.#openRuns(chooser);
    return arms.map(({ id, version }) => {
      const own = rows.filter(({ arm }) => arm === id);
      const tally = tallyNow(own.length === 0 ? emptyRecord : recordOf(own, version, kind));
      const isUnscored = tally.trials <= 0 && this.#wasUsed(chooser, id);
      return { ...tally, pending: (open.get(id) ?? 0) + Number(isUnscored) };
    });
  }

  costsOf(model: string): ModelCosts {
    const row = this.#connection.get<{ runs: number; usd: number }>(
      'SELECT runs, usd FROM model_costs WHERE model = ?',
      [model],
    );
    return { runs: row?.runs ?? 0, usd: row?.usd ?? 0 };
  }

  #openRuns(chooser: Chooser): ReadonlyMap<string, number> {
    const column = usedColumn[chooser];
    const rows = this.#connection.all<{ arm: string; runs: number }>(
      `SELECT ${column} AS arm, count(*) AS runs FROM run_facts
       WHERE status = 'open' AND ${column} IS NOT NULL GROUP BY 1`,
    );
    return new Map(rows.map(({ arm, runs }) => [arm, runs]));
  }

  /** Whether a suggestion of the arm was followed: without a check it would count as untried for ever and be tried again. */
  #wasUsed(chooser: Chooser, arm: string): boolean {
    return (
      this.#connection.get(
        `SELECT 1 FROM decisions WHERE chooser = ? AND arm = ? AND followed = 1 AND run IS NOT NULL LIMIT 1`,
        [chooser, arm],
      ) !== undefined
    );
  }
}

function recordOf(rows: readonly TallyRow[], version: string, kind: Complexity | null): ArmRecord {
  const isPresent = (row: TallyRow): boolean => row.arm_version === version;
  const isOfKind = (row: TallyRow): boolean => row.kind === kind;
  return {
    present: sumOf(rows.filter(isPresent)),
    former: sumOf(rows.filter((row) => !isPresent(row))),
    presentOfKind: sumOf(rows.filter((row) => isPresent(row) && isOfKind(row))),
    formerOfKind: sumOf(rows.filter((row) => !isPresent(row) && isOfKind(row))),
  };
}

function sumOf(rows: readonly TallyRow[]): Tally {
  return rows.reduce((sum, { trials, wins }) => ({ trials: sum.trials + trials, wins: sum.wins + wins }), {
    trials: 0,
    wins: 0,
  });
}
