import { budgetWindows, committedOf, refusalOf, type BudgetLimits, type Charge } from '../choice/budget.js';
import type { Connection } from '../sqlite/connection.js';
import { UserError } from '../user-error.js';
import { fromSqlUtc, toSqlUtcMs } from '../utc.js';
import type { CallTraffic, LoggedCall } from './call-traffic.js';

/** One call of a model before it starts. */
export interface PlannedCharge {
  readonly model: string;
  /** Uuid of the run that makes it; null for a call outside of a run. */
  readonly run: string | null;
  /** The most that it can cost, in US dollars; 0 or more. */
  readonly maxUsd: number;
}

/** Why a call may not start, in words for a person; or the charge that holds its money. */
export type Reserved =
  | { readonly kind: 'reserved'; readonly charge: number }
  | { readonly kind: 'refused'; readonly message: string };

/** What is spent and reserved, in US dollars. */
export interface Spent {
  readonly dayUsd: number;
  readonly monthUsd: number;
}

/** The money that calls cost or may still cost. Each method is one step of a transaction that the caller holds. */
export class Spending {
  readonly #connection: Connection;
  readonly #clock: () => Date;

  constructor(connection: Connection, clock: () => Date) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /** Holds a call's most back, unless that would exceed a limit. */
  reserve({ model, run, maxUsd }: PlannedCharge, limits: BudgetLimits): Reserved {
    const now = this.#clock();
    const refusal = refusalOf(maxUsd, this.#charges(now), limits, now);
    if (refusal !== undefined) {
      const { window, limitUsd, committedUsd } = refusal;
      return {
        kind: 'refused',
        message:
          `This call of ${model} may cost ${dollars(maxUsd)}, and ${dollars(committedUsd)} of this ${window}'s ` +
          `${dollars(limitUsd)} are spent or reserved. Raise the budget or use a cheaper model.`,
      };
    }
    const charge = this.#connection.run('INSERT INTO charges (ts, model, run, max_usd) VALUES (?, ?, ?, ?)', [
      toSqlUtcMs(now),
      model,
      run,
      maxUsd,
    ]).lastInsertRowid;
    return { kind: 'reserved', charge };
  }

  /**
   * Puts a call's real cost in the place of its most.
   * @param traffic null for a call that never began
   * @throws {UserError} when there is no such charge
   */
  settle(charge: number, costUsd: number, traffic: CallTraffic | null): void {
    const { host = null, sentBytes = null, receivedBytes = null } = traffic ?? {};
    const { changes } = this.#connection.run(
      'UPDATE charges SET cost_usd = ?, host = ?, sent_bytes = ?, received_bytes = ? WHERE id = ?',
      [costUsd, host, sentBytes, receivedBytes, charge],
    );
    if (changes === 0) throw new UserError(`There is no call ${charge} to settle.`);
  }

  /** The model of a charge, or undefined when there is no such charge. */
  modelOf(charge: number): string | undefined {
    return this.#connection.get<{ model: string }>('SELECT model FROM charges WHERE id = ?', [charge])?.model;
  }

  /** Calls that went out, newest first. */
  calls(limit: number): LoggedCall[] {
    return this.#connection
      .all<{ ts: string; model: string; host: string; sent_bytes: number; received_bytes: number }>(
        'SELECT ts, model, host, sent_bytes, received_bytes FROM charges WHERE host IS NOT NULL ORDER BY id DESC LIMIT ?',
        [limit],
      )
      .map(({ ts, model, host, sent_bytes: sentBytes, received_bytes: receivedBytes }) => {
        return { at: fromSqlUtc(ts), model, host, sentBytes, receivedBytes };
      });
  }

  spent(): Spent {
    const now = this.#clock();
    const { day } = budgetWindows(now);
    const charges = this.#charges(now);
    const sum = (from: readonly Charge[]): number =>
      from.reduce((total, each) => total + committedOf(each), 0);
    return { dayUsd: sum(charges.filter(({ at }) => at >= day)), monthUsd: sum(charges) };
  }

  #charges(now: Date): Charge[] {
    return this.#connection
      .all<{
        ts: string;
        max_usd: number;
        cost_usd: number | null;
      }>('SELECT ts, max_usd, cost_usd FROM charges WHERE ts >= ?', [toSqlUtcMs(budgetWindows(now).month)])
      .map((row) => ({ at: new Date(fromSqlUtc(row.ts)), maxUsd: row.max_usd, costUsd: row.cost_usd }));
  }
}

function dollars(usd: number): string {
  return `$${usd < 0.01 ? usd.toPrecision(1) : usd.toFixed(2)}`;
}
