import type { AttemptArm } from '../choice/attempt-chance.js';
import { lastStage } from '../choice/attempt-chance.js';
import { Escalation } from '../choice/escalation.js';
import { seededRandom } from '../choice/seeded-random.js';
import type { SuggestedModel } from '../choice/suggestion.js';
import type { Tally } from '../choice/arm.js';
import { attemptReason } from '../choice/attempt-reason.js';
import { poolingMass } from '../choice/belief.js';
import type { DecisionLog } from '../choosing/decision-log.js';
import type { ChoosingSettings } from '../choosing/choosing-settings.js';
import type { Option } from '../choosing/deciding.js';
import type { Complexity } from '../runs/run.js';
import type { Connection } from '../sqlite/connection.js';
import { UserError } from '../user-error.js';

interface CheckedRow extends Record<string, string | number> {
  readonly model: string;
  readonly stage: number;
  readonly kind: string;
  readonly trials: number;
  readonly wins: number;
}

/** What the next attempt at a task is chosen from. */
export interface AttemptQuestion {
  /** Uuid of the task's first run; null before any. */
  readonly first: string | null;
  /** The models that may be used, at least one. */
  readonly options: readonly Option[];
  readonly complexity: Complexity;
  readonly settings: ChoosingSettings;
}

/**
 * Attempts at one task by ever stronger models, each a run of its own, until the project's checks pass one. Learns from the
 * checks alone how likely each model is to pass them, as first, second or later attempt, per kind of task.
 */
export class Attempts {
  readonly #connection: Connection;
  readonly #log: DecisionLog;
  readonly #nextSeed: () => number;

  constructor(connection: Connection, log: DecisionLog, nextSeed: () => number) {
    this.#connection = connection;
    this.#log = log;
    this.#nextSeed = nextSeed;
  }

  /**
   * The model of the next attempt, logged as a decision; undefined when a check passed, or no further one is worth its cost.
   * @throws {UserError} while the last one is not checked
   */
  next({ first, options, complexity, settings }: AttemptQuestion): SuggestedModel | undefined {
    const past = first === null ? [] : this.#past(first);
    if (past.some(({ passed }) => passed === 1)) return undefined;
    if (past.some(({ passed }) => passed === null))
      throw new UserError('The last attempt is not checked yet.');
    const failed = past.map(({ model }) => model);
    const arms = this.#arms(options, complexity);
    const escalation = new Escalation({ slider: settings.preference });
    const seed = this.#nextSeed();
    const attempt = escalation.next(arms, failed, seededRandom(seed));
    const index = arms.findIndex(({ arm }) => arm === attempt?.arm);
    const option = options[index];
    const propensity = escalation.propensities(arms, failed)[index];
    if (attempt === undefined || option === undefined || propensity === undefined) return undefined;
    const { entry } = option;
    const decisionId = this.#log.add({
      chooser: 'model',
      arm: entry.id,
      policy: escalation.name,
      propensity,
      seed,
      complexity,
      candidates: arms.map((arm, at) => ({
        ...arm,
        ...sumOf(arm.checked),
        version: options[at]?.version ?? '',
        isPreferred: !failed.includes(arm.arm),
      })),
    });
    return {
      arm: entry.id,
      name: entry.name,
      reason: attemptReason(attempt, arms, failed),
      decisionId,
      propensity,
      others: [],
      costPer1k: entry.costPer1k ?? null,
      isInPlan: entry.isInPlan,
    };
  }

  /** Remembers that a run attempts a task; the first of its task, or another one after `attemptOf`. */
  begin(run: string, model: string, kind: Complexity | null, attemptOf: string | null): void {
    const before = attemptOf === null ? undefined : this.firstOf(attemptOf);
    const first = before ?? attemptOf ?? run;
    const stage = first === run ? 0 : Math.max(1, this.#past(first).length);
    this.#connection.run('INSERT INTO attempts VALUES (?, ?, ?, ?, ?, NULL)', [
      run,
      first,
      Math.min(stage, lastStage),
      model,
      kind ?? '',
    ]);
  }

  /** Remembers what the project's checks said of an attempt. */
  checked(run: string, passed: boolean): void {
    this.#connection.run('UPDATE attempts SET passed = ? WHERE run = ?', [Number(passed), run]);
  }

  /** The first run of an attempt's task; undefined when the run is no attempt. */
  firstOf(run: string): string | undefined {
    return this.#connection.get<{ first: string }>('SELECT first FROM attempts WHERE run = ?', [run])?.first;
  }

  #past(first: string): { model: string; passed: number | null }[] {
    return this.#connection.all(
      `SELECT model, passed FROM attempts JOIN run_facts ON run_facts.id = attempts.run
       WHERE first = ? ORDER BY started_at, run_facts.rowid`,
      [first],
    );
  }

  #arms(options: readonly Option[], complexity: Complexity): AttemptArm[] {
    const rows = this.#connection.all<CheckedRow>(
      `SELECT model, stage, kind, count(passed) AS trials, total(passed) AS wins FROM attempts
       WHERE passed IS NOT NULL GROUP BY model, stage, kind`,
    );
    return options.map(({ entry, prior, cost = null }) => ({
      arm: entry.id,
      checked: Array.from({ length: lastStage + 1 }, (_, stage) => {
        const own = rows.filter((row) => row.model === entry.id && row.stage === stage);
        return pooled(
          sumOf(own.filter(({ kind }) => kind === complexity)),
          sumOf(own.filter(({ kind }) => kind !== complexity)),
        );
      }),
      cost,
      prior,
    }));
  }
}

/** The attempts at tasks of the kind at hand, and of the others at most as many as a kind's share of all weighs. */
function pooled(own: Tally, others: Tally): Tally {
  const share = others.trials > poolingMass ? poolingMass / others.trials : 1;
  return { trials: own.trials + others.trials * share, wins: own.wins + others.wins * share };
}

function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, { trials, wins }) => ({ trials: sum.trials + trials, wins: sum.wins + wins }), {
    trials: 0,
    wins: 0,
  });
}
