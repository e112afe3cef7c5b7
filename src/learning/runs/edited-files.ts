import type { Evidence } from '../../evidence/evidence.js';
import type { Connection, Row } from '../sqlite/connection.js';
import { fromSqlUtc } from '../utc.js';

/** A file's content by its place in `.agent/blobs`. */
export interface StoredContent {
  /** sha256 in hex; null where there is no such file. */
  readonly blob: string | null;
  readonly executable: boolean;
}

/** A file with pending edits, and what it was before them. */
export interface PendingRecord {
  readonly path: string;
  readonly before: StoredContent;
}

/** What a step of a review did to one file: to its past, which counts as settled, and to the file itself. */
export interface SteppedFile {
  readonly path: string;
  readonly past: Readonly<Record<'from' | 'to', StoredContent>>;
  readonly now: Readonly<Record<'from' | 'to', StoredContent>>;
}

/** One thing a person did in a review, with all it takes to take it back. */
export interface ReviewStep {
  readonly kind: 'keep' | 'reject' | 'undoRun';
  /** For people, in a few words. */
  readonly label: string;
  readonly files: readonly SteppedFile[];
  /** Evidence that the step gave to runs, by run. */
  /** What it told runs; the texts of edits are left out. */
  readonly told: readonly { readonly runId: string; readonly evidence: Evidence }[];
  readonly reason: string | null;
}

/** What a run did to one file: its content before the first and after the last write. */
export interface RunFile {
  readonly path: string;
  readonly before: StoredContent;
  readonly after: StoredContent;
}

/** One run's part in a file, for finding who wrote what. */
export interface RunLayer extends RunFile {
  readonly runId: string;
  /** UTC, ISO 8601. */
  readonly startedAt: string;
}

/** How many steps of a review can be taken back. */
const keptSteps = 50;
/** Of so many runs, the newest, files can be put back. */
const runsWithFiles = 100;
/** How many saves are remembered; what another window asks for is seconds old. */
const keptSaves = 200;

interface LayerRow extends Row {
  readonly run: string;
  readonly path: string;
  readonly before_blob: string | null;
  readonly before_executable: number;
  readonly after_blob: string | null;
  readonly after_executable: number;
  readonly started_at: string;
}

interface PendingRow extends Row {
  readonly path: string;
  readonly blob: string | null;
  readonly executable: number;
}

/**
 * The files that runs changed: what each was before and after every run, and which of them wait for a person's word.
 * A checkout is the folder that paths count from; worktrees share a ledger and have one each.
 */
export class EditedFiles {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  pending(checkout: string): PendingRecord[] {
    return this.#connection
      .all<PendingRow>('SELECT * FROM pending_files WHERE checkout = ? ORDER BY path', [checkout])
      .map(({ path, blob, executable }) => ({ path, before: { blob, executable: executable === 1 } }));
  }

  savePending(checkout: string, put: readonly PendingRecord[], drop: readonly string[]): void {
    for (const path of drop) {
      this.#connection.run('DELETE FROM pending_files WHERE checkout = ? AND path = ?', [checkout, path]);
    }
    for (const { path, before } of put) {
      this.#connection.run('INSERT OR REPLACE INTO pending_files VALUES (?, ?, ?, ?)', [
        checkout,
        path,
        before.blob,
        Number(before.executable),
      ]);
    }
  }

  /** Remembers a run's part in files; of one that is known already only what it is after the run. */
  saveOfRun(run: string, files: readonly RunFile[]): void {
    for (const { path, before, after } of files) {
      this.#connection.run(
        `INSERT INTO run_files VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (run, path) DO UPDATE SET
           after_blob = excluded.after_blob, after_executable = excluded.after_executable`,
        [run, path, before.blob, Number(before.executable), after.blob, Number(after.executable)],
      );
    }
  }

  /** Every run's part in the files of `paths`, or of the files of one run; oldest run first. */
  layers(wanted: { readonly paths: readonly string[] } | { readonly run: string }): RunLayer[] {
    const [condition, parameter] =
      'run' in wanted
        ? ['run = ?', wanted.run]
        : ['path IN (SELECT value FROM json_each(?))', JSON.stringify(wanted.paths)];
    return this.#connection
      .all<LayerRow>(
        `SELECT run_files.*, started_at FROM run_files JOIN run_facts ON run_facts.id = run
         WHERE ${condition} ORDER BY started_at, run_facts.rowid, path`,
        [parameter],
      )
      .map((row) => ({
        runId: row.run,
        path: row.path,
        before: { blob: row.before_blob, executable: row.before_executable === 1 },
        after: { blob: row.after_blob, executable: row.after_executable === 1 },
        startedAt: fromSqlUtc(row.started_at),
      }));
  }

  /** The steps that can be taken back, oldest first. */
  steps(checkout: string): { id: number; step: ReviewStep }[] {
    return this.#connection
      .all<{ id: number; step: string }>('SELECT id, step FROM review_steps WHERE checkout = ? ORDER BY id', [
        checkout,
      ])
      .map(({ id, step }) => ({ id, step: JSON.parse(step) as ReviewStep }));
  }

  /** Remembers a step and lets go of the oldest. */
  addStep(checkout: string, step: ReviewStep): number {
    const { lastInsertRowid } = this.#connection.run(
      'INSERT INTO review_steps (checkout, step) VALUES (?, ?)',
      [checkout, JSON.stringify(step)],
    );
    this.#connection.run(
      `DELETE FROM review_steps WHERE checkout = ? AND id <= (
         SELECT id FROM review_steps WHERE checkout = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
      [checkout, checkout, keptSteps],
    );
    return lastInsertRowid;
  }

  dropStep(id: number): void {
    this.#connection.run('DELETE FROM review_steps WHERE id = ?', [id]);
  }

  /** Notes that a person saved a file, by the sha256 of its bytes. */
  noteSave(checkout: string, path: string, blob: string): void {
    const { lastInsertRowid } = this.#connection.run(
      'INSERT INTO saved_files (checkout, path, blob) VALUES (?, ?, ?)',
      [checkout, path, blob],
    );
    this.#connection.run('DELETE FROM saved_files WHERE id <= ?', [lastInsertRowid - keptSaves]);
  }

  /** Whether a person, perhaps in another window, saved a file with these bytes of late. */
  wasSaved(checkout: string, path: string, blob: string): boolean {
    const found = this.#connection.get(
      'SELECT 1 AS found FROM saved_files WHERE checkout = ? AND path = ? AND blob = ?',
      [checkout, path, blob],
    );
    return found !== undefined;
  }

  /** Forgets what runs of long ago did to files, and answers with every blob that is still needed. */
  prune(): string[] {
    this.#connection.run(
      `DELETE FROM run_files WHERE run NOT IN (
         SELECT id FROM run_facts ORDER BY started_at DESC, rowid DESC LIMIT ${runsWithFiles})`,
    );
    return this.#connection
      .all<{ blob: string }>(
        `SELECT blob FROM pending_files WHERE blob IS NOT NULL
         UNION SELECT before_blob FROM run_files WHERE before_blob IS NOT NULL
         UNION SELECT after_blob FROM run_files WHERE after_blob IS NOT NULL
         UNION SELECT value FROM review_steps, json_tree(step) WHERE key = 'blob' AND value IS NOT NULL`,
      )
      .map(({ blob }) => blob);
  }

  forget(run: string): void {
    this.#connection.run('DELETE FROM run_files WHERE run = ?', [run]);
  }
}
