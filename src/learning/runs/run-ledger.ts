import { randomUUID } from 'node:crypto';
import type { Evidence } from '../../evidence/evidence.js';
import type { ExperienceDB } from '../experience-db.js';
import { explain, type Explanation } from '../reward/explanation.js';
import { taskSlug } from '../task-slug.js';
import { UserError } from '../user-error.js';
import { fromSqlUtc, toSqlUtcMs } from '../utc.js';
import type { Pulls } from './pulls.js';
import type { RunRows } from './run-rows.js';
import { viewOf } from './run-view.js';
import type { FinishRun, RunStatus, RunView, StartRun, Verdict } from './run.js';
import type { Settlement } from './settlement.js';

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
  readonly #rows: RunRows;
  readonly #pulls: Pulls;
  readonly #settlement: Settlement;
  readonly #clock: () => Date;
  readonly #texts: TextKeeper;

  constructor(
    parts: { readonly db: ExperienceDB; readonly rows: RunRows; readonly pulls: Pulls },
    settlement: Settlement,
    texts: TextKeeper,
    clock: () => Date,
  ) {
    this.#db = parts.db;
    this.#rows = parts.rows;
    this.#pulls = parts.pulls;
    this.#settlement = settlement;
    this.#texts = texts;
    this.#clock = clock;
  }

  /** Opens a run and answers with its uuid. */
  start(run: StartRun): string {
    const id = randomUUID();
    const { author } = run;
    this.#db.connection.run(
      `INSERT INTO run_facts (id, status, task_slug, goal, role, complexity, agent, model_name, prompt_id, context_id, attempt_of,
         provenance, started_at)
       VALUES (?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        id,
        run.taskSlug === undefined ? taskSlug(this.#texts.clean(run.goal)) : this.#texts.clean(run.taskSlug),
        this.#texts.keepsTexts() ? this.#texts.clean(run.goal) : null,
        run.role,
        run.complexity,
        author.agent === null ? null : this.#texts.clean(author.agent),
        author.modelName,
        author.promptId,
        run.contextId ?? null,
        run.attemptOf ?? null,
        author.provenance,
        toSqlUtcMs(this.#momentOf(run.startedAt)),
      ],
    );
    return id;
  }

  /** Appends evidence; a run that is already finished settles again. */
  observe(id: string, evidence: readonly Evidence[]): void {
    const facts = this.#rows.get(id);
    if (facts.status === 'discarded') throw new UserError('This run was discarded; nothing is added to it.');
    for (const each of evidence) {
      this.#db.connection.run('INSERT INTO evidence (run, ts, kind, payload) VALUES (?, ?, ?, ?)', [
        id,
        toSqlUtcMs(this.#clock()),
        each.kind,
        this.#texts.cleanJson(JSON.stringify(this.#texts.keepsTexts() ? each : withoutTexts(each))),
      ]);
    }
    if (facts.status === 'finished') this.#settlement.settle(id);
  }

  /**
   * Ends an open run and settles it.
   * @param durationMs how long it took, null when not known; by default the time since its start
   */
  finish(id: string, result: FinishRun, durationMs?: number | null): void {
    const facts = this.#rows.get(id);
    if (facts.status !== 'open') throw new UserError('This run is not open any more.');
    const now = this.#momentOf(result.finishedAt);
    if (result.title !== undefined) this.#retitle(id, result.title);
    this.#db.connection.run(
      `UPDATE run_facts SET status = 'finished', finished_at = ?, cost_tokens = ifnull(?, cost_tokens),
         cost_usd = ifnull(?, cost_usd), duration_ms = ?
       WHERE id = ?`,
      [
        toSqlUtcMs(now),
        result.costTokens ?? null,
        result.costUsd ?? null,
        durationMs === undefined
          ? Math.max(0, now.getTime() - Date.parse(fromSqlUtc(facts.started_at)))
          : durationMs,
        id,
      ],
    );
    if (result.pair !== undefined && this.#texts.keepsTexts()) {
      const pairId = this.#db.insertPair({
        taskSlug: this.#rows.get(id).task_slug,
        role: facts.role,
        promptJson: this.#texts.cleanJson(result.pair.promptJson),
        outputJson: this.#texts.cleanJson(result.pair.outputJson),
        label: null,
      });
      this.#db.connection.run('INSERT INTO pair_runs (pair_id, run) VALUES (?, ?)', [pairId, id]);
    }
    this.#settlement.settle(id);
  }

  /** Takes a person's word; a finished run settles again, its trials are not counted twice. */
  setVerdict(id: string, verdict: Verdict): void {
    const share = verdict === 'accepted' ? 1 : verdict === 'rejected' ? 0 : verdict;
    if (!(share >= 0 && share <= 1)) {
      throw new UserError(`A verdict is "accepted", "rejected" or a share between 0 and 1, not ${share}.`);
    }
    const { status } = this.#rows.get(id);
    if (status === 'discarded') throw new UserError('This run was discarded; it takes no verdict.');
    this.#db.connection.run('UPDATE run_facts SET verdict = ? WHERE id = ?', [share, id]);
    if (status === 'finished') this.#settlement.settle(id);
  }

  /** Ends an open run without ever scoring it. */
  discard(id: string): void {
    if (this.#rows.get(id).status !== 'open') {
      throw new UserError('Only an open run can be discarded. Use Forget Run to remove a finished one.');
    }
    this.#db.connection.run(`UPDATE run_facts SET status = 'discarded', finished_at = ? WHERE id = ?`, [
      toSqlUtcMs(this.#clock()),
      id,
    ]);
  }

  /** Removes a run with its evidence, texts, signals and pulls. */
  forget(id: string): void {
    const { run_id: runId } = this.#rows.get(id);
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
    return viewOf(this.#rows.get(id), this.#rows.evidenceOf(id));
  }

  /** The run, or undefined when it is not in the ledger. */
  find(id: string): RunView | undefined {
    const facts = this.#rows.find(id);
    return facts && viewOf(facts, this.#rows.evidenceOf(id));
  }

  /** The uuid of a row of `runs`. */
  idOf(runId: number): string {
    return this.#rows.idOf(runId);
  }

  /** Newest first. */
  list(filter: { readonly limit: number; readonly status?: RunStatus | undefined }): RunView[] {
    return this.#rows.list(filter).map((facts) => viewOf(facts, this.#rows.evidenceOf(facts.id)));
  }

  /** Why a run has its score; for an open one, what it would be. */
  explain(id: string): Explanation {
    const facts = this.#rows.get(id);
    const formula = this.#settlement.formulaOf(facts);
    return explain(this.#rows.evidenceOf(id), facts.verdict, formula, facts.role);
  }

  /** Says whether a run that weakened checks may be exported as training data all the same. */
  allowExport(id: string, isAllowed: boolean): void {
    this.#rows.get(id);
    this.#db.connection.run('UPDATE run_facts SET exportable = ? WHERE id = ?', [Number(isAllowed), id]);
  }

  /** Remembers that a run came of a decision and used what was proposed. */
  claimDecision(id: string, decision: number): void {
    this.#db.connection.run('UPDATE decisions SET run = ?, followed = 1 WHERE id = ?', [id, decision]);
  }

  /** Nothing that was told of lies in the future. */
  #momentOf(told: string | undefined): Date {
    const now = this.#clock();
    return told === undefined ? now : new Date(Math.min(Date.parse(told), now.getTime()));
  }

  #retitle(id: string, title: string): void {
    const goal = this.#texts.clean(title);
    this.#db.connection.run('UPDATE run_facts SET task_slug = ?, goal = ? WHERE id = ?', [
      taskSlug(goal),
      this.#texts.keepsTexts() ? goal : null,
      id,
    ]);
  }
}

/** Evidence without what people or programs wrote; findings keep their keys, by which they are compared. */
function withoutTexts(evidence: Evidence): Evidence {
  if (evidence.kind === 'review') return { ...evidence, reason: null, diff: null };
  if (evidence.kind !== 'command') return evidence;
  const kept = { ...evidence };
  delete kept.excerpt;
  const { findings = null } = kept;
  if (findings === null) return kept;
  return {
    ...kept,
    findings: { ...findings, list: findings.list.map((each) => ({ ...each, message: '' })) },
  };
}
