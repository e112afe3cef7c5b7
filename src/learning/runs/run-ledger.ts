import { randomUUID } from 'node:crypto';
import type { Evidence } from '../../evidence/evidence.js';
import type { ExperienceDB } from '../experience-db.js';
import { classicComponents, classicReward } from '../reward/classic.js';
import { deriveInputs } from '../reward/derive-inputs.js';
import type { Row } from '../sqlite/connection.js';
import { taskSlug } from '../task-slug.js';
import { UserError } from '../user-error.js';
import { fromSqlUtc, toSqlUtcMs } from '../utc.js';
import type { Pulls } from './pulls.js';
import type { FinishRun, Provenance, Role, RunStatus, RunView, StartRun, Verdict } from './run.js';

interface FactsRow extends Row {
  readonly id: string;
  readonly run_id: number | null;
  readonly status: RunStatus;
  readonly task_slug: string;
  readonly goal: string | null;
  readonly role: Role;
  readonly complexity: RunView['complexity'];
  readonly agent: string | null;
  readonly model_name: string | null;
  readonly prompt_id: string | null;
  readonly provenance: Provenance;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly cost_tokens: number | null;
  readonly duration_ms: number | null;
  readonly verdict: number | null;
  readonly reward: number | null;
}

/** One row a run, with the reward it settled to last. */
const selectFacts = 'SELECT run_facts.*, runs.reward FROM run_facts LEFT JOIN runs ON runs.id = run_id';

/** How texts are kept: not at all, or after `clean` has taken secrets and personal details out. */
export interface TextKeeper {
  readonly keepsTexts: () => boolean;
  readonly clean: (text: string) => string;
  readonly cleanJson: (json: string) => string;
}

/**
 * The life of runs over the ledger: open, append evidence, settle, settle again, forget. Every method is one step of a
 * transaction that the caller holds; evidence and pulls are only ever appended, and a run's reward is derived from
 * them each time it settles.
 */
export class RunLedger {
  readonly #db: ExperienceDB;
  readonly #pulls: Pulls;
  readonly #clock: () => Date;
  readonly #texts: TextKeeper;
  readonly #versionOf: (chooser: 'prompt' | 'model', arm: string) => string;

  /** @param versionOf the present version of an arm, for the pulls */
  constructor(
    db: ExperienceDB,
    pulls: Pulls,
    texts: TextKeeper,
    versionOf: (chooser: 'prompt' | 'model', arm: string) => string,
    clock: () => Date,
  ) {
    this.#db = db;
    this.#pulls = pulls;
    this.#texts = texts;
    this.#versionOf = versionOf;
    this.#clock = clock;
  }

