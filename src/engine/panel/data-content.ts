import { agentFolder } from '../../learning/agent-folder.js';
import type { Ledger } from '../../learning/ledger.js';
import { WeekSumRows } from '../../learning/panel/week-sums.js';
import type { ConnectionRow, DataContent } from '../../shared/data-content.js';
import { storedFiles } from './stored-files.js';

const shownConnections = 100;

const purposes = {
  page: 'a page that was looked up',
  list: "a site's list of its pages",
  rules: 'what the site asks programs to respect (robots.txt)',
} as const;

/** What is stored, where, and which connections were made. */
export function dataContent(ledger: Ledger, root: string, copiesIn: string | undefined): DataContent {
  const { connection } = ledger.db;
  const count = (table: 'pairs' | 'web_cache' | 'docs_lookups'): number =>
    connection.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0;
  return {
    tab: 'data',
    folder: agentFolder(root),
    files: storedFiles(root, copiesIn),
    counts: [
      { what: 'finished runs', count: new WeekSumRows(connection).total().runs },
      { what: 'recorded texts (a goal and what an agent made of it)', count: count('pairs') },
      { what: 'pages of documentation', count: count('web_cache') },
      { what: 'look-ups', count: count('docs_lookups') },
    ],
    keepsTexts: ledger.texts === 'texts',
    connections: connectionsOf(ledger),
  };
}

/** Newest first. */
function connectionsOf({ docs, choosing }: Ledger): ConnectionRow[] {
  const toSites = docs
    .connections(shownConnections)
    .map(({ at, host, url, purpose, bytes }): ConnectionRow => {
      return { at, host, url, why: purposes[purpose], sentBytes: null, receivedBytes: bytes };
    });
  const toModels = choosing.calls(shownConnections).map(({ model, ...call }): ConnectionRow => ({
    ...call,
    url: null,
    why: `our own agent asked ${model}`,
  }));
  return [...toSites, ...toModels].sort((a, b) => b.at.localeCompare(a.at)).slice(0, shownConnections);
}
