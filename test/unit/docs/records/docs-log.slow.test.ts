import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../../src/learning/ledger.js';
import { QueryKeeper } from '../../../../src/learning/docs/records/kept-query.js';
import { loadSqlite } from '../../../../src/learning/sqlite/load.js';
import { start, TemporaryLedger } from '../../choosing/temporary-ledger.js';

const url = 'https://react.dev/learn/hooks';

describe('the record of look-ups', () => {
  let temporary: TemporaryLedger;
  beforeAll(loadSqlite);
  beforeEach(() => {
    temporary = new TemporaryLedger();
  });
  afterEach(() => {
    temporary.remove();
  });
  const open = (texts: 'numbers' | 'texts'): Ledger =>
    temporary.open({ texts, clock: () => new Date('2026-02-03T04:05:06Z') });

  it('says what was looked up, where it came from and in which run', () => {
    const ledger = open('texts');
    ledger.docs.lookedUp([{ action: 'read', query: 'hooks', url, source: 'site' }]);
    const run = start(ledger, {});
    ledger.docs.lookedUp([{ action: 'read', query: null, url, source: 'cache' }]);
    const at = '2026-02-03T04:05:06.000Z';
    expect(ledger.docs.lookUps(10)).toEqual([
      { at, action: 'read', query: null, url, source: 'cache', run },
      { at, action: 'read', query: 'hooks', url, source: 'site', run: null },
    ]);
    ledger.forgetRun(run);
    expect(ledger.docs.lookUps(1)).toMatchObject([{ run: null }]);
    ledger.docs.clearLookUps();
    expect(ledger.docs.lookUps(10)).toEqual([]);
  });

  it('lists connections, the newest first, and keeps a thousand', () => {
    const ledger = open('numbers');
    for (let i = 0; i < 1003; i += 1) ledger.docs.connected({ url, bytes: i }, 'page');
    const all = ledger.docs.connections(2000);
    expect(all).toHaveLength(1000);
    expect(all[0]).toMatchObject({ host: 'react.dev', url, purpose: 'page', bytes: 1002 });
  });

  it('keeps what was typed only where texts are kept, and no secret in it', () => {
    const { connection } = open('texts').db;
    const keeper = new QueryKeeper(connection, temporary.root);
    expect(keeper.kept(' rules of hooks ')).toBe('rules of hooks');
    expect(keeper.kept('  ')).toBeNull();
    expect(keeper.kept(undefined)).toBeNull();
    expect(keeper.kept(`ghp_${'aB3dE6gH'.repeat(5).slice(0, 36)}`)).not.toContain('aB3dE6gH');
    connection.run(`UPDATE ledger SET value = 'numbers' WHERE key = 'texts'`);
    expect(keeper.kept('rules of hooks')).toBeNull();
  });
});