  /** Opens a run and answers with its uuid. */
  start(run: StartRun): string {
    const id = randomUUID();
    const { author } = run;
    this.#db.connection.run(
      `INSERT INTO run_facts (id, status, task_slug, goal, role, complexity, agent, model_name, prompt_id, provenance, started_at)
       VALUES (?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        id,
        run.taskSlug === undefined ? taskSlug(this.#texts.clean(run.goal)) : this.#texts.clean(run.taskSlug),
        this.#texts.keepsTexts() ? this.#texts.clean(run.goal) : null,
        run.role,
        run.complexity,
        author.agent === null ? null : this.#texts.clean(author.agent),
        author.modelName,
        author.promptId,
        author.provenance,
        toSqlUtcMs(this.#clock()),
      ],
    );
    return id;
  }

  /** Appends evidence; a run that is already finished settles again. */
  observe(id: string, evidence: readonly Evidence[]): void {
    const facts = this.#facts(id);
    if (facts.status === 'discarded') throw new UserError('This run was discarded; nothing is added to it.');
    for (const each of evidence) {
      this.#db.connection.run('INSERT INTO evidence (run, ts, kind, payload) VALUES (?, ?, ?, ?)', [
        id,
        toSqlUtcMs(this.#clock()),
        each.kind,
        this.#texts.cleanJson(JSON.stringify(each)),
      ]);
    }
    if (facts.status === 'finished') this.#settle(id);
  }

  /**
   * Ends an open run and settles it.
   * @param durationMs how long it took; by default the time since its start
   */
  finish(id: string, result: FinishRun, durationMs?: number): void {
    const facts = this.#facts(id);
    if (facts.status !== 'open') throw new UserError('This run is not open any more.');
    const now = this.#clock();
    this.#db.connection.run(
      `UPDATE run_facts SET status = 'finished', finished_at = ?, cost_tokens = ?, cost_usd = ?, duration_ms = ?
       WHERE id = ?`,
      [
        toSqlUtcMs(now),
        result.costTokens ?? null,
        result.costUsd ?? null,
        durationMs ?? Math.max(0, now.getTime() - Date.parse(fromSqlUtc(facts.started_at))),
        id,
      ],
    );
    if (result.pair !== undefined && this.#texts.keepsTexts()) {
      const pairId = this.#db.insertPair({
        taskSlug: facts.task_slug,
        role: facts.role,
        promptJson: this.#texts.cleanJson(result.pair.promptJson),
        outputJson: this.#texts.cleanJson(result.pair.outputJson),
        label: null,
      });
      this.#db.connection.run('INSERT INTO pair_runs (pair_id, run) VALUES (?, ?)', [pairId, id]);
    }
    this.#settle(id);
  }

  /** Takes a person's word; a finished run settles again, its trials are not counted twice. */
  setVerdict(id: string, verdict: Verdict): void {
    const share = verdict === 'accepted' ? 1 : verdict === 'rejected' ? 0 : verdict;
    if (!(share >= 0 && share <= 1)) {
      throw new UserError(`A verdict is "accepted", "rejected" or a share between 0 and 1, not ${share}.`);
    }
    const { status } = this.#facts(id);
    if (status === 'discarded') throw new UserError('This run was discarded; it takes no verdict.');
    this.#db.connection.run('UPDATE run_facts SET verdict = ? WHERE id = ?', [share, id]);
    if (status === 'finished') this.#settle(id);
  }

  /** Ends an open run without ever scoring it. */
  discard(id: string): void {
    if (this.#facts(id).status !== 'open') {
      throw new UserError('Only an open run can be discarded. Use Forget Run to remove a finished one.');
    }
    this.#db.connection.run(`UPDATE run_facts SET status = 'discarded', finished_at = ? WHERE id = ?`, [
      toSqlUtcMs(this.#clock()),
      id,
    ]);
  }

  /** Removes a run with its evidence, texts, signals and pulls. */
  forget(id: string): void {
    const { run_id: runId } = this.#facts(id);
    const { connection } = this.#db;
    this.#pulls.forget(id);
    connection.run('UPDATE decisions SET run = NULL WHERE run = ?', [id]);
    connection.run('UPDATE run_facts SET attempt_of = NULL WHERE attempt_of = ?', [id]);
    connection.run('DELETE FROM evidence WHERE run = ?', [id]);
    for (const { pair_id: pairId } of connection.all<{ pair_id: number }>(
      'SELECT pair_id FROM pair_runs WHERE run = ?',
      [id],
    )) {
      connection.run('DELETE FROM pair_runs WHERE pair_id = ?', [pairId]);
      connection.run('DELETE FROM pairs WHERE id = ?', [pairId]);
    }
    connection.run('DELETE FROM run_facts WHERE id = ?', [id]);
    connection.run('DELETE FROM signals WHERE run_id = ?', [runId]);
    connection.run('DELETE FROM runs WHERE id = ?', [runId]);
  }

  /** @throws {UserError} when there is no such run */
  get(id: string): RunView {
    return this.#view(this.#facts(id));
  }

  /** The run, or undefined when it is not in the ledger. */
  find(id: string): RunView | undefined {
    const facts = this.#find(id);
    return facts && this.#view(facts);
  }

  /** The uuid of a row of `runs`. */
  idOf(runId: number): string {
    const row = this.#db.connection.get<{ id: string }>('SELECT id FROM run_facts WHERE run_id = ?', [runId]);
    if (row === undefined) throw new UserError(`There is no run ${runId}.`);
    return row.id;
  }

  /** Newest first. */
  list(filter: { readonly limit: number; readonly status?: RunStatus | undefined }): RunView[] {
    return this.#db.connection
      .all<FactsRow>(
        `${selectFacts} WHERE ? IS NULL OR status = ? ORDER BY started_at DESC, run_facts.rowid DESC LIMIT ?`,
        [filter.status ?? null, filter.status ?? null, filter.limit],
      )
      .map((facts) => this.#view(facts));
  }

  /** Remembers that a run came of a decision and used what was proposed. */
  claimDecision(id: string, decision: number): void {
    this.#db.connection.run('UPDATE decisions SET run = ?, followed = 1 WHERE id = ?', [id, decision]);
  }

  #settle(id: string): void {
    const facts = this.#facts(id);
    const { inputs, reward, scores } = this.#score(facts);
    const runId = facts.run_id ?? this.#insertRun(facts, reward);
    if (facts.run_id !== null) this.#db.updateReward(runId, reward);
    this.#db.putSignals(runId, inputs);
    const { connection } = this.#db;
    connection.run(`UPDATE run_facts SET run_id = ?, formula = 'classic', scores = ? WHERE id = ?`, [
      runId,
      scores,
      id,
    ]);
    connection.run('UPDATE pairs SET label = ? WHERE id IN (SELECT pair_id FROM pair_runs WHERE run = ?)', [
      reward,
      id,
    ]);
    for (const [chooser, arm] of [
      ['prompt', facts.prompt_id],
      ['model', facts.model_name],
    ] as const) {
      if (arm !== null) this.#credit(facts, chooser, arm, reward);
    }
  }

  /**
   * Brings what the run has added to an arm up to its reward: one trial, or none while there is no reward. Where a
   * direct update settled the choice before the run was recorded, its reward stands, and only what the run's reward
   * changes by from then on is added.
   */
  #credit(facts: FactsRow, chooser: 'prompt' | 'model', arm: string, reward: number | null): void {
    const added = this.#pulls.ofRun(facts.id, chooser, arm);
    const isFirst = facts.run_id === null;
    if (added?.isDirect === true && isFirst) return;
    const trials = (reward === null ? 0 : 1) - (added?.trials ?? 0);
    const target =
      added?.isDirect === true ? clamp(added.wins + (reward ?? 0) - (facts.reward ?? 0)) : (reward ?? 0);
    const wins = target - (added?.wins ?? 0);
    if (trials === 0 && wins === 0) return;
    const decision = this.#db.connection.get<{ id: number }>(
      'SELECT id FROM decisions WHERE run = ? AND chooser = ? AND followed = 1',
      [facts.id, chooser],
    );
    this.#pulls.add({
      chooser,
      arm,
      // A correction belongs to what was used, even when the arm has become something else since.
      version: added?.version ?? this.#versionOf(chooser, arm),
      cause: added === undefined ? 'run' : 'verdict',
      trials,
      wins,
      run: facts.id,
      decision: decision?.id,
    });
  }

  #insertRun(facts: FactsRow, reward: number | null): number {
    return this.#db.insertRun({
      taskSlug: facts.task_slug,
      modelName: facts.model_name,
      promptId: facts.prompt_id,
      reward,
      costTokens: facts.cost_tokens,
      durationMs: facts.duration_ms,
    });
  }

  #score(facts: FactsRow): {
    inputs: ReturnType<typeof deriveInputs>['inputs'];
    reward: number | null;
    scores: string;
  } {
    const { inputs, isScored } = deriveInputs(this.#evidenceOf(facts.id), facts.verdict);
    const classic = { ...classicComponents(inputs), reward: classicReward(inputs) };
    return { inputs, reward: isScored ? classic.reward : null, scores: JSON.stringify({ classic }) };
  }

  #evidenceOf(id: string): Evidence[] {
    return this.#db.connection
      .all<{ payload: string }>('SELECT payload FROM evidence WHERE run = ? ORDER BY id', [id])
      .map(({ payload }) => JSON.parse(payload) as Evidence);
  }

  #facts(id: string): FactsRow {
    const row = this.#find(id);
    if (row === undefined) throw new UserError('This run is not in the ledger any more.');
    return row;
  }

  #find(id: string): FactsRow | undefined {
    return this.#db.connection.get<FactsRow>(`${selectFacts} WHERE run_facts.id = ?`, [id]);
  }

  #view(facts: FactsRow): RunView {
    const evidence = this.#evidenceOf(facts.id);
    const { inputs, basis, isScored } = deriveInputs(evidence, facts.verdict);
    const isSettled = facts.status === 'finished' && isScored;
    return {
      id: facts.id,
      number: facts.run_id,
      taskSlug: facts.task_slug,
      goal: facts.goal,
      status: facts.status,
      role: facts.role,
      complexity: facts.complexity,
      author: {
        agent: facts.agent,
        modelName: facts.model_name,
        promptId: facts.prompt_id,
        provenance: facts.provenance,
      },
      startedAt: fromSqlUtc(facts.started_at),
      finishedAt: facts.finished_at === null ? null : fromSqlUtc(facts.finished_at),
      reward: isSettled ? classicReward(inputs) : null,
      components: isSettled ? classicComponents(inputs) : null,
      basis: isSettled ? basis : null,
      verdict: facts.verdict,
      files: [...new Set(evidence.flatMap((each) => (each.kind === 'files' ? each.paths : [])))].sort(),
    };
  }
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
