import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocsSearch } from '../../../src/learning/docs/search/docs-search.js';
import { readInventory } from '../../../src/learning/docs/site-index/inventory.js';
import { readSphinxSearchIndex } from '../../../src/learning/docs/site-index/sphinx-search-index.js';
import type { PackagedDocs } from './debian-docs.js';
import { seededPick } from './seeded-pick.js';

export interface Question {
  readonly query: string;
  /** The one place that answers it. */
  readonly url: string;
}

export interface SearchQuality {
  /** Mean reciprocal rank of the right page among the pages found, 0 to 1. */
  readonly pageRank: number;
  /** The same for the right place on it. */
  readonly anchorRank: number;
  /** What each question cost, in milliseconds of the processor: others may be using the machine, too. */
  readonly costsMs: readonly number[];
}

const questions = 200;
const resultsLookedAt = 10;

/** Names of the standard library, as somebody types them: without dots. */
export function apiQuestions({ folder, baseUrl }: PackagedDocs, seed: string): Question[] {
  const entries = readInventory(
    readFileSync(join(folder, 'objects.inv')),
    `${baseUrl}objects.inv`,
    20_000_000,
  );
  const names = entries.filter(
    ({ title, url }) => /^[a-z_\d]+(?:\.\w+)+$/i.test(title) && url.includes('/library/'),
  );
  return seededPick(names, questions, seed, ({ title }) => title).map(({ title, url }) => ({
    query: title.split('.').slice(-3).join(' '),
    url,
  }));
}

/** Titles of sections as they stand, those included that several pages have: then just one page counts. */
export function titleQuestions({ folder, baseUrl }: PackagedDocs, seed: string): Question[] {
  const text = readFileSync(join(folder, 'searchindex.js'), 'utf8');
  const sections = readSphinxSearchIndex(text, `${baseUrl}searchindex.js`).filter(
    ({ url }) => url.includes('#') && !/\/(?:whatsnew|genindex|contents)/.test(url),
  );
  return seededPick(sections, questions, seed, ({ url }) => url).map(({ title, url }) => ({
    query: title,
    url,
  }));
}

export function measureSearch(search: DocsSearch, asked: readonly Question[]): SearchQuality {
  const costsMs: number[] = [];
  let pageRank = 0;
  let anchorRank = 0;
  for (const { query, url } of asked) {
    const before = process.cpuUsage();
    const hits = search.search(query, resultsLookedAt);
    const { user, system } = process.cpuUsage(before);
    costsMs.push((user + system) / 1000);
    const [page = ''] = url.split('#');
    const pages = [...new Set(hits.map((hit) => hit.url))];
    pageRank += reciprocal(pages.indexOf(page));
    anchorRank += reciprocal(hits.findIndex((hit) => `${hit.url}#${hit.anchor ?? ''}` === url));
  }
  return { pageRank: pageRank / asked.length, anchorRank: anchorRank / asked.length, costsMs };
}

function reciprocal(index: number): number {
  return index === -1 ? 0 : 1 / (index + 1);
}
