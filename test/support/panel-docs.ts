import { Ledger } from '../../src/learning/ledger.js';

const site = 'https://react.dev';
const pages = [
  { path: '/learn/hooks', title: 'Rules of Hooks', query: 'react why an order' },
  { path: '/reference/react/useState', title: 'useState', query: 'react state' },
] as const;

/** Notes pages of documentation that are kept, look-ups, and connections. @param hostile put in front of every name */
export function recordPanelDocs(repoRoot: string, hostile = ''): void {
  const ledger = new Ledger(repoRoot);
  try {
    const { connection } = ledger.db;
    for (const { path, title, query } of pages) {
      const url = `${site}${path}`;
      ledger.db.upsertWebCache(url, '<main></main>');
      connection.run(
        `INSERT INTO web_pages (url, kind, fetched_at, checked_at, title, summary, sections, extracted)
         SELECT url, 'page', fetched_at, fetched_at, ?, '', '[]', 'Text' FROM web_cache WHERE url = ?`,
        [`${hostile}${title}`, url],
      );
      ledger.docs.connected({ url, bytes: 48_213 }, 'page');
      ledger.docs.lookedUp([
        { action: 'read', query: `${hostile}${query}`, url, source: 'site' },
        { action: 'copied', query: null, url: `${url}#why`, source: 'cache' },
      ]);
    }
    const call = { run: null, most: { inputTokens: 900, outputTokens: 300 }, isUnknownPriceAccepted: true };
    const reserved = ledger.choosing.reserveCall({ ...call, model: `${hostile}qwen2.5-coder:7b` }, {});
    if (reserved.kind !== 'reserved') throw new Error(reserved.message);
    const traffic = { host: `${hostile}127.0.0.1:11434`, sentBytes: 3600, receivedBytes: 1200 };
    ledger.choosing.settleCall(reserved.charge, call.most, traffic);
  } finally {
    ledger.close();
  }
}
