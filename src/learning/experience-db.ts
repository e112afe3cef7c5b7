import { existsSync } from 'node:fs';
import { databaseFile, ensureAgentFolder } from './agent-folder.js';
import type { RewardInputs } from './reward/reward-inputs.js';
import type { Role } from './runs/run.js';
import { migrations } from './schema.js';
import type { Connection, Row } from './sqlite/connection.js';
import { newestVersion, schemaVersion } from './sqlite/migrate.js';
import { longText } from './sqlite/long-text.js';
import { openConnection } from './sqlite/open.js';
import { noDatabase } from './no-database.js';
import { fromSqlUtc, toSqlUtc } from './utc.js';

export interface ExperienceDbOptions {
  /** Make the database when there is none; default true. */
  readonly create?: boolean | undefined;
  /** Write nothing at all, the lock included; default false. */
  readonly readOnly?: boolean | undefined;
  /** How long to wait for another process's transaction, in milliseconds; default 5000. */
  readonly busyTimeoutMs?: number | undefined;
  readonly clock?: (() => Date) | undefined;
}

export interface RunRow {
  readonly taskSlug: string;
  readonly modelName: string | null;
  readonly promptId: string | null;
  /** 0 to 1; null for a run that was neither checked nor judged. */
  readonly reward: number | null;
  readonly costTokens: number | null;
  readonly durationMs: number | null;
}

export interface PairRow {
  readonly taskSlug: string;
  readonly role: Role;
  readonly promptJson: string;
  readonly outputJson: string;
  /** The run's reward, 0 to 1; null while not known. */
  readonly label: number | null;
}

export interface RecentStats {
  /** 0 to 1; 0 without any scored run. */
  readonly avgReward: number;
  /** Tokens. */
  readonly avgCost: number;
  /** Milliseconds. */
  readonly avgDuration: number;
  /** How many runs the averages are over. */
  readonly totalRuns: number;
}

/**
 * The experience database of a repository, `.agent/experience.db`: typed queries over its `runs`, `signals`, `pairs`
 * and `web_cache`. Opening it recovers from a crash and brings the schema up to date.
 */
export class ExperienceDB {
  readonly connection: Connection;
  readonly #clock: () => Date;

  /**
   * @param repoRoot the folder that holds `.agent`
   * @throws {StorageError} when the file cannot be opened; {UserError} when `.agent` cannot be used
   */
  constructor(repoRoot: string, options: ExperienceDbOptions = {}) {
    const { create = true, readOnly = false, busyTimeoutMs = 5000, clock = () => new Date() } = options;
    this.#clock = clock;
    if (!readOnly && create) ensureAgentFolder(repoRoot);
    const file = databaseFile(repoRoot);
    if ((readOnly || !create) && !existsSync(file)) {
      throw noDatabase(repoRoot);
    }
    this.connection = openConnection(file, {
      migrations,
      busyTimeoutMs,
      readOnly,
      leaveNoTrace: readOnly,
      create,
    });
  }

  /** Whether an older version wrote it and it may only be read: what queries look for is not all there. */
  get isOutdated(): boolean {
    return schemaVersion(this.connection) < newestVersion(migrations);
  }

  /** Adds a run and answers with its id. */
  insertRun(run: RunRow): number {
    return this.connection.run(
      `INSERT INTO runs (ts, task_slug, model_name, prompt_id, reward, cost_tokens, duration_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [
        toSqlUtc(this.#clock()),
        run.taskSlug,
        run.modelName,
        run.promptId,
        run.reward,
        run.costTokens,
        run.durationMs,
      ],
    ).lastInsertRowid;
  }

  updateReward(runId: number, reward: number | null): void {
    this.connection.run('UPDATE runs SET reward = ? WHERE id = ?', [reward, runId]);
  }

  /** Writes a run's quality metrics, in place of what was there. */
  putSignals(runId: number, inputs: RewardInputs): void {
    this.connection.run('DELETE FROM signals WHERE run_id = ?', [runId]);
    this.connection.run('INSERT INTO signals VALUES (?, ?, ?, ?, ?, ?, ?)', [
      runId,
      inputs.lint_errors,
      inputs.type_errors,
      inputs.tests_total - inputs.tests_passed,
      inputs.coverage_pct ?? null,
      inputs.schema_errors,
      inputs.boundary_errors,
    ]);
  }

  insertPair(pair: PairRow): number {
    return this.connection.run(
      'INSERT INTO pairs (task_slug, role, prompt_json, output_json, label) VALUES (?, ?, ?, ?, ?)',
      [pair.taskSlug, pair.role, pair.promptJson, pair.outputJson, pair.label],
    ).lastInsertRowid;
  }

  /** Averages over the newest `limit` runs; runs without a reward, cost or duration do not count in that average. */
  getRecentStats(limit = 100): RecentStats {
    const row = this.connection.get<Row & Record<'reward' | 'cost' | 'duration' | 'n', number>>(
      `SELECT ifnull(avg(reward), 0) AS reward, ifnull(avg(cost_tokens), 0) AS cost,
              ifnull(avg(duration_ms), 0) AS duration, count(*) AS n
       FROM (SELECT reward, cost_tokens, duration_ms FROM runs ORDER BY id DESC LIMIT ?)`,
      [limit],
    );
    return {
      avgReward: row?.reward ?? 0,
      avgCost: row?.cost ?? 0,
      avgDuration: row?.duration ?? 0,
      totalRuns: row?.n ?? 0,
    };
  }

  /** Mean reward and number of scored runs by model, best first, over all runs. */
  getAverageRewardByModel(): { model_name: string; avg_reward: number; count: number }[] {
    return this.#averages('model').map(({ name, ...rest }) => ({ model_name: name, ...rest }));
  }

  /** Mean reward and number of scored runs by prompt, best first, over all runs. */
  getAverageRewardByPrompt(): { prompt_id: string; avg_reward: number; count: number }[] {
    return this.#averages('prompt').map(({ name, ...rest }) => ({ prompt_id: name, ...rest }));
  }

  #averages(kind: 'model' | 'prompt'): { name: string; avg_reward: number; count: number }[] {
    return this.connection.all(
      `SELECT name, reward_sum / scored AS avg_reward, scored AS count FROM run_totals
       WHERE kind = ? AND scored > 0 ORDER BY avg_reward DESC, name`,
      [kind],
    );
  }

  /** The cached page and when it was fetched (UTC, ISO 8601), or undefined. */
  getWebCache(url: string): { html: string; fetchedAt: string } | undefined {
    const row = this.connection.get<{ html: string; fetched_at: string }>(
      'SELECT html, fetched_at FROM web_cache WHERE url = ?',
      [url],
    );
    return row && { html: row.html, fetchedAt: fromSqlUtc(row.fetched_at) };
  }

  upsertWebCache(url: string, html: string): void {
    this.connection.run(
      `INSERT INTO web_cache (url, html, fetched_at) VALUES (?, CAST(? AS TEXT), ?)
       ON CONFLICT (url) DO UPDATE SET html = excluded.html, fetched_at = excluded.fetched_at`,
      [url, longText(html), toSqlUtc(this.#clock())],
    );
  }

  listCachedDocs(): { url: string; fetchedAt: string }[] {
    return this.connection
      .all<{ url: string; fetched_at: string }>(
        'SELECT url, fetched_at FROM web_cache ORDER BY fetched_at DESC',
      )
      .map((row) => ({ url: row.url, fetchedAt: fromSqlUtc(row.fetched_at) }));
  }

  close(): void {
    this.connection.close();
  }
}
