import { reviewedShare } from '../../evidence/review-evidence.js';
import type { Role } from '../runs/run.js';
import type { Connection, Row } from '../sqlite/connection.js';

/** Evidence as it is stored. Kinds that are not known here are carried along unread. */
export type StoredEvidence = { readonly kind: string } & Readonly<Record<string, unknown>>;

/** A recorded pair with what is known of the run that left it. What is not known is null. */
export interface RecordedAttempt {
  readonly pairId: number;
  readonly role: Role;
  readonly task: string;
  readonly promptJson: string;
  readonly outputJson: string;
  /** The run's reward once settled, 0 to 1. */
  readonly reward: number | null;
  readonly agent: string | null;
  readonly model: string | null;
  /** The share a person kept, 0 to 1. */
  readonly verdict: number | null;
  /** Whether it weakened checks and nobody said that it may be exported all the same. */
  readonly weakens: boolean;
  /** Every formula's parts, as stored. */
  readonly scores: unknown;
  /** In the order it came; empty for a pair without a run. */
  readonly evidence: readonly StoredEvidence[];
}

interface AttemptRow extends Row {
  readonly id: number;
  readonly role: Role;
  readonly task_slug: string | null;
  readonly prompt_json: string;
  readonly output_json: string;
  readonly label: number | null;
  readonly run: string | null;
  readonly agent: string | null;
  readonly model_name: string | null;
  readonly verdict: number | null;
  readonly scores: string | null;
  /** Missing in a database of an older version. */
  readonly weakened?: number | null;
  readonly exportable?: number | null;
}

const pairsPerRead = 100;

const selectAttempts = `
  SELECT run_facts.*, run, pairs.id, pairs.role, pairs.task_slug, prompt_json, output_json, label
  FROM pairs LEFT JOIN pair_runs ON pair_id = pairs.id LEFT JOIN run_facts ON run_facts.id = run
  WHERE prompt_json IS NOT NULL AND output_json IS NOT NULL AND pairs.role IS NOT NULL`;

/** All pairs, newest first, read in portions so that a large database is never in memory whole. */
export function* recordedAttempts(connection: Connection): Generator<RecordedAttempt> {
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = connection.all<AttemptRow>(
      `${selectAttempts} AND pairs.id < ? ORDER BY pairs.id DESC LIMIT ${pairsPerRead}`,
      [before],
    );
    const [first, last] = [rows.at(0), rows.at(-1)];
    if (first === undefined || last === undefined) return;
    const evidence = evidenceByRun(connection, last.id, first.id);
    for (const row of rows) yield attemptOf(row, evidence);
    before = last.id;
  }
}

/** The pair of that id, or undefined when it is gone. */
export function recordedAttempt(connection: Connection, pairId: number): RecordedAttempt | undefined {
  const row = connection.get<AttemptRow>(`${selectAttempts} AND pairs.id = ?`, [pairId]);
  return row && attemptOf(row, evidenceByRun(connection, pairId, pairId));
}

export function countAttempts(connection: Connection): number {
  return connection.get<{ n: number }>('SELECT count(*) AS n FROM pairs')?.n ?? 0;
}

type EvidenceByRun = ReadonlyMap<string, readonly StoredEvidence[]>;

function attemptOf(row: AttemptRow, evidenceByRun: EvidenceByRun): RecordedAttempt {
  const evidence = evidenceByRun.get(row.run ?? '') ?? [];
  return {
    pairId: row.id,
    role: row.role,
    task: row.task_slug ?? '',
    promptJson: row.prompt_json,
    outputJson: row.output_json,
    reward: row.label,
    agent: row.agent,
    model: row.model_name,
    verdict: row.verdict ?? reviewedShare(evidence).share,
    weakens: row.weakened === 1 && row.exportable !== 1,
    scores: row.scores === null ? null : parsed(row.scores),
    evidence,
  };
}

/** Of all runs with a pair between two ids, both included: one query for many runs. */
function evidenceByRun(connection: Connection, firstPair: number, lastPair: number): EvidenceByRun {
  const rows = connection.all<{ run: string; payload: string }>(
    `SELECT run, payload FROM evidence
     WHERE run IN (SELECT run FROM pair_runs WHERE pair_id BETWEEN ? AND ?) ORDER BY id`,
    [firstPair, lastPair],
  );
  const byRun = new Map<string, StoredEvidence[]>();
  for (const { run, payload } of rows) {
    const evidence = parsed(payload);
    if (!isEvidence(evidence)) continue;
    const known = byRun.get(run);
    if (known === undefined) byRun.set(run, [evidence]);
    else known.push(evidence);
  }
  return byRun;
}

function isEvidence(value: unknown): value is StoredEvidence {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
