import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backup } from '../../../src/learning/maintenance/backup.js';
import { diagnose } from '../../../src/learning/maintenance/doctor.js';
import { restore } from '../../../src/learning/maintenance/restore.js';
import { salvage } from '../../../src/learning/maintenance/salvage.js';
import { unlock } from '../../../src/learning/maintenance/unlock.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { fillDatabase, temporaryDatabase } from './sample-database.js';

beforeAll(loadSqlite);

describe('maintenance of a repository that leads elsewhere', () => {
  let place: ReturnType<typeof temporaryDatabase>;
  beforeEach(() => {
    place = temporaryDatabase();
    mkdirSync(join(place.folder, 'victim'));
    fillDatabase(join(place.folder, 'victim', 'experience.db'), 2);
    backup(join(place.folder, 'victim', 'experience.db'), join(place.folder, 'copy.db'));
  });
  afterEach(() => {
    place.remove();
  });

  const linked: [string, () => string][] = [
    [
      'folder',
      () => {
        symlinkSync(join(place.folder, 'victim'), join(place.folder, '.agent'));
        return join(place.folder, '.agent', 'experience.db');
      },
    ],
    [
      'database',
      () => {
        mkdirSync(join(place.folder, '.agent'));
        symlinkSync(
          join(place.folder, 'victim', 'experience.db'),
          join(place.folder, '.agent', 'experience.db'),
        );
        return join(place.folder, '.agent', 'experience.db');
      },
    ],
  ];

  it.each(linked)('follows no link in the place of the %s', (_, link) => {
    const file = link();
    const now = new Date(0);
    for (const act of [
      () => backup(file, join(place.folder, 'other.db')),
      () => restore(join(place.folder, 'copy.db'), file, now),
      () => salvage(file, now),
      () => unlock(file),
    ]) {
      expect(act).toThrow('symbolic link');
    }
    expect(diagnose(file, now)?.problems).toEqual([expect.stringContaining('symbolic link')]);
    expect(readdirSync(join(place.folder, 'victim')).sort()).toEqual([
      'experience.db',
      'experience.db-journal',
      'experience.db-lock',
    ]);
  });
});
