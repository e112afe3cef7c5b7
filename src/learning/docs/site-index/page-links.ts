import { oneLine, parsePage, textOf } from '../extract/page-dom.js';
import type { IndexEntry } from './index-entry.js';

/** Reads the links of a page of contents. */
export function readPageLinks(html: string, base: string): IndexEntry[] {
  return Array.from(parsePage(html).querySelectorAll('a[href]'), (each) => ({
    title: oneLine(textOf(each)),
    address: each.getAttribute('href') ?? '',
  }))
    .filter(
      ({ title, address }) => title.length > 1 && !address.startsWith('#') && URL.canParse(address, base),
    )
    .map(({ title, address }) => ({ title, url: new URL(address, base).href }));
}
