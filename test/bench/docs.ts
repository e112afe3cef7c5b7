import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { extractPage, type ExtractedPage } from '../../src/learning/docs/extract/extract-page.js';
import { defaultLimits } from '../../src/learning/docs/fetch-limits.js';
import { DocsSearch } from '../../src/learning/docs/search/docs-search.js';
import { fetchDebianDocs, htmlFiles, type PackagedDocs } from './docs/debian-docs.js';
import { measureExtraction } from './docs/extraction-quality.js';
import { apiQuestions, measureSearch, titleQuestions } from './docs/search-quality.js';
import { describeMachine } from './support/machine.js';
import { median } from './support/statistics.js';

interface Bar {
  readonly bar: string;
  readonly measured: number;
  readonly isMet: boolean;
}

/** Pages that list other pages; nobody means them by a question. */
const listing = /\/(?:genindex[^/]*|py-modindex|search|contents|all|bookindex)\.html$/;

/** How true pages are to their sources, how well questions find them, and how fast, on what Debian packages. */
export function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      /** Chooses other pages and questions. */
      seed: { type: 'string', default: '1' },
    },
  });
  const say = values.json ? console.error : console.log;
  const docs = fetchDebianDocs(say);
  say('reading every page …');
  const read = docs.map((each) => readAll(each));
  const pages = read.flatMap((each) => [...each.pages]);
  const errors = read.flatMap((each) => each.errors);
  const readMs = read.flatMap((each) => each.readMs);

  const [python] = docs;
  const [pythonPages] = read;
  if (python === undefined || pythonPages === undefined) throw new Error('no documentation of Python');
  const quality = measureExtraction(python, values.seed);

  say('searching …');
  const ofPython = searchOver(pythonPages.pages);
  const all = searchOver(pages);
  const [api, titles] = [apiQuestions(python, values.seed), titleQuestions(python, values.seed)];
  const [apiFound, titlesFound, apiAmongAll] = [
    measureSearch(ofPython, api),
    measureSearch(ofPython, titles),
    measureSearch(all, [...api, ...titles]),
  ];
  const untitled = pages.filter(([, { title }]) => title === '').length;
  const bars: Bar[] = [
    { bar: 'errors on any page: 0', measured: errors.length, isMet: errors.length === 0 },
    bar('pages without a title at most', untitled, 0, false),
    bar(`precision on ${quality.pages} pages of Python at least`, quality.precision, 0.99, true),
    bar(`recall on ${quality.pages} pages of Python at least`, quality.recall, 0.98, true),
    bar(`mean reciprocal rank of ${api.length} names at least`, apiFound.pageRank, 0.9, true),
    bar(`mean reciprocal rank of ${titles.length} section titles at least`, titlesFound.pageRank, 0.85, true),
    bar('pages that are searched at least', pages.length, 2000, true),
    bar('a question at the median, in ms of the processor, at most', median(apiAmongAll.costsMs), 10, false),
  ];
  const more = {
    machine: describeMachine(),
    pages: pages.length,
    readMsMedian: median(readMs),
    anchorRank: { api: apiFound.anchorRank, titles: titlesFound.anchorRank },
    rankAmongAllPages: apiAmongAll.pageRank,
    worst: quality.worst,
    errors,
  };
  if (values.json) console.log(JSON.stringify({ bars, ...more }, null, 2));
  else {
    console.table(bars);
    console.log(more);
  }
  return Promise.resolve(bars.every(({ isMet }) => isMet) ? 0 : 1);
}

function bar(what: string, measured: number, limit: number, isLeast: boolean): Bar {
  const isMet = isLeast ? measured >= limit : measured <= limit;
  return { bar: `${what} ${limit}`, measured: Number(measured.toFixed(4)), isMet };
}

function searchOver(pages: Iterable<readonly [string, ExtractedPage]>): DocsSearch {
  const search = new DocsSearch();
  for (const [url, page] of pages) if (!listing.test(url)) search.addPage(url, page);
  return search;
}

/** Every page that is small enough to be fetched. */
function readAll({ folder, baseUrl }: PackagedDocs): {
  readonly pages: ReadonlyMap<string, ExtractedPage>;
  readonly errors: readonly string[];
  readonly readMs: readonly number[];
} {
  const pages = new Map<string, ExtractedPage>();
  const errors: string[] = [];
  const readMs: number[] = [];
  for (const file of htmlFiles(folder)) {
    const path = join(folder, file);
    if (statSync(path).size > defaultLimits.pageBytes) continue;
    const url = `${baseUrl}${file}`;
    const startedAt = performance.now();
    try {
      pages.set(url, extractPage(readFileSync(path, 'utf8'), url));
    } catch (error) {
      errors.push(`${url}: ${String(error)}`);
    }
    readMs.push(performance.now() - startedAt);
  }
  return { pages, errors, readMs };
}
