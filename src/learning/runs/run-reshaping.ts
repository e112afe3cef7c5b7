import { randomUUID } from 'node:crypto';
import type { Evidence } from '../../evidence/evidence.js';
import type { Connection } from '../sqlite/connection.js';
import { UserError } from '../user-error.js';
import { retell } from './review-steps.js';
import { partsOfEvidence } from './evidence-parts.js';
import type { Pulls } from './pulls.js';
import type { RunFacts, RunRows } from './run-rows.js';
import type { Settlement } from './settlement.js';

/**
 * Corrects what was taken for one run: two that were one task become one, one that was two becomes two. Every method is one
 * step of a transaction that the caller holds; what comes of it settles as if it had been recorded like that.
 */
export class RunReshaping {
  readonly #connection: Connection;
  readonly #rows: RunRows;
  readonly #pulls: Pulls;
  readonly #settlement: Settlement;

  constructor(connection: Connection, rows: RunRows, pulls: Pulls, settlement: Settlement) {
    this.#connection = connection;
    this.#rows = rows;
    this.#pulls = pulls;
    this.#settlement = settlement;
  }

  /**
   * Adds the finished run `from` to the finished run `into`, which keeps its goal and author: files, evidence, decisions and
   * texts follow, costs and durations add up, and `from` is gone with its pulls.
   * @throws {UserError} when they are the same, or one of them is not finished
   */
  merge(into: string, from: string): void {
    if (into === from) throw new UserError('A run cannot be merged with itself. Choose two runs.');
    const [kept, gone] = [this.#finished(into), this.#finished(from)];
    const run = (sql: string, ...parameters: (string | number | null)[]): void => {
      this.#connection.run(sql, parameters);
    };
    this.#mergeFiles(kept, gone);
    run('UPDATE evidence SET run = ? WHERE run = ?', into, from);
    run('UPDATE pair_runs SET run = ? WHERE run = ?', into, from);
    run('UPDATE reported_prompts SET run = ? WHERE run = ?', into, from);
    this.#pulls.forget(from);
    run(
      `UPDATE decisions SET run = ?,
         followed = (arm = CASE chooser WHEN 'prompt' THEN ? WHEN 'model' THEN ? ELSE ? END) IS TRUE
       WHERE run = ?`,
      ...[into, kept.prompt_id, kept.model_name, kept.context_id, from],
    );
    run('UPDATE run_facts SET attempt_of = nullif(?, id) WHERE attempt_of = ?', into, from);
    retell(this.#connection, (runId) => (runId === from ? into : runId));
    run('DELETE FROM run_facts WHERE id = ?', from);
    run('DELETE FROM signals WHERE run_id = ?', gone.run_id);
    run('DELETE FROM runs WHERE id = ?', gone.run_id);
    run(
      `UPDATE run_facts SET started_at = ?, finished_at = ?, cost_tokens = ?, cost_usd = ?, duration_ms = ?, verdict = ?,
         exportable = ? WHERE id = ?`,
      ...[kept.started_at < gone.started_at ? kept.started_at : gone.started_at],
      ...[(kept.finished_at ?? '') > (gone.finished_at ?? '') ? kept.finished_at : gone.finished_at],
      ...[added(kept.cost_tokens, gone.cost_tokens), added(kept.cost_usd, gone.cost_usd)],
      ...[added(kept.duration_ms, gone.duration_ms), verdictOfBoth(kept, gone)],
      ...[kept.exportable === 1 && gone.exportable === 1 ? 1 : null, into],
    );
    run(
      'UPDATE runs SET cost_tokens = ?, duration_ms = ? WHERE id = ?',
      ...[added(kept.cost_tokens, gone.cost_tokens), added(kept.duration_ms, gone.duration_ms), kept.run_id],
    );
    this.#settlement.settle(into);
  }

  /**
   * Makes a run of its own of some of a finished run's files, and answers with its uuid. It has the same goal and author. What
   * was seen of those files follows; what was seen of the whole, e.g. by checks, counts for both. Costs, duration, decisions
   * and texts stay.
   * @throws {UserError} unless it is finished and some of its files, but not all, are in `paths`
   */
  split(id: string, paths: readonly string[]): string {
    const facts = this.#finished(id);
    const evidence = this.#rows.evidenceOf(id);
    const files = this.#filesOf(id, evidence);
    const moved = new Set(paths.filter((path) => files.has(path)));
    if (moved.size === 0 || moved.size === files.size) {
      throw new UserError('Choose some of the files that the run changed, but not all of them.');
    }
    const part = randomUUID();
    this.#connection.run(
      `INSERT INTO run_facts (id, status, task_slug, goal, role, complexity, agent, model_name, prompt_id, context_id,
         provenance, started_at, finished_at, verdict, formula)
       SELECT ?, status, task_slug, goal, role, complexity, agent, model_name, prompt_id, context_id,
         provenance, started_at, finished_at, verdict, formula FROM run_facts WHERE id = ?`,
      [part, id],
    );
    for (const path of moved) {
      this.#connection.run('UPDATE run_files SET run = ? WHERE run = ? AND path = ?', [part, id, path]);
    }
    this.#splitEvidence(id, part, moved);
    retell(this.#connection, (runId, told) =>
      runId === id && 'path' in told && moved.has(told.path) ? part : runId,
    );
    this.#settlement.settle(facts.id);
    this.#settlement.settle(part);
    return part;
  }

  #finished(id: string): RunFacts {
    const facts = this.#rows.get(id);
    if (facts.status !== 'finished') {
      throw new UserError('Only finished runs can be merged or split. Finish the run first.');
    }
    return facts;
  }

