import MiniSearch, { type SearchOptions } from 'minisearch';
import type { ExtractedPage } from '../extract/extract-page.js';
import { plainMarkdown } from '../extract/plain-markdown.js';
import { sectionText } from '../extract/sections-text.js';
import type { IndexEntry } from '../site-index/index-entry.js';
import { queryWords, wordsOf } from './words.js';

export interface DocsHit {
  /** Of the page, without anchor. */
  readonly url: string;
  /** Of the section or definition that matches; null for a page as a whole. */
  readonly anchor: string | null;
  readonly title: string;
  /** Grows with how well it matches; only comparable within one search. */
  readonly score: number;
}

interface Part {
  readonly id: number;
  readonly title: string;
  /** Title of the page it is on. */
  readonly page: string;
  readonly text: string;
}

interface Place extends Pick<DocsHit, 'url' | 'anchor' | 'title'> {
  /** The title as it is compared with a question. */
  readonly bareTitle: string;
}

const ranking: SearchOptions = {
  boost: { title: 4, page: 2 },
  tokenize: queryWords,
  weights: { prefix: 0.3, fuzzy: 0.2 },
};
/** The last word may still be typed. */
const typing: SearchOptions = {
  prefix: (term, index, terms) => index === terms.length - 1 && term.length >= 3,
};
/** Ways to search, each for where those before it found too little. */
const attempts: readonly SearchOptions[] = [
  { combineWith: 'AND' },
  { combineWith: 'AND', ...typing },
  typing,
  { ...typing, fuzzy: 0.2 },
];
/** A title that is just what was asked for. */
const exactTitleBoost = 3;
/** A page about it rather than a part of another. */
const pageBoost = 1.2;
/** So many places make it needless to be less strict, and so does one with just the title that was asked for. */
const enough = 3;

/** Full text of pages by their sections, and titles of what sites say they have. Pure, in memory. */
export class DocsSearch {
  readonly #index = new MiniSearch<Part>({
    fields: ['title', 'page', 'text'],
    tokenize: wordsOf,
    processTerm: (term) => term,
  });
  readonly #places = new Map<number, Place>();
  readonly #idsOf = new Map<string, number[]>();
  #lastId = 0;

  addPage(url: string, page: ExtractedPage): void {
    const intro =
      page.sections[0]?.start === 0
        ? []
        : [{ title: page.title, anchor: null, text: page.markdown.slice(0, page.sections[0]?.start) }];
    const parts = page.sections.map(({ title, anchor }, index) => ({
      title,
      // The page's own heading leads to its top.
      anchor: index === 0 ? null : anchor,
      text: sectionText(page, index),
    }));
    this.#add(
      url,
      [...intro, ...parts].map(({ title, anchor, text }) => ({
        place: { url, anchor, title },
        page: page.title,
        text: plainMarkdown(text),
      })),
    );
  }

  /** @param source the address of the index that lists them */
  addEntries(source: string, entries: readonly IndexEntry[]): void {
    this.#add(
      source,
      entries.map(({ title, url: address }) => {
        const [url = '', anchor = null] = address.split('#', 2);
        return { place: { url, anchor, title }, page: '', text: '' };
      }),
    );
  }

  /** Forgets a page, or what an index lists. */
  remove(url: string): void {
    const ids = this.#idsOf.get(url) ?? [];
    this.#index.discardAll(ids);
    for (const id of ids) this.#places.delete(id);
    this.#idsOf.delete(url);
  }

  /** The best places first, each once. */
  search(query: string, limit: number): DocsHit[] {
    const asked = bare(query);
    const boostDocument = (id: number): number => boostOf(this.#places.get(id), asked);
    const hits = new Map<string, DocsHit>();
    let isExact = false;
    for (const attempt of attempts) {
      for (const { id, score } of this.#index.search(query, { ...ranking, ...attempt, boostDocument })) {
        if (hits.size === limit) return [...hits.values()];
        const place = this.#places.get(Number(id));
        if (place === undefined) continue;
        const { url, anchor, title, bareTitle } = place;
        isExact ||= bareTitle === asked;
        const key = `${url}#${anchor ?? ''}`;
        if (!hits.has(key)) hits.set(key, { url, anchor, title, score });
      }
      if (isExact || hits.size >= enough) break;
    }
    return [...hits.values()];
  }

  #add(
    source: string,
    parts: readonly {
      readonly place: Omit<Place, 'bareTitle'>;
      readonly page: string;
      readonly text: string;
    }[],
  ): void {
    this.remove(source);
    const documents = parts.map(({ place, page, text }) => {
      this.#lastId += 1;
      this.#places.set(this.#lastId, { ...place, bareTitle: bare(place.title) });
      return { id: this.#lastId, title: place.title, page, text };
    });
    this.#index.addAll(documents);
    this.#idsOf.set(
      source,
      documents.map(({ id }) => id),
    );
  }
}

function boostOf(place: Place | undefined, asked: string): number {
  if (place === undefined) return 1;
  return (place.bareTitle === asked ? exactTitleBoost : 1) * (place.anchor === null ? pageBoost : 1);
}

function bare(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
