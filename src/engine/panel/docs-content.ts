import type { Ledger } from '../../learning/ledger.js';
import { keptPages } from '../../learning/panel/kept-pages.js';
import type { DocsContent, PageRow } from '../../shared/docs-content.js';

const shownLookUps = 50;
const shownPages = 200;

/** What was looked up in documentation, and the pages that are kept. */
export function docsContent(ledger: Ledger): DocsContent {
  const pages = keptPages(ledger.db.connection, shownPages);
  const uses = new Map(ledger.pages.uses().map((use) => [use.url, use]));
  const titles = new Map(pages.map(({ url, title }) => [url, title]));
  return {
    tab: 'docs',
    lookUps: ledger.docs.lookUps(shownLookUps).map(({ run, url, ...lookUp }) => ({
      ...lookUp,
      url,
      title: titles.get(url.replace(/#.*$/, '')) ?? null,
      run: runOf(ledger, run),
    })),
    pages: pages.map((page): PageRow => {
      const use = uses.get(page.url);
      const isKnown = use !== undefined && use.verdict !== 'too early';
      return {
        ...page,
        runs: use?.runs ?? 0,
        difference: isKnown ? { value: use.difference, low: use.low, high: use.high } : null,
      };
    }),
  };
}

function runOf(ledger: Ledger, id: string | null): { id: string; title: string } | null {
  const run = id === null ? undefined : ledger.findRun(id);
  return run === undefined ? null : { id: run.id, title: run.goal ?? run.taskSlug };
}
