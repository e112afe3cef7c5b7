import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/learning/sqlite/connection.js';
import { unknownTriggersAndViews } from '../../../src/learning/sqlite/foreign-schema.js';
import { loadedVfs, loadSqlite } from '../../../src/learning/sqlite/load.js';
import { openConnection, type Migration } from '../../../src/learning/sqlite/open.js';
import { TemporaryDatabase } from './temporary-database.js';

const trigger = 'CREATE TRIGGER noted AFTER INSERT ON notes BEGIN INSERT INTO log VALUES (new.text); END';
const first: Migration = {
  version: 1,
  sql: `
CREATE TABLE notes (text TEXT);
CREATE TABLE log (text TEXT);
${trigger};
`,
};
const adds: Migration = { version: 2, sql: '\nCREATE VIEW latest AS SELECT max(rowid) FROM notes;' };
const drops: Migration = { version: 2, sql: 'DROP TRIGGER noted' };
const renames: Migration = { version: 2, sql: 'ALTER TABLE log RENAME TO journal' };

beforeAll(loadSqlite);

describe('triggers and views that are not ours', () => {
  let place: TemporaryDatabase;
  let connection: Connection;

  beforeEach(() => {
    place = new TemporaryDatabase();
    connection = openConnection(place.file, { migrations: [first] });
  });

  afterEach(() => {
    connection.close();
    place.remove();
  });

  const unknown = (migrations: readonly Migration[], version: number): string[] =>
    unknownTriggersAndViews(loadedVfs(), connection, migrations, version);

  it('are not those of the migrations', () => {
    expect(unknown([first], 1)).toEqual([]);
    expect(unknown([first, adds], 1)).toEqual([]);
    connection.exec(adds.sql);
    expect(unknown([first, adds], 2)).toEqual([]);
  });

  it('are those of a version that the database does not have', () => {
    connection.exec(adds.sql);
    expect(unknown([first, adds], 1)).toEqual(['view latest']);
  });

  it.each([
    ['do something else', trigger.replace('new.text', "'x'")],
    ['have another name', trigger.replace('noted', 'copied')],
    ['begin alike', trigger.replace('END', 'DELETE FROM log; END')],
  ])('are those that %s', (_, sql) => {
    connection.exec(`DROP TRIGGER noted; ${sql}`);
    expect(unknown([first], 1)).toHaveLength(1);
  });

  it('are those that a migration has dropped', () => {
    expect(unknown([first, drops], 2)).toEqual(['trigger noted']);
    connection.exec(drops.sql);
    expect(unknown([first, drops], 2)).toEqual([]);
  });

  it('are not those that a migration has rewritten by renaming what they use', () => {
    expect(unknown([first, renames], 2)).toEqual(['trigger noted']);
    connection.exec(renames.sql);
    expect(unknown([first, renames], 2)).toEqual([]);
  });
});
