import type { DocsContent, LookUpRow, PageRow } from '../../src/shared/docs-content.js';
import type { Actions } from '../actions.js';
import { button, link } from '../ui/buttons.js';
import { element, empty, note, section, type Child } from '../ui/elements.js';
import { counted, percent, range } from '../ui/numbers.js';
import { short } from '../ui/short.js';
import { table, type TableRow } from '../ui/table.js';
import { ago } from '../ui/times.js';

export function docsView({ lookUps, pages }: DocsContent, actions: Actions, canWrite: boolean): Child[] {
  const search = button(
    'Look Up…',
    () => {
      actions.command('lookUpDocs');
    },
    { isPrimary: true, name: 'Look up official documentation' },
  );
  const clear = button(
    'Clear…',
    () => {
      actions.command('clearDocs');
    },
    { name: 'Clear all pages and look-ups' },
  );
  return [
    element('div', 'bar', ...(canWrite ? [search] : []), ...(canWrite && pages.length > 0 ? [clear] : [])),
    section('lookups', 'Looked up', lookUps.length === 0 ? nothingYet() : lookUpTable(lookUps, actions)),
    section(
      'pages',
      'Pages that are kept',
      pages.length === 0 ? empty('None yet.') : pageTable(pages, actions, canWrite),
    ),
  ];
}

function nothingYet(): HTMLElement {
  return empty(
    'Nothing was looked up yet. Look something up in the official documentation of a library that you use, and copy the part ' +
      'that matters into a prompt: here you see then which pages led to better runs.',
  );
}

function lookUpTable(lookUps: readonly LookUpRow[], { go, page }: Actions): HTMLElement {
  return table(
    'Newest first',
    [{ heading: 'Page' }, { heading: 'Typed' }, { heading: 'For the run' }, { heading: 'When' }],
    lookUps.map(({ at, action, query, url, title, source, run }, index) => ({
      key: `${at} ${url} ${index}`,
      cells: [
        [
          link(short(title ?? url), () => {
            page(url, 'open');
          }),
          note(
            `${action === 'copied' ? 'copied for a prompt' : 'read'}, ${source === 'cache' ? 'from the cache' : 'from its site'}`,
          ),
        ],
        short(query ?? '–'),
        run === null
          ? '–'
          : link(short(run.title), () => {
              go({ tab: 'runs', run: run.id });
            }),
        ago(at),
      ],
    })),
  );
}

function pageTable(pages: readonly PageRow[], actions: Actions, canWrite: boolean): HTMLElement {
  return table(
    'Newest first',
    [{ heading: 'Page' }, { heading: 'Fetched' }, { heading: 'Difference it makes' }, { heading: 'Do' }],
    pages.map((each) => pageRow(each, actions, canWrite)),
  );
}

function pageRow(
  { url, title, fetchedAt, runs, difference }: PageRow,
  { page }: Actions,
  canWrite: boolean,
): TableRow {
  const act = (label: string, action: 'copy' | 'refresh'): HTMLElement =>
    button(
      label,
      () => {
        page(url, action);
      },
      { name: `${label}: ${short(title ?? url)}` },
    );
  const made =
    difference === null
      ? [note(runs === 0 ? 'not used in a run yet' : `too early to tell (${counted(runs, 'run')})`)]
      : [`${percent(difference.value)} `, note(`likely ${range(difference.low, difference.high)}`)];
  return {
    key: url,
    cells: [
      [
        link(short(title ?? url), () => {
          page(url, 'open');
        }),
        note(short(url)),
      ],
      fetchedAt === null ? '–' : ago(fetchedAt),
      made,
      element(
        'div',
        'buttons',
        ...(canWrite ? [act('Copy for Prompt', 'copy'), act('Refresh', 'refresh')] : []),
      ),
    ],
  };
}
