import type { ExperienceDB } from '../experience-db.js';
import type { Row } from '../sqlite/connection.js';
import { fromSqlUtc, toSqlUtc } from '../utc.js';
import { extractPage, type ExtractedPage } from './extract-page.js';
import type { RetrievedPage } from './retrieve.js';

export interface CachedPage extends ExtractedPage {
  /** The address it was asked for by. */
  readonly url: string;
  /** UTC, ISO 8601. */
  readonly fetchedAt: string;
}

interface PageRow extends Row {
  readonly url: string;
  readonly html: string;
  readonly fetched_at: string;
  readonly title: string | null;
  readonly extracted: string | null;
}

const selectPages =
  'SELECT url, html, fetched_at, title, extracted FROM web_cache LEFT JOIN web_pages USING (url)';

/** Pages of documentation in the experience database: as they came in `web_cache`, what they say in `web_pages`. */
export class PageCache {
  readonly #db: ExperienceDB;
  readonly #clock: () => Date;

  constructor(db: ExperienceDB, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  get(url: string): CachedPage | undefined {
    const row = this.#db.connection.get<PageRow>(`${selectPages} WHERE url = ?`, [url]);
    return row && cachedPage(row);
  }

  /** Every page of a host, or of all. */
  pagesOf(host: string | undefined): CachedPage[] {
    const prefix = host === undefined ? '' : `https://${host}/`;
    return this.#db.connection
      .all<PageRow>(`${selectPages} WHERE substr(url, 1, ?) = ?`, [prefix.length, prefix])
      .map(cachedPage);
  }

  put(url: string, page: RetrievedPage): void {
    const { connection } = this.#db;
    connection.transaction(() => {
      this.#db.upsertWebCache(url, page.html);
      connection.run(
        'INSERT OR REPLACE INTO web_pages (url, checked_at, title, extracted) VALUES (?, ?, ?, ?)',
        [url, toSqlUtc(this.#clock()), page.title, page.text],
      );
    });
  }
}

/** A page that somebody put into `web_cache` by SQL is read here. */
function cachedPage({ url, html, fetched_at: fetchedAt, title, extracted }: PageRow): CachedPage {
  const page = title === null || extracted === null ? extractPage(html) : { title, text: extracted };
  return { url, fetchedAt: fromSqlUtc(fetchedAt), ...page };
}
