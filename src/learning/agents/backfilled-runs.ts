import { isAbsolute, relative, sep } from 'node:path';
import type { ReportedRun } from '../../adapters/reported-run.js';
import type { ReportSource } from '../../adapters/agent-event.js';
import type { TextKeeper } from '../runs/run-ledger.js';
import type { Connection, Row } from '../sqlite/connection.js';
import { fromSqlUtc, toSqlUtcMs } from '../utc.js';

/** A run of an agent that was not observed: found in its transcripts, or in the history. */
export interface BackfilledRun {
  readonly key: string;
  readonly source: ReportSource;
  readonly agent: string;
  readonly model: string | null;
  /** The prompt, or the subject of the commit; null when not known or where the ledger keeps numbers only. */
  readonly goal: string | null;
  /** In and out together; null when not told. */
  readonly tokens: number | null;
  readonly costUsd: number | null;
  /** Relative to the ledger's root. */
  readonly files: readonly string[];
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string | null;
}

interface BackfilledRow extends Row {
  readonly key: string;
  readonly source: ReportSource;
  readonly agent: string;
  readonly model: string | null;
  readonly goal: string | null;
  readonly tokens: number | null;
  readonly cost_usd: number | null;
  readonly files: string;
  readonly started_at: string;
  readonly ended_at: string | null;
}

/** A transcript tells of a commit's work too when it touched one of its files so long before it. */
const sameWorkMs = 24 * 60 * 60 * 1000;

/**
 * Runs that are kept beside the ledger's own and never among them: nobody observed how they came out. Each method that
 * changes something is one step of a transaction that the caller holds.
 */
export class BackfilledRuns {
  readonly #connection: Connection;
  readonly #root: string;
  readonly #texts: Pick<TextKeeper, 'keepsTexts' | 'clean'>;

  constructor(connection: Connection, root: string, texts: Pick<TextKeeper, 'keepsTexts' | 'clean'>) {
    this.#connection = connection;
    this.#root = root;
    this.#texts = texts;
  }

  /** Adds those that edited files of this repository and are not known yet, as runs or from before; answers with how many. */
  add(runs: readonly ReportedRun[]): number {
    const found = runs
      .map((run) => ({
        run,
        startedMs: Date.parse(run.startedAt),
        files: run.paths.flatMap((path) => this.#inRepository(path)),
      }))
      .filter(({ files }) => files.length > 0);
    const written = found.filter(({ run }) => run.source !== 'trailer');
    const isToldTwice = ({ run, startedMs, files }: (typeof found)[number]): boolean =>
      run.source === 'trailer' &&
      written.some((other) => {
        const beforeMs = startedMs - other.startedMs;
        const isNear = beforeMs >= 0 && beforeMs <= sameWorkMs && other.run.agent === run.agent;
        return isNear && other.files.some((file) => files.includes(file));
      });
    return found.filter((each) => !isToldTwice(each) && this.#insert(each.run, each.files)).length;
  }

  /** Newest first. */
  list(limit: number): BackfilledRun[] {
    return this.#connection
      .all<BackfilledRow>('SELECT * FROM backfilled_runs ORDER BY started_at DESC, key LIMIT ?', [limit])
      .map(({ cost_usd: costUsd, started_at: startedAt, ended_at: endedAt, files, ...row }) => ({
        ...row,
        costUsd,
        files: (JSON.parse(files) as unknown[]).map(String),
        startedAt: fromSqlUtc(startedAt),
        endedAt: endedAt === null ? null : fromSqlUtc(endedAt),
      }));
  }

  /** Removes all of them and answers with how many there were. */
  forgetAll(): number {
    return this.#connection.run('DELETE FROM backfilled_runs').changes;
  }

  #insert(run: ReportedRun, files: readonly string[]): boolean {
    const known = this.#connection.get('SELECT 1 FROM reported_prompts WHERE key = ?', [run.key]);
    if (known !== undefined) return false;
    const { tokensIn, tokensOut, endedAt } = run;
    const { changes } = this.#connection.run(
      'INSERT OR IGNORE INTO backfilled_runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [
        run.key,
        run.source,
        run.agent,
        run.model,
        this.#texts.keepsTexts() && run.prompt !== null ? this.#texts.clean(run.prompt) : null,
        tokensIn === null && tokensOut === null ? null : (tokensIn ?? 0) + (tokensOut ?? 0),
        run.costUsd,
        JSON.stringify(files),
        toSqlUtcMs(new Date(run.startedAt)),
        endedAt === null ? null : toSqlUtcMs(new Date(endedAt)),
      ],
    );
    return changes > 0;
  }

  #inRepository(path: string): string[] {
    const inside = relative(this.#root, path);
    return inside === '' || isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)
      ? []
      : [inside.split(sep).join('/')];
  }
}
