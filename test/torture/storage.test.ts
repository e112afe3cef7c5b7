import { beforeAll, describe, expect, it } from 'vitest';
import { loadSqlite } from '../../src/learning/sqlite/load.js';
import { creationRace } from './creation-race.js';
import { diskFull } from './disk-full.js';
import { foreignPrograms } from './foreign-programs.js';
import { hostileJournal } from './hostile-journal.js';
import { killLockHolders } from './kill-lock-holders.js';
import { killWriters } from './kill-writers.js';
import { parallelWriters } from './parallel-writers.js';
import { powerLoss } from './power-loss.js';
import { hasSqliteCli } from './support/sqlite-cli.js';
import { terminatedThreads } from './terminated-threads.js';
import { vanishingFolder } from './vanishing-folder.js';

beforeAll(loadSqlite);

// A tenth of what `npm run torture` does. The time is for a machine that is busy with something else.
describe('the storage under torture', { timeout: 120_000 }, () => {
  it('loses no acknowledged run when writers are killed', async () => {
    const { failures, counts } = await killWriters(30);
    expect(failures).toEqual([]);
    expect(counts['acknowledged']).toBeGreaterThan(0);
  });

  it('is never held by two, whoever is killed', async () => {
    const { failures, counts } = await killLockHolders(10, 3);
    expect(failures).toEqual([]);
    expect(counts['times held']).toBeGreaterThan(0);
  });

  it('takes the transactions of four processes at once', async () => {
    expect((await parallelWriters(4, 50)).failures).toEqual([]);
  });

  it('is whole and complete after a power loss', async () => {
    const { failures, counts } = await powerLoss(20);
    expect(failures).toEqual([]);
    expect(counts['acknowledged']).toBeGreaterThan(0);
  });

  it('is not whole after a power loss on a disk that forgets to sync, so the play can end badly', async () => {
    expect((await powerLoss(20, false)).failures).not.toEqual([]);
  });

  it('says that the disk is full and keeps what it has', async () => {
    const { failures, counts } = await diskFull();
    expect(failures).toEqual([]);
    expect(counts['runs before']).toBeGreaterThan(0);
  });

  it('notices that its folder was deleted', async () => {
    expect(await vanishingFolder(4)).toMatchObject({
      failures: [],
      counts: { noticed: 4, 'opened again': 4 },
    });
  });

  it('is created once by six processes', async () => {
    expect((await creationRace(2)).failures).toEqual([]);
  });

  it('is free again when a thread is terminated in a transaction', async () => {
    expect(await terminatedThreads(2)).toMatchObject({ failures: [], counts: { here: 2 } });
  });

  it('touches no file that a journal names', async () => {
    expect(await hostileJournal()).toMatchObject({ failures: [], counts: { victims: 2 } });
  });

  it.skipIf(!hasSqliteCli)(
    'bears the sqlite3 command reading and writing in a loop (needs sqlite3)',
    async () => {
      const { failures, counts } = await foreignPrograms(200);
      expect(failures).toEqual([]);
      expect(counts['refused writes']).toBeGreaterThan(0);
    },
  );
});
