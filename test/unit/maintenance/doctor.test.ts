import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/learning/maintenance/doctor.js';
import { migrations } from '../../../src/learning/schema.js';
import { unlock } from '../../../src/learning/maintenance/unlock.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { FileLock } from '../../../src/learning/sqlite/lock/file-lock.js';
import { fillDatabase, temporaryDatabase, using } from './sample-database.js';

beforeAll(loadSqlite);
const now = new Date('2026-03-01T00:00:00Z');
let place: ReturnType<typeof temporaryDatabase>;
beforeEach(() => {
  place = temporaryDatabase();
  fillDatabase(place.file, 12);
});
afterEach(() => {
  place.remove();
});

describe('diagnose', () => {
  it('tells what is there and changes nothing', () => {
    const before = readFileSync(place.file);
    expect(diagnose(place.file, now)).toMatchObject({
      file: place.file,
      sizeBytes: statSync(place.file).size,
      lockedBy: undefined,
      openedBy: [],
      problems: [],
      contents: {
        schemaVersion: migrations.at(-1)?.version,
        runs: 12,
        pairs: 12,
        webPages: 1,
        pageSizeBytes: 4096,
        prunable: { pages: 0 },
      },
    });
    expect(readFileSync(place.file).equals(before)).toBe(true);
  });

  it('names who has it open and who has the lock', () => {
    using(place.file, (connection) => {
      connection.withLock(() => {
        const found = diagnose(place.file, now);
        expect(found?.lockedBy).toEqual({
          who: `process ${process.pid} on this computer`,
          liveness: 'alive',
        });
        expect(found?.openedBy).toHaveLength(1);
      });
    });
  });

  it('reports damage, and a file that is no database', () => {
    const bytes = readFileSync(place.file);
    bytes.fill(0, bytes.length - 4 * 4096);
    writeFileSync(place.file, bytes);
    expect(diagnose(place.file, now)?.problems).not.toEqual([]);
    writeFileSync(place.file, 'x'.repeat(9000));
    expect(diagnose(place.file, now)).toMatchObject({
      contents: undefined,
      problems: [expect.stringContaining('not a SQLite')],
    });
    expect(diagnose(join(place.folder, 'none.db'), now)).toBeUndefined();
  });
});

describe('unlock', () => {
  const lockFolder = (): string => `${place.file}-lock`;

  it('removes the lock of somebody who cannot be proven alive', () => {
    const lock = new FileLock(place.file, { isWriter: true });
    lock.acquire(0);
    const elsewhere = JSON.stringify({ ...lock.identity, host: 'linux/other-host/1234' });
    lock.close();
    writeFileSync(join(lockFolder(), 'held'), elsewhere);
    writeFileSync(join(lockFolder(), `t-${lock.identity.id}`), elsewhere);
    expect(unlock(place.file)).toEqual([`process ${process.pid} on other-host`]);
    expect(readdirSync(lockFolder())).toEqual([]);
    expect(unlock(place.file)).toEqual([]);
  });

  it('refuses when the owner is provably alive', () => {
    const lock = new FileLock(place.file, { isWriter: true });
    lock.acquire(0);
    try {
      expect(() => unlock(place.file)).toThrow(`process ${process.pid} on this computer, which is running`);
      expect(lock.holder()).toBeDefined();
    } finally {
      lock.close();
    }
  });

  it('leaves alone who has the database open and is alive', () => {
    using(place.file, () => {
      const before = readdirSync(lockFolder());
      expect(unlock(place.file)).toEqual([]);
      expect(readdirSync(lockFolder())).toEqual(before);
    });
  });
});
