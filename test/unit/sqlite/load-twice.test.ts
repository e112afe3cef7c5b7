import { expect, it } from 'vitest';
// @ts-expect-error -- sql.js ships no types
import initSqlJs from 'sql.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { isInitSqlJs } from '../../../src/learning/sqlite/sql-js.js';

it('says so when somebody else has loaded sql.js into this thread, whose memory then stays hidden', async () => {
  const init: unknown = initSqlJs;
  if (!isInitSqlJs(init)) throw new Error('no initSqlJs');
  void Reflect.apply(init, undefined, []);
  await expect(loadSqlite()).rejects.toMatchObject({ reason: 'layout' });
});
