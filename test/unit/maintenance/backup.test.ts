import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backup } from '../../../src/learning/maintenance/backup.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { fillDatabase, temporaryDatabase, using } from './sample-database.js';

beforeAll(loadSqlite);

describe('backup', () => {
  let place: ReturnType<typeof temporaryDatabase>;
  beforeEach(() => {
    place = temporaryDatabase();
    fillDatabase(place.file, 20);
  });
  afterEach(() => {
    place.remove();
  });

  it('makes an ordinary SQLite file with everything committed, while the database is open', () => {
    const target = join(place.folder, 'copy.db');
    using(place.file, (connection) => {
      connection.run("UPDATE runs SET task_slug = 'renamed' WHERE id = 20");
      expect(backup(place.file, target)).toBe(readFileSync(target).length);
    });
    const header = readFileSync(target);
    expect([header[18], header[19]]).toEqual([1, 1]);
    expect(
      using(target, (copy) => copy.get('SELECT count(*) AS n, max(task_slug) AS slug FROM runs')),
    ).toEqual({
      n: 20,
      slug: 'task-9',
    });
    expect(using(target, (copy) => copy.get('SELECT task_slug FROM runs WHERE id = 20'))).toEqual({
      task_slug: 'renamed',
    });
  });

  it('leaves nothing else behind', () => {
    backup(place.file, join(place.folder, 'copy.db'));
    const files = execFileSync('ls', ['-A', place.folder], { encoding: 'utf8' }).split('\n');
    expect(files.filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
  });

  it('never replaces a file', () => {
    const target = join(place.folder, 'notes.txt');
    writeFileSync(target, 'mine');
    expect(() => backup(place.file, target)).toThrow('exists already');
    expect(readFileSync(target, 'utf8')).toBe('mine');
  });

  it('does not pass damage on', () => {
    const bytes = readFileSync(place.file);
    bytes.fill(0, 5 * 4096, 9 * 4096);
    writeFileSync(place.file, bytes);
    expect(() => backup(place.file, join(place.folder, 'copy.db'))).toThrow('damaged');
    expect(existsSync(join(place.folder, 'copy.db'))).toBe(false);
  });

  it('says what is missing', () => {
    expect(() => backup(join(place.folder, 'none.db'), join(place.folder, 'copy.db'))).toThrow(
      'There is no database',
    );
    expect(() => backup(place.file, join(place.folder, 'no', 'such', 'copy.db'))).toThrow('does not exist');
  });
});
