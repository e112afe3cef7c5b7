import type { Candidate, Chooser } from '../choice/arm.js';
import type { Complexity } from '../runs/run.js';
import type { Connection } from '../sqlite/connection.js';
import { toSqlUtcMs } from '../utc.js';

/** An arm that could have been chosen, as it stood. */
export interface LoggedCandidate extends Candidate {
  readonly version: string;
  /** Whether it was among those to try first. */
  readonly isPreferred: boolean;
}

/** A choice before anything is pulled. */
export interface Decision {
  readonly chooser: Chooser;
  readonly arm: string;
  readonly policy: string;
  /** Probability with which the policy picks this arm, in (0, 1]. */
  readonly propensity: number;
  /** With it and the candidates the choice can be made again. */
  readonly seed: number;
  readonly candidates: readonly LoggedCandidate[];
  readonly complexity: Complexity | null;
}

const leastPropensity = 1e-6;

/** What a run really used; null where that is not known. */
export type UsedArms = Readonly<Record<Chooser, string | null>>;

/** Every choice with all that led to it, so that history can be evaluated under another policy. */
export class DecisionLog {
  readonly #connection: Connection;
  readonly #clock: () => Date;

  constructor(connection: Connection, clock: () => Date) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /** Logs a decision and answers with its id. */
  add(decision: Decision): number {
    const chosen = decision.candidates.find(({ arm }) => arm === decision.arm);
    if (chosen === undefined) throw new RangeError(`"${decision.arm}" was not a candidate`);
    return this.#connection.run(
      `INSERT INTO decisions (ts, chooser, arm, arm_version, policy, propensity, seed, candidates, complexity)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        toSqlUtcMs(this.#clock()),
        decision.chooser,
        decision.arm,
        chosen.version,
        decision.policy,
        // Tabulated probabilities are right to about 0.001: one may be rounded to 0, or beyond 1.
        Math.min(1, Math.max(leastPropensity, decision.propensity)),
        decision.seed,
        JSON.stringify(decision.candidates),
        decision.complexity,
      ],
    ).lastInsertRowid;
  }

  /** Remembers which run came of a decision, and whether it used what was proposed or overruled it. */
  follow(decision: number, run: string, used: UsedArms): void {
    this.#connection.run(
      `UPDATE decisions SET run = ?,
         followed = (arm = CASE chooser WHEN 'prompt' THEN ? WHEN 'model' THEN ? ELSE ? END) IS TRUE
       WHERE id = ?`,
      [run, used.prompt, used.model, used.context, decision],
    );
  }
}
