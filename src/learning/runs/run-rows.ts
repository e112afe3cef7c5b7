import type { Evidence } from '../../evidence/evidence.js';
import type { Connection, Row } from '../sqlite/connection.js';
import { UserError } from '../user-error.js';
import type { Provenance, Role, RunStatus, RunView } from './run.js';

/** A run as the ledger stores it, with the reward it settled to last. */
export interface RunFacts extends Row {
  readonly id: string;
  /** Row in `runs`; null until it first settles. */
  readonly run_id: number | null;
  readonly status: RunStatus;
  readonly task_slug: string;
  readonly goal: string | null;
  readonly role: Role;
  readonly complexity: RunView['complexity'];
  readonly agent: string | null;
  readonly model_name: string | null;
  readonly prompt_id: string | null;
  readonly context_id: string | null;
  readonly provenance: Provenance;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly cost_tokens: number | null;
  readonly cost_usd: number | null;
  readonly duration_ms: number | null;
  readonly verdict: number | null;
  /** The formula that it was settled by last. */
  readonly formula: string | null;
  readonly weakened: number | null;
  readonly exportable: number | null;
  readonly reward: number | null;
}

/** Every run with its reward. */
export const selectFacts =
  'SELECT run_facts.*, runs.reward FROM run_facts LEFT JOIN runs ON runs.id = run_id';

/** The runs of a ledger and their evidence, as they are stored. */
export class RunRows {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @throws {UserError} when there is no such run */
  get(id: string): RunFacts {
    const row = this.find(id);
    if (row === undefined) throw new UserError('This run is not in the ledger any more.');
    return row;
  }

  find(id: string): RunFacts | undefined {
    return this.#connection.get<RunFacts>(`${selectFacts} WHERE run_facts.id = ?`, [id]);
  }

  /** The uuid of a row of `runs`. */
  idOf(runId: number): string {
    const row = this.#connection.get<{ id: string }>('SELECT id FROM run_facts WHERE run_id = ?', [runId]);
    if (row === undefined) throw new UserError(`There is no run ${runId}.`);
    return row.id;
  }

  /** Newest first. */
  list(filter: { readonly limit: number; readonly status?: RunStatus | undefined }): RunFacts[] {
    return this.#connection.all<RunFacts>(
      `${selectFacts} WHERE ? IS NULL OR status = ? ORDER BY started_at DESC, run_facts.rowid DESC LIMIT ?`,
      [filter.status ?? null, filter.status ?? null, filter.limit],
    );
  }

  /** In the order it came. */
  evidenceOf(id: string): Evidence[] {
    return this.#connection
      .all<{ payload: string }>('SELECT payload FROM evidence WHERE run = ? ORDER BY id', [id])
      .map(({ payload }) => JSON.parse(payload) as Evidence);
  }
}
