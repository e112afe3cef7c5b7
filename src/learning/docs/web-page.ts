import type { ShelvedPage } from './docs-library.js';
import { wholeSection } from './extract/sections-text.js';

export interface WebPage {
  readonly url: string;
  readonly title: string;
  /** The first three paragraphs. */
  readonly summary: string;
  /** All of the page, as Markdown. */
  readonly text: string;
  /** The part that was asked for or answers what was searched, as Markdown; null for a page as a whole. */
  readonly section: string | null;
  /** Of that part, what comes after `#` in its address. */
  readonly anchor: string | null;
  /** The version that the page is about, where the workspace says which it uses and the site has it. */
  readonly version: string | null;
  /** UTC, ISO 8601. */
  readonly fetchedAt: string;
  /** Older than 7 days, and could not be fetched anew. */
  readonly isStale: boolean;
}

/** A page as whoever asked sees it; an anchor that it does not have counts as none. */
export function webPage(page: ShelvedPage, anchor: string | null): WebPage {
  const section = anchor === null ? undefined : wholeSection(page, anchor);
  return {
    url: page.url,
    title: page.title,
    summary: page.summary,
    text: page.markdown,
    section: section ?? null,
    anchor: section === undefined ? null : anchor,
    version: page.version,
    fetchedAt: page.fetchedAt,
    isStale: page.isStale,
  };
}
