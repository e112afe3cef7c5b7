import type { Connection, Row } from '../../sqlite/connection.js';
import { fromSqlUtc, toSqlUtcMs } from '../../utc.js';
import type { SiteConnection } from '../retriever.js';

/** Why a site was asked: for a page, for its list of pages, or for what it asks programs to respect (robots.txt). */
export type ConnectionPurpose = 'page' | 'list' | 'rules';

export interface LookUp {
  /** `copied` for a prompt, or only read. */
  readonly action: 'read' | 'copied';
  /** What was typed; null where that is not known or not kept. */
  readonly query: string | null;
  readonly url: string;
  readonly source: 'cache' | 'site';
}

export interface LoggedLookUp extends LookUp {
  /** UTC, ISO 8601. */
  readonly at: string;
  /** The uuid of the run that was open; null for none. */
  readonly run: string | null;
}

export interface LoggedConnection extends SiteConnection {
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly host: string;
  readonly purpose: ConnectionPurpose;
}

/** The newest so many of each are kept. */
const keptRows = 1000;

/** What was looked up in documentation, and which connections were made for it. */
export class DocsLog {
  readonly #connection: Connection;
  readonly #clock: () => Date;

  constructor(connection: Connection, clock: () => Date) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /** Notes look-ups of one moment; a database that is only read stays as it is. */
  lookedUp(lookUps: readonly LookUp[]): void {
    if (!this.#connection.isWritable || lookUps.length === 0) return;
    this.#connection.transaction(() => {
      for (const { action, query, url, source } of lookUps) {
        this.#connection.run(
          `INSERT INTO docs_lookups (ts, action, query, url, source, run)
           VALUES (?, ?, ?, ?, ?, (SELECT id FROM run_facts WHERE status = 'open' ORDER BY started_at DESC LIMIT 1))`,
          [this.#now(), action, query, url, source],
        );
      }
      this.#prune('docs_lookups');
    });
  }

  connected({ url, bytes }: SiteConnection, purpose: ConnectionPurpose): void {
    if (!this.#connection.isWritable) return;
    this.#connection.transaction(() => {
      this.#connection.run('INSERT INTO docs_connections (ts, url, purpose, bytes) VALUES (?, ?, ?, ?)', [
        ...[this.#now(), url, purpose, bytes],
      ]);
      this.#prune('docs_connections');
    });
  }

  /** Newest first. */
  lookUps(limit: number): LoggedLookUp[] {
    return this.#newest<Row & LookUp & { ts: string; run: string | null }>('docs_lookups', limit).map(
      ({ ts, action, query, url, source, run }) => ({ at: fromSqlUtc(ts), action, query, url, source, run }),
    );
  }

  /** Newest first. */
  connections(limit: number): LoggedConnection[] {
    return this.#newest<Row & SiteConnection & { ts: string; purpose: ConnectionPurpose }>(
      'docs_connections',
      limit,
    ).map(({ ts, url, purpose, bytes }) => {
      return {
        at: fromSqlUtc(ts),
        host: URL.canParse(url) ? new URL(url).hostname : url,
        url,
        purpose,
        bytes,
      };
    });
  }

  /** Forgets what was looked up; which connections were made stays. */
  clearLookUps(): void {
    this.#connection.run('DELETE FROM docs_lookups');
  }

  #newest<T extends Row>(table: string, limit: number): T[] {
    return this.#connection.all<T>(`SELECT * FROM ${table} ORDER BY id DESC LIMIT ?`, [limit]);
  }

  #prune(table: string): void {
    this.#connection.run(`DELETE FROM ${table} WHERE id <= (SELECT max(id) FROM ${table}) - ?`, [keptRows]);
  }

  #now(): string {
    return toSqlUtcMs(this.#clock());
  }
}
