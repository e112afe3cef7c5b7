import * as z from 'zod';
import type { ExperienceDB } from '../experience-db.js';
import type { Row } from '../sqlite/connection.js';
import { longText } from '../sqlite/long-text.js';
import { fromSqlUtc, toSqlUtc } from '../utc.js';
import type { ExtractedPage } from './extract/extract-page.js';
import type { Validators } from './fetch-resource.js';
import type { RetrievedPage } from './retriever.js';
import type { FetchedIndex } from './site-index/fetch-site-index.js';
import type { IndexEntry } from './site-index/index-entry.js';

interface Cached extends Validators {
  /** The address it was asked for by. */
  readonly url: string;
  /** When its content came from the site; UTC, ISO 8601. */
  readonly fetchedAt: string;
  /** When the site last said that this is what it has; UTC, ISO 8601. */
  readonly checkedAt: string;
}

export interface CachedPage extends Cached, ExtractedPage {
  /** The version of the library that it is about, where it is about just one. */
  readonly version: string | null;
}

export interface CachedIndex extends Cached {
  readonly entries: readonly IndexEntry[];
}

/** What is in the cache, without its content. */
export interface CacheItem {
  readonly url: string;
  readonly kind: 'page' | 'index';
  readonly title: string | null;
  /** Null for a page that somebody put there by SQL. */
  readonly fetchedAt: string | null;
  /** Changes with the content. */
  readonly stamp: string;
}

interface CacheRow extends Row {
  readonly url: string;
  readonly fetched_at: string;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly checked_at: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly extracted: string | null;
  readonly sections: string | null;
  readonly version: string | null;
}

// What somebody put into web_cache by SQL, later than we did, has no companion that is true of it.
const selectRow = `SELECT web_cache.url, web_cache.fetched_at, checked_at, etag, last_modified, version, title, summary,
    sections, extracted
  FROM web_cache LEFT JOIN web_pages ON web_pages.url = web_cache.url AND web_pages.fetched_at = web_cache.fetched_at
  WHERE web_cache.url = ? AND ifnull(kind, 'page') = ?`;
// Reads no content: web_cache's own column behind the HTML is not looked at.
const selectItems = `SELECT url, kind, title, fetched_at, etag FROM web_pages
  UNION ALL
  SELECT url, 'page', NULL, NULL, NULL FROM web_cache WHERE url NOT IN (SELECT url FROM web_pages)
  ORDER BY url`;

type ItemRow = Row &
  Pick<CacheRow, 'url' | 'title' | 'etag'> & {
    readonly kind: CacheItem['kind'];
    readonly fetched_at: string | null;
  };

type CheckedRow = Row & Pick<CacheRow, 'url' | 'title'> & { readonly checked_at: string };

const sectionsSchema = z.array(
  z.object({ level: z.number(), title: z.string(), anchor: z.string().nullable(), start: z.number() }),
);
const entriesSchema = z.array(z.object({ title: z.string(), url: z.string() }));

/** What the HTML of a page says. */
export type Extract = (html: string, url: string) => Promise<ExtractedPage>;

/** Pages of documentation in the experience database: as they came in `web_cache`, what they say in `web_pages`. */
export class PageCache {
  readonly #db: ExperienceDB;
  readonly #clock: () => Date;
  readonly #extract: Extract;
  #changes = 0;

  constructor(db: ExperienceDB, clock: () => Date, extract: Extract) {
    this.#db = db;
    this.#clock = clock;
    this.#extract = extract;
  }

  /** Undefined also for a page that somebody put into `web_cache` by SQL and that was not read yet. */
  page(url: string): CachedPage | undefined {
    const row = this.#row(url, 'page');
    const extracted = row && extractedOf(row);
    return extracted && { ...cachedOf(row), version: row.version, ...extracted };
  }

