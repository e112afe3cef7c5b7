import type { Connection } from '../sqlite/connection.js';
import { fromSqlUtc } from '../utc.js';

export interface KeptPageRow {
  readonly url: string;
  readonly title: string | null;
  /** UTC, ISO 8601; null for a page that somebody put there by SQL. */
  readonly fetchedAt: string | null;
}

/** The newest pages of documentation that are kept; none of their text is read. */
export function keptPages(connection: Connection, limit: number): KeptPageRow[] {
  return connection
    .all<{ url: string; title: string | null; fetched_at: string | null }>(
      `SELECT url, title, fetched_at FROM web_pages WHERE kind = 'page'
       UNION ALL SELECT url, NULL, NULL FROM web_cache WHERE url NOT IN (SELECT url FROM web_pages)
       ORDER BY fetched_at DESC LIMIT ?`,
      [limit],
    )
    .map(({ url, title, fetched_at: at }) => ({
      url,
      title,
      fetchedAt: at === null ? null : fromSqlUtc(at),
    }));
}
