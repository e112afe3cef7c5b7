import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import type { IndexEntry } from './index-entry.js';

const place = z.object({ loc: z.string() });
const schema = z.object({
  urlset: z.object({ url: z.array(place) }).optional(),
  sitemapindex: z.object({ sitemap: z.array(place) }).optional(),
});

export interface Sitemap {
  readonly entries: IndexEntry[];
  /** Further sitemaps. */
  readonly parts: string[];
}

/** Reads a sitemap (https://www.sitemaps.org); what a page is about is told by the words of its address. @throws {Error} */
export function readSitemap(xml: string): Sitemap {
  const parser = new XMLParser({
    isArray: (name) => name === 'url' || name === 'sitemap',
    parseTagValue: false,
    processEntities: false,
  });
  const parsed: unknown = parser.parse(xml);
  const { urlset, sitemapindex } = schema.parse(parsed);
  if (urlset === undefined && sitemapindex === undefined) throw new Error('it is no sitemap');
  return {
    entries: addressesOf(urlset?.url).map((url) => ({ title: titleOf(url), url })),
    parts: addressesOf(sitemapindex?.sitemap),
  };
}

function addressesOf(places: readonly z.infer<typeof place>[] = []): string[] {
  return places.map(({ loc }) => loc.trim().replaceAll('&amp;', '&')).filter((loc) => URL.canParse(loc));
}

function titleOf(url: string): string {
  const words = new URL(url).pathname
    .split('/')
    .filter((part) => part !== '')
    .slice(-2);
  return words
    .join(' / ')
    .replace(/\.\w+$/, '')
    .replace(/[-_]+/g, ' ');
}
