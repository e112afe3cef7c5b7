import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { inflateSync } from 'node:zlib';
import { extractPage } from '../../../src/learning/docs/extract/extract-page.js';
import { plainMarkdown } from '../../../src/learning/docs/extract/plain-markdown.js';
import { htmlFiles, type PackagedDocs } from './debian-docs.js';
import { isSelfContained, rstWords } from './rst-words.js';
import { seededPick } from './seeded-pick.js';
import { agreementOf, wordsIn } from './word-bags.js';

export interface ExtractionQuality {
  readonly pages: number;
  /** Means over the pages, 0 to 1. */
  readonly precision: number;
  readonly recall: number;
  readonly worst: readonly { readonly page: string; readonly precision: number; readonly recall: number }[];
}

const pagesMeasured = 60;
/** What shorter pages say is mostly their title. */
const leastWords = 200;
/** The C API's pages get notes from a table, and the change log is made from other files. */
const unlikeTheirSource = /^(?:c-api|whatsnew\/changelog)/;

/** How the words on pages of Python's documentation agree with those in the sources that the package brings. */
export function measureExtraction({ folder, baseUrl }: PackagedDocs, seed: string): ExtractionQuality {
  const sourceOf = (page: string): string => join(folder, '_sources', `${page}.rst.txt`);
  const candidates = htmlFiles(folder)
    .map((file) => file.replace(/\.html$/, ''))
    .filter((page) => !unlikeTheirSource.test(page) && existsSync(sourceOf(page)))
    .filter((page) => {
      const source = readFileSync(sourceOf(page), 'utf8');
      return isSelfContained(source) && wordsIn(source).length > leastWords;
    });
  const titles = titlesOf(readFileSync(join(folder, 'objects.inv')));
  const rows = seededPick(candidates, pagesMeasured, seed, (page) => page).map((page) => {
    const { markdown } = extractPage(
      readFileSync(join(folder, `${page}.html`), 'utf8'),
      `${baseUrl}${page}.html`,
    );
    // The language of a block of code is not on the page.
    const found = wordsIn(plainMarkdown(markdown).replace(/^\s*`{3,}.*$/gm, ''));
    const truth = rstWords(readFileSync(sourceOf(page), 'utf8'), (kind, name) =>
      kind === 'ref'
        ? (titles.get(`label ${name.toLowerCase()}`) ?? name)
        : (titles.get(`doc ${posix.join(posix.dirname(page), name)}`) ??
          titles.get(`doc ${name.replace(/^\//, '')}`) ??
          name),
    );
    return { page, ...agreementOf(found, truth) };
  });
  const mean = (of: 'precision' | 'recall'): number =>
    rows.reduce((sum, row) => sum + row[of], 0) / rows.length;
  const worst = [...rows].sort((a, b) => Math.min(a.precision, a.recall) - Math.min(b.precision, b.recall));
  return {
    pages: rows.length,
    precision: mean('precision'),
    recall: mean('recall'),
    worst: worst.slice(0, 5).map(({ page, precision, recall }) => ({ page, precision, recall })),
  };
}

/** Titles of labels and documents, from Sphinx's inventory; read here on its own, since what is measured must not say what is true. */
function titlesOf(inventory: Buffer): ReadonlyMap<string, string> {
  let start = 0;
  for (let line = 0; line < 4; line += 1) start = inventory.indexOf('\n', start) + 1;
  const lines = inflateSync(inventory.subarray(start)).toString('utf8').split('\n');
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const [, name = '', kind, shown = ''] = /^(.+?) std:(label|doc) \S+ \S* (.*)$/.exec(line) ?? [];
      return kind === undefined ? [] : [[`${kind} ${name}`, shown === '-' ? name : shown]];
    }),
  );
}
