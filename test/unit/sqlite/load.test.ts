import { expect, it } from 'vitest';
import { loadedVfs, loadSqlite } from '../../../src/learning/sqlite/load.js';
import { reasonOf } from './temporary-database.js';

it('must be awaited, once or more', async () => {
  expect(reasonOf(loadedVfs)).toBe('not-loaded');
  await Promise.all([loadSqlite(), loadSqlite()]);
  const vfs = loadedVfs();
  await loadSqlite();
  expect(loadedVfs()).toBe(vfs);
});
