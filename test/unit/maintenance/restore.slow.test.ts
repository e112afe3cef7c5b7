import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backup } from '../../../src/learning/maintenance/backup.js';
import { restore } from '../../../src/learning/maintenance/restore.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { openConnection } from '../../../src/learning/sqlite/open.js';
import { fillDatabase, temporaryDatabase, using } from './sample-database.js';

beforeAll(loadSqlite);
const now = new Date('2026-03-04T05:06:07Z');

describe('restore', () => {
  let place: ReturnType<typeof temporaryDatabase>;
  let copy: string;
  beforeEach(() => {
    place = temporaryDatabase();
    copy = join(place.folder, 'copy.db');
    fillDatabase(place.file, 5);
    backup(place.file, copy);
    using(place.file, (connection) => connection.run('DELETE FROM signals'));
  });
  afterEach(() => {
    place.remove();
  });

  const runsIn = (file: string): unknown =>
    using(file, (each) => each.get('SELECT count(*) AS n FROM signals')?.['n']);

  it('puts the backup in place and keeps what was there', () => {
    const { runs, kept } = restore(copy, place.file, now);
    expect(runs).toBe(5);
    expect(kept).toBe(join(place.folder, 'experience.before-restore-2026-03-04T05-06-07.db'));
    expect(runsIn(place.file)).toBe(5);
    expect(runsIn(kept ?? '')).toBe(0);
    expect(runsIn(copy)).toBe(5);
    expect(readdirSync(place.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('works where no database is', () => {
    const elsewhere = temporaryDatabase();
    expect(restore(copy, elsewhere.file, now)).toEqual({ runs: 5, kept: undefined });
    expect(runsIn(elsewhere.file)).toBe(5);
    elsewhere.remove();
  });

  it('refuses while somebody has the database open', () => {
    const connection = openConnection(place.file, { migrations: [], readOnly: true });
    try {
      expect(() => restore(copy, place.file, now)).toThrow(`open in process ${process.pid}`);
    } finally {
      connection.close();
    }
    expect(runsIn(place.file)).toBe(0);
  });

  const refused: [string, (file: string) => void, string][] = [
    [
      'text',
      (file) => {
        writeFileSync(file, 'not a database, whatever its name says'.repeat(200));
      },
      'not a SQLite database',
    ],
    [
      'an empty file',
      (file) => {
        writeFileSync(file, '');
      },
      'not an experience database',
    ],
    [
      'half a database',
      (file) => {
        writeFileSync(file, readFileSync(copy).subarray(0, 10 * 4096));
      },
      'damaged',
    ],
    [
      'a zeroed page',
      (file) => {
        const bytes = readFileSync(copy);
        bytes.fill(0, bytes.length - 3 * 4096);
        writeFileSync(file, bytes);
      },
      'damaged',
    ],
    [
      'a trigger of somebody',
      (file) => {
        changed(file, 'CREATE TRIGGER t AFTER INSERT ON runs BEGIN DELETE FROM pairs; END');
      },
      'trigger t',
    ],
    [
      'a missing table',
      (file) => {
        changed(file, 'DROP TABLE pair_runs');
      },
      'table pair_runs is missing',
    ],
    [
      'a database of the future',
      (file) => {
        changed(file, 'PRAGMA user_version = 99');
      },
      'newer',
    ],
    [
      'a broken reference',
      (file) => {
        changed(file, 'PRAGMA foreign_keys = OFF; DELETE FROM run_facts WHERE rowid = 2');
      },
      'refers to a missing row',
    ],
  ];

  function changed(file: string, sql: string): void {
    writeFileSync(file, readFileSync(copy));
    using(file, (connection) => {
      connection.exec(sql);
    });
  }

  it.each(refused)('refuses %s and changes nothing', (_, make, why) => {
    const source = join(place.folder, 'source.db');
    make(source);
    const before = readFileSync(place.file);
    expect(() => restore(source, place.file, now)).toThrow(why);
    expect(readFileSync(place.file).equals(before)).toBe(true);
    expect(existsSync(join(place.folder, 'experience.before-restore-2026-03-04T05-06-07.db'))).toBe(false);
  });

  it('refuses the database itself and what is not there', () => {
    expect(() => restore(place.file, place.file, now)).toThrow('is the database itself');
    expect(() => restore(join(place.folder, 'none'), place.file, now)).toThrow('There is no file');
  });
});
