import { decodeText } from '../decode-text.js';
import { DocsError } from '../docs-error.js';
import type { SiteIndex, SiteIndexKind } from '../docs-site.js';
import type { Fetched, Resource, Validators } from '../fetch-resource.js';
import { visibleText } from '../extract/visible-text.js';
import type { IndexEntry } from './index-entry.js';
import { readInventory } from './inventory.js';
import { readListIndex, readMkdocsIndex } from './json-index.js';
import { readLlmsText } from './llms-text.js';
import { readPageLinks } from './page-links.js';
import { readSitemap, type Sitemap } from './sitemap.js';
import { readSphinxSearchIndex } from './sphinx-search-index.js';

export interface FetchedIndex extends Validators {
  readonly kind: 'index';
  readonly entries: readonly IndexEntry[];
}

type Fetch = (request: {
  readonly address: string;
  readonly types: ReadonlySet<string>;
  readonly validators?: Validators | undefined;
}) => Promise<Fetched>;

const json = ['application/json', 'text/json', 'text/plain'];
const script = ['text/javascript', 'application/javascript', 'application/x-javascript'];
const types: Readonly<Record<SiteIndexKind, ReadonlySet<string>>> = {
  inventory: new Set(['application/octet-stream', 'text/plain', 'application/zlib', 'binary/octet-stream']),
  sphinx: new Set([...script, ...json]),
  mkdocs: new Set(json),
  list: new Set(json),
  llms: new Set(['text/plain', 'text/markdown', 'text/x-markdown']),
  sitemap: new Set(['application/xml', 'text/xml', 'text/plain']),
  links: new Set(['text/html', 'application/xhtml+xml']),
};
const maxSitemaps = 4;
const maxEntries = 60_000;
const maxTitle = 200;

/**
 * Fetches and reads a site's own index.
 * @param isAllowed whether a page may be asked for; others are left out
 * @throws {DocsError}
 */
export async function fetchSiteIndex(
  index: SiteIndex,
  validators: Validators | undefined,
  fetch: Fetch,
  isAllowed: (url: string) => boolean,
  maxBytes: number,
): Promise<FetchedIndex | { readonly kind: 'unchanged' }> {
  const { kind } = index;
  const fetched = await fetch({ address: index.url, types: types[kind], validators });
  if (fetched.kind === 'unchanged') return fetched;
  const found =
    kind === 'sitemap'
      ? await readSitemaps(fetched, fetch)
      : reading(index.url, () => entriesOf(kind, fetched, maxBytes));
  const entries = tidy(found, isAllowed);
  if (entries.length === 0) throw new DocsError('unusable', `${index.url} lists no page that may be read.`);
  return { kind: 'index', entries, etag: fetched.etag, lastModified: fetched.lastModified };
}

function entriesOf(
  kind: Exclude<SiteIndexKind, 'sitemap'>,
  { url, bytes, type }: Resource,
  maxBytes: number,
): IndexEntry[] {
  switch (kind) {
    case 'inventory':
      return readInventory(bytes, url, maxBytes);
    case 'sphinx':
      return readSphinxSearchIndex(decodeText(bytes, type), url);
    case 'mkdocs':
      return readMkdocsIndex(decodeText(bytes, type), url);
    case 'list':
      return readListIndex(decodeText(bytes, type), url);
    case 'llms':
      return readLlmsText(decodeText(bytes, type), url);
    case 'links':
      return readPageLinks(decodeText(bytes, type), url);
  }
}

/** A large site's sitemap is a list of sitemaps; the first few of them. */
async function readSitemaps(first: Resource, fetch: Fetch): Promise<IndexEntry[]> {
  const read = ({ url, bytes, type }: Resource): Sitemap =>
    reading(url, () => readSitemap(decodeText(bytes, type)));
  const { entries, parts } = read(first);
  const all = [...entries];
  for (const address of parts.slice(0, maxSitemaps)) {
    const part = await fetch({ address, types: types.sitemap });
    if (part.kind === 'content') all.push(...read(part).entries);
  }
  return all;
}

function reading<T>(url: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new DocsError('unusable', `${url} could not be read as an index of the site.`, { cause: error });
  }
}

function tidy(found: readonly IndexEntry[], isAllowed: (url: string) => boolean): IndexEntry[] {
  const seen = new Set<string>();
  const entries: IndexEntry[] = [];
  for (const { title, url } of found) {
    const key = `${url} ${title}`;
    if (seen.has(key) || !isAllowed(url)) continue;
    seen.add(key);
    entries.push({ title: visibleText(title).slice(0, maxTitle), url });
    if (entries.length === maxEntries) break;
  }
  return entries;
}
