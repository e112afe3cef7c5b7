import * as z from 'zod';
import type { IndexEntry } from './index-entry.js';

const mkdocs = z.object({ docs: z.array(z.object({ location: z.string(), title: z.string() })) });
const list = z.array(z.object({ title: z.string(), url: z.string() }));

/** Reads the search_index.json of MkDocs, which lies in `search/`. @throws {Error} when it is none */
export function readMkdocsIndex(text: string, url: string): IndexEntry[] {
  const base = new URL('..', url);
  return mkdocs
    .parse(JSON.parse(text))
    .docs.map(({ location, title }) => ({ title, url: new URL(location, base).href }));
}

/** Reads a JSON array of `{title, url}`, as MDN has one. @throws {Error} when it is none */
export function readListIndex(text: string, base: string): IndexEntry[] {
  return list
    .parse(JSON.parse(text))
    .filter(({ url }) => URL.canParse(url, base))
    .map(({ title, url }) => ({ title, url: new URL(url, base).href }));
}
