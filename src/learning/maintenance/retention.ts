import type { Connection } from '../sqlite/connection.js';
import { toSqlUtc } from '../utc.js';

/** How much bulky text is kept; the numbers of every run are kept for ever. */
export interface RetentionLimits {
  /** Cached pages not fetched again for this many days are dropped; default 90. */
  readonly pageDays: number;
  /** At most this many pairs, the newest; default 50,000. */
  readonly pairs: number;
  /** Above this size of the database pages go first, then the oldest pairs; default 200 MB. */
  readonly databaseBytes: number;
}

export const defaultRetention: RetentionLimits = { pageDays: 90, pairs: 50_000, databaseBytes: 200_000_000 };

/** What `pruneStep` would remove in the end, as far as it can be told in advance. */
export interface PrunePlan {
  readonly pages: number;
  readonly pairs: number;
  /** By how many bytes the database is above its limit. */
  readonly bytesAboveLimit: number;
}

const pagesPerStep = 20;
const pairsPerStep = 200;
/** A step gives at most this much back to the file system; it costs a few milliseconds. */
const freePagesPerStep = 256;

export function prunePlan(
  connection: Connection,
  now: Date,
  limits: RetentionLimits = defaultRetention,
): PrunePlan {
  const pages = count(connection, 'SELECT count(*) AS n FROM web_cache WHERE fetched_at < ?', [
    oldestKept(now, limits),
  ]);
  const pairs = Math.max(0, count(connection, 'SELECT count(*) AS n FROM pairs') - limits.pairs);
  return { pages, pairs, bytesAboveLimit: Math.max(0, usedBytes(connection) - limits.databaseBytes) };
}

/**
 * Removes a little of what is too old or too much, and gives free space back. Each call is short; call it again while
 * it answers true.
 * @returns whether there is more to do
 */
export function pruneStep(
  connection: Connection,
  now: Date,
  limits: RetentionLimits = defaultRetention,
): boolean {
  const plan = prunePlan(connection, now, limits);
  const removed = connection.transaction(() => removeSome(connection, now, limits, plan));
  const free = count(connection, 'PRAGMA freelist_count');
  if (free > 0) connection.exec(`PRAGMA incremental_vacuum(${freePagesPerStep})`);
  return removed > 0 || free > freePagesPerStep;
}

function removeSome(connection: Connection, now: Date, limits: RetentionLimits, plan: PrunePlan): number {
  if (plan.pages > 0) return removePages(connection, 'WHERE fetched_at < ?', [oldestKept(now, limits)]);
  if (plan.pairs > 0) return removePairs(connection, Math.min(plan.pairs, pairsPerStep));
  if (plan.bytesAboveLimit === 0) return 0;
  return removePages(connection, '', []) || removePairs(connection, pairsPerStep);
}

/** The oldest first; what is known about a page goes with it. */
function removePages(connection: Connection, where: string, params: readonly string[]): number {
  return connection.run(
    `DELETE FROM web_cache WHERE url IN (SELECT url FROM web_cache ${where} ORDER BY fetched_at LIMIT ${pagesPerStep})`,
    params,
  ).changes;
}

function removePairs(connection: Connection, limit: number): number {
  const oldest = 'SELECT id FROM pairs ORDER BY id LIMIT ?';
  connection.run(`DELETE FROM pair_runs WHERE pair_id IN (${oldest})`, [limit]);
  return connection.run(`DELETE FROM pairs WHERE id IN (${oldest})`, [limit]).changes;
}

function oldestKept(now: Date, { pageDays }: RetentionLimits): string {
  return toSqlUtc(new Date(now.getTime() - pageDays * 86_400_000));
}

function usedBytes(connection: Connection): number {
  const pages = count(connection, 'PRAGMA page_count') - count(connection, 'PRAGMA freelist_count');
  return pages * count(connection, 'PRAGMA page_size');
}

function count(connection: Connection, sql: string, params: readonly (string | number)[] = []): number {
  return Number(Object.values(connection.get(sql, params) ?? {})[0] ?? 0);
}