  #filesOf(id: string, evidence: readonly Evidence[]): ReadonlySet<string> {
    const written = this.#connection.all<{ path: string }>('SELECT path FROM run_files WHERE run = ?', [id]);
    const seen = evidence.flatMap((each) => (each.kind === 'files' ? each.paths : []));
    return new Set([...written.map(({ path }) => path), ...seen]);
  }

  /** A file that both changed was before both what it was before the earlier one, and after both after the later one. */
  #mergeFiles(one: RunFacts, other: RunFacts): void {
    const [earlier, later] = one.started_at <= other.started_at ? [one.id, other.id] : [other.id, one.id];
    this.#connection.run(
      `UPDATE run_files SET (after_blob, after_executable) =
         (SELECT after_blob, after_executable FROM run_files AS l WHERE l.run = ?2 AND l.path = run_files.path)
       WHERE run = ?1 AND path IN (SELECT path FROM run_files WHERE run = ?2)`,
      [earlier, later],
    );
    this.#connection.run(
      'DELETE FROM run_files WHERE run = ?2 AND path IN (SELECT path FROM run_files WHERE run = ?1)',
      [earlier, later],
    );
    this.#connection.run('UPDATE run_files SET run = ? WHERE run IN (?, ?)', [one.id, earlier, later]);
  }

  #splitEvidence(id: string, part: string, moved: ReadonlySet<string>): void {
    const rows = this.#connection.all<{ id: number; ts: string; payload: string }>(
      'SELECT id, ts, payload FROM evidence WHERE run = ? ORDER BY id',
      [id],
    );
    for (const row of rows) {
      const { stays, goes } = partsOfEvidence(JSON.parse(row.payload) as Evidence, moved);
      if (goes !== null) {
        this.#connection.run('INSERT INTO evidence (run, ts, kind, payload) VALUES (?, ?, ?, ?)', [
          ...[part, row.ts, goes.kind, JSON.stringify(goes)],
        ]);
      }
      if (stays === null) this.#connection.run('DELETE FROM evidence WHERE id = ?', [row.id]);
      else if (goes !== null) {
        this.#connection.run('UPDATE evidence SET payload = ? WHERE id = ?', [JSON.stringify(stays), row.id]);
      }
    }
  }
}

function added(one: number | null, other: number | null): number | null {
  return one === null && other === null ? null : (one ?? 0) + (other ?? 0);
}

/** A word on one of them is a word on both; of two words the mean. */
function verdictOfBoth(one: RunFacts, other: RunFacts): number | null {
  if (one.verdict === null || other.verdict === null) return one.verdict ?? other.verdict;
  return (one.verdict + other.verdict) / 2;
}
