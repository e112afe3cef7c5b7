import * as z from 'zod';
import type { IndexEntry } from './index-entry.js';

const schema = z.object({
  docnames: z.array(z.string()),
  titles: z.array(z.string()).default([]),
  /** Newer versions: where each heading is, as the number of its document and its anchor. */
  alltitles: z.record(z.string(), z.array(z.tuple([z.number(), z.string().nullable()]))).default({}),
});

/**
 * Reads Sphinx's searchindex.js: titles of pages and, in newer versions, of their sections.
 * @throws {Error} when it is none
 */
export function readSphinxSearchIndex(text: string, url: string): IndexEntry[] {
  const { docnames, titles, alltitles } = schema.parse(JSON.parse(asJson(text)));
  const addressOf = (page: number, anchor: string | null): string =>
    `${new URL(`${docnames[page] ?? ''}.html`, url).href}${anchor === null || anchor === '' ? '' : `#${anchor}`}`;
  return [
    ...titles.map((title, page) => ({ title: plain(title), url: addressOf(page, null) })),
    ...Object.entries(alltitles).flatMap(([title, places]) =>
      places
        .filter(([page, anchor]) => anchor !== null && page in docnames)
        .map(([page, anchor]) => ({ title: plain(title), url: addressOf(page, anchor) })),
    ),
  ];
}

/** Before Sphinx 5 it is JavaScript whose keys have no quotes. */
function asJson(text: string): string {
  const object = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  return object.replace(
    /"(?:[^"\\]|\\.)*"|([{,]\s*)([\w$]+)(\s*:)/g,
    (whole, before: string | undefined, key: string, after: string) =>
      before === undefined ? whole : `${before}"${key}"${after}`,
  );
}

/** Titles may hold HTML. */
function plain(title: string): string {
  return title
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
