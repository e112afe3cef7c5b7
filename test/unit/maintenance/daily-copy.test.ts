import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyOfVanished, makeDailyCopy } from '../../../src/learning/maintenance/daily-copy.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { fillDatabase, temporaryDatabase } from './sample-database.js';

beforeAll(loadSqlite);
const day = (number: number): Date => new Date(Date.UTC(2026, 0, number, 12));

describe('daily copies', () => {
  let place: ReturnType<typeof temporaryDatabase>;
  let folder: string;
  beforeEach(() => {
    place = temporaryDatabase();
    folder = join(place.folder, 'storage', 'copies');
    fillDatabase(place.file, 3);
  });
  afterEach(() => {
    place.remove();
  });

  it('is made once a day, and the last three stay', () => {
    for (const number of [29, 30, 31, 32]) expect(makeDailyCopy(place.file, folder, day(number))).toBe(true);
    expect(makeDailyCopy(place.file, folder, day(32))).toBe(false);
    expect(readdirSync(folder).sort()).toEqual([
      'experience-2026-01-30.db',
      'experience-2026-01-31.db',
      'experience-2026-02-01.db',
    ]);
  });

  it('never lets damage push out good copies', () => {
    for (const number of [1, 2, 3]) makeDailyCopy(place.file, folder, day(number));
    const bytes = readFileSync(place.file);
    bytes.fill(0, 5 * 4096, 9 * 4096);
    writeFileSync(place.file, bytes);
    expect(() => makeDailyCopy(place.file, folder, day(4))).toThrow('damaged');
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it('is offered only when the database has vanished', () => {
    expect(makeDailyCopy(join(place.folder, 'none.db'), folder, day(1))).toBe(false);
    expect(copyOfVanished(join(place.folder, 'none.db'), folder)).toBeUndefined();
    makeDailyCopy(place.file, folder, day(1));
    makeDailyCopy(place.file, folder, day(2));
    expect(copyOfVanished(place.file, folder)).toBeUndefined();
    rmSync(place.file);
    expect(copyOfVanished(place.file, folder)).toEqual({
      file: join(folder, 'experience-2026-01-02.db'),
      day: '2026-01-02',
    });
  });
});
