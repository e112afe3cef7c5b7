import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import type { DocsEngine } from './docs-engine.js';
import type { ShownDocs } from './shown-docs.js';

/** What the commands about documentation need. */
export interface DocsParts {
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly docs: DocsEngine;
  readonly shown: ShownDocs;
}

/** The folder whose ledger keeps the pages, ready to be written; asks where nobody was asked yet. */
export async function placeForDocs({ places, ledgers }: DocsParts, folder?: string): Promise<Place> {
  const place = await places.choose('Keep the pages in which folder?', folder);
  await ledgers.write(place);
  return place;
}