  /** The same, after reading what somebody put there by SQL; what cannot be read says nothing. */
  async read(url: string): Promise<CachedPage | undefined> {
    const known = this.page(url);
    const row = known === undefined ? this.#row(url, 'page') : undefined;
    if (row === undefined) return known;
    const html = this.#db.getWebCache(url)?.html ?? '';
    const nothing = { title: '', summary: '', markdown: '', sections: [] };
    const extracted = await this.#extract(html, url).catch(() => nothing);
    const { title, summary, markdown, sections } = extracted;
    if (this.#db.connection.isWritable) {
      this.#db.connection.run(
        `INSERT OR REPLACE INTO web_pages (url, kind, fetched_at, checked_at, title, summary, sections, extracted)
         SELECT url, 'page', fetched_at, fetched_at, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT) FROM web_cache WHERE url = ? AND fetched_at = ?`,
        [title, summary, longText(JSON.stringify(sections)), longText(markdown), url, row.fetched_at],
      );
    }
    return { ...cachedOf(row), version: null, title, summary, markdown, sections };
  }

  index(url: string): CachedIndex | undefined {
    const row = this.#row(url, 'index');
    const entries = parsed(entriesSchema, row?.extracted);
    return row && entries && { ...cachedOf(row), entries };
  }

  putPage(url: string, page: RetrievedPage, version: string | null): void {
    const { html, title, summary, markdown } = page;
    const sections = JSON.stringify(page.sections);
    this.#put(url, 'page', html, page, { version, title, summary, sections, extracted: markdown });
  }

  putIndex(url: string, index: FetchedIndex): void {
    const nothing = { version: null, title: null, summary: null, sections: null };
    this.#put(url, 'index', '', index, { ...nothing, extracted: JSON.stringify(index.entries) });
  }

  /** The site says that nothing changed. */
  touch(url: string): void {
    this.#db.connection.run('UPDATE web_pages SET checked_at = ? WHERE url = ?', [
      toSqlUtc(this.#clock()),
      url,
    ]);
  }

  /** What is there, by address. */
  list(): CacheItem[] {
    return this.#db.connection.all<ItemRow>(selectItems).map(({ url, kind, title, fetched_at, etag }) => ({
      url,
      kind,
      title,
      fetchedAt: fetched_at === null ? null : fromSqlUtc(fetched_at),
      stamp: `${fetched_at ?? ''} ${etag ?? ''}`,
    }));
  }

  /** Those of the pages that are there, without their content. */
  checked(urls: readonly string[]): { url: string; title: string | null; checkedAt: string }[] {
    const marks = urls.map(() => '?').join(', ');
    return this.#db.connection
      .all<CheckedRow>(
        `SELECT url, title, ifnull(checked_at, fetched_at) AS checked_at FROM web_pages
         WHERE kind = 'page' AND url IN (${marks})`,
        urls,
      )
      .map(({ url, title, checked_at: at }) => ({ url, title, checkedAt: fromSqlUtc(at) }));
  }

  /** Changes whenever what is there may have changed, by whomever. */
  version(): string {
    return `${this.#changes} ${this.#db.connection.dataVersion()}`;
  }

  /** Forgets one page or index, or all, and says how many that were. */
  clear(url?: string): number {
    this.#changes += 1;
    return url === undefined
      ? this.#db.connection.run('DELETE FROM web_cache').changes
      : this.#db.connection.run('DELETE FROM web_cache WHERE url = ?', [url]).changes;
  }

  #row(url: string, kind: CacheItem['kind']): CacheRow | undefined {
    return this.#db.connection.get<CacheRow>(selectRow, [url, kind]);
  }

  #put(
    url: string,
    kind: CacheItem['kind'],
    html: string,
    { etag, lastModified }: Validators,
    facts: Pick<CacheRow, 'version' | 'title' | 'summary' | 'sections' | 'extracted'>,
  ): void {
    const { connection } = this.#db;
    const { version, title, summary, sections, extracted } = facts;
    const now = toSqlUtc(this.#clock());
    this.#changes += 1;
    connection.transaction(() => {
      this.#db.upsertWebCache(url, html);
      connection.run(
        `INSERT OR REPLACE INTO web_pages
           (url, kind, fetched_at, checked_at, etag, last_modified, version, title, summary, sections, extracted)
         SELECT url, ?, fetched_at, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT) FROM web_cache WHERE url = ?`,
        [
          kind,
          now,
          etag,
          lastModified,
          version,
          title,
          summary,
          longText(sections),
          longText(extracted),
          url,
        ],
      );
    });
  }
}

function cachedOf({ url, etag, last_modified: lastModified, fetched_at, checked_at }: CacheRow): Cached {
  const fetchedAt = fromSqlUtc(fetched_at);
  return {
    url,
    etag,
    lastModified,
    fetchedAt,
    checkedAt: checked_at === null ? fetchedAt : fromSqlUtc(checked_at),
  };
}

function extractedOf({
  title,
  summary,
  extracted: markdown,
  sections: json,
}: CacheRow): ExtractedPage | undefined {
  const sections = parsed(sectionsSchema, json);
  return title === null || summary === null || markdown === null || sections === undefined
    ? undefined
    : { title, summary, markdown, sections };
}

function parsed<T>(schema: z.ZodType<T>, json: string | null | undefined): T | undefined {
  try {
    return schema.safeParse(JSON.parse(json ?? 'null')).data;
  } catch {
    return undefined;
  }
}
