import type { Chooser } from '../choice/arm.js';
import type { ExperienceDB } from '../experience-db.js';
import { formulaText, type Formula } from '../reward/formula.js';
import { scoreRun } from '../reward/score-run.js';
import type { Pulls } from './pulls.js';
import type { RunFacts, RunRows } from './run-rows.js';
import { formulaOfRun } from './run-view.js';

/** The present version of an arm. */
export type VersionOf = (chooser: Chooser, arm: string) => string;

/**
 * Turns a finished run's evidence into its reward, its signals and its pulls, as often as something new is known: what was
 * settled before is brought up to what all of the evidence says, so the order in which it came makes no difference.
 */
export class Settlement {
  readonly #db: ExperienceDB;
  readonly #rows: RunRows;
  readonly #pulls: Pulls;
  readonly #versionOf: VersionOf;
  readonly #formula: Formula;

  /** @param formula teaches; a run that has settled before keeps the formula it was settled by until `rescore` */
  constructor(db: ExperienceDB, rows: RunRows, pulls: Pulls, versionOf: VersionOf, formula: Formula) {
    this.#db = db;
    this.#rows = rows;
    this.#pulls = pulls;
    this.#versionOf = versionOf;
    this.#formula = formula;
  }

  /** The formula that a run was settled by, or the one that teaches while it has none. */
  formulaOf(facts: RunFacts): Formula {
    return formulaOfRun(facts, this.#formula);
  }

  settle(id: string): void {
    const facts = this.#rows.get(id);
    this.#settleBy(facts, this.formulaOf(facts));
  }

  /** Settles every finished run by the formula that teaches now; answers with how many. */
  rescore(): number {
    const finished = this.#rows.list({ limit: Number.MAX_SAFE_INTEGER, status: 'finished' });
    for (const facts of finished) this.#settleBy(facts, this.#formula);
    return finished.length;
  }

  #settleBy(facts: RunFacts, formula: Formula): void {
    const { connection } = this.#db;
    const { inputs, outcome, scores, reward } = scoreRun(
      this.#rows.evidenceOf(facts.id),
      facts.verdict,
      formula,
      facts.role,
    );
    const runId = facts.run_id ?? this.#insertRun(facts, reward);
    if (facts.run_id !== null) this.#db.updateReward(runId, reward);
    this.#db.putSignals(runId, inputs);
    connection.run('UPDATE run_facts SET run_id = ?, formula = ?, scores = ?, weakened = ? WHERE id = ?', [
      runId,
      formulaText(formula),
      JSON.stringify(scores),
      Number(outcome.weakened.places.length > 0),
      facts.id,
    ]);
    connection.run('UPDATE pairs SET label = ? WHERE id IN (SELECT pair_id FROM pair_runs WHERE run = ?)', [
      reward,
      facts.id,
    ]);
    for (const [chooser, arm] of [
      ['prompt', facts.prompt_id],
      ['model', facts.model_name],
      ['context', facts.context_id],
    ] as const) {
      if (arm !== null) this.#credit(facts, chooser, arm, reward);
    }
  }

  /**
   * Brings what the run has added to an arm up to its reward: one trial, or none while there is no reward. Where a
   * direct update settled the choice before the run was recorded, its reward stands, and only what the run's reward
   * changes by from then on is added.
   */
  #credit(facts: RunFacts, chooser: Chooser, arm: string, reward: number | null): void {
    const added = this.#pulls.ofRun(facts.id, chooser, arm);
    const isFirst = facts.run_id === null;
    if (added?.isDirect === true && isFirst) return;
    const trials = (reward === null ? 0 : 1) - (added?.trials ?? 0);
    const target =
      added?.isDirect === true ? clamp(added.wins + (reward ?? 0) - (facts.reward ?? 0)) : (reward ?? 0);
    const wins = target - (added?.wins ?? 0);
    if (trials === 0 && wins === 0) return;
    const decision = this.#db.connection.get<{ id: number; version: string }>(
      'SELECT id, arm_version AS version FROM decisions WHERE run = ? AND chooser = ? AND followed = 1',
      [facts.id, chooser],
    );
    this.#pulls.add({
      chooser,
      arm,
      // A correction belongs to what was used, even when the arm has become something else since.
      version: added?.version ?? decision?.version ?? this.#versionOf(chooser, arm),
      cause: added === undefined ? 'run' : 'verdict',
      trials,
      wins,
      run: facts.id,
      decision: decision?.id,
    });
  }

  #insertRun(facts: RunFacts, reward: number | null): number {
    return this.#db.insertRun({
      taskSlug: facts.task_slug,
      modelName: facts.model_name,
      promptId: facts.prompt_id,
      reward,
      costTokens: facts.cost_tokens,
      durationMs: facts.duration_ms,
    });
  }
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
