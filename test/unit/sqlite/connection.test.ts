import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection, SqlValue } from '../../../src/learning/sqlite/connection.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { longText } from '../../../src/learning/sqlite/long-text.js';
import { openConnection, type Migration } from '../../../src/learning/sqlite/open.js';
import { reasonOf, TemporaryDatabase } from './temporary-database.js';

const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: 'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT UNIQUE, size INT CHECK (size < 100))',
  },
];

beforeAll(loadSqlite);

describe('a connection', () => {
  let place: TemporaryDatabase;
  let connection: Connection;

  beforeEach(() => {
    place = new TemporaryDatabase();
    connection = openConnection(place.file, { migrations });
  });

  afterEach(() => {
    connection.closeNow();
    place.remove();
  });

  const add = (text: string): number =>
    connection.run('INSERT INTO notes (text) VALUES (?)', [text]).lastInsertRowid;
  const texts = (): SqlValue[] =>
    connection.all('SELECT text FROM notes ORDER BY id').map((row) => row['text'] ?? null);

  it('keeps texts of any length as texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(1, 5000), (text, times) => {
        const long = text.repeat(times);
        const row = connection.get('SELECT CAST(? AS TEXT) AS text, typeof(CAST(? AS TEXT)) AS type', [
          longText(long),
          longText(long),
        ]);
        expect(row).toEqual({ text: long, type: 'text' });
      }),
      { numRuns: 20 },
    );
    expect(longText(null)).toBeNull();
  });

  it('gives back every value as it was', () => {
    const value = fc.oneof<fc.Arbitrary<SqlValue>[]>(
      fc.constant(null),
      fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
      fc.uint8Array(),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
        const columns = values.map((_, index) => `? AS c${index}`).join(', ');
        const row = connection.get(`SELECT ${columns}`, values);
        // -0 is 0 to SQLite.
        expect(Object.values(row ?? {})).toEqual(values.map((each) => (each === 0 ? 0 : each)));
      }),
    );
  });

  it('says what a statement changed', () => {
    expect(connection.run("INSERT INTO notes (text) VALUES ('a'), ('b')")).toEqual({
      changes: 2,
      lastInsertRowid: 2,
    });
    expect(connection.run("UPDATE notes SET size = 1 WHERE text = 'a'")).toEqual({
      changes: 1,
      lastInsertRowid: 0,
    });
    expect(connection.get("SELECT size FROM notes WHERE text = 'a'")).toEqual({ size: 1 });
    expect(connection.get("SELECT size FROM notes WHERE text = 'none'")).toBeUndefined();
  });

  it('keeps nothing of a transaction that throws', () => {
    add('before');
    expect(() =>
      connection.transaction(() => {
        add('inside');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(texts()).toEqual(['before']);
  });

  it('undoes an inner transaction alone', () => {
    connection.transaction(() => {
      add('outer');
      expect(() =>
        connection.transaction(() => {
          add('inner');
          throw new Error('no');
        }),
      ).toThrow('no');
      connection.transaction(() => add('second'));
    });
    expect(texts()).toEqual(['outer', 'second']);
  });

  it('says in the error what kind it is', () => {
    add('once');
    expect(reasonOf(() => add('once'))).toBe('constraint');
    expect(reasonOf(() => connection.run('SELEC 1'))).toBe('sql');
    expect(reasonOf(() => connection.run(''))).toBe('sql');
    expect(reasonOf(() => connection.get('SELECT ?', [1, 2]))).toBe('sql');
    connection.close();
    expect(reasonOf(() => texts())).toBe('closed');
  });

  it('goes on after a failed statement', () => {
    add('once');
    reasonOf(() => add('once'));
    add('twice');
    expect(texts()).toEqual(['once', 'twice']);
  });

  it('forgets old statements, not what they do', () => {
    for (let index = 0; index < 450; index += 1) {
      expect(connection.get(`SELECT ${index} AS n`)).toEqual({ n: index });
    }
    expect(connection.get('SELECT 0 AS n')).toEqual({ n: 0 });
  });

  it('does not keep the lock after reading a part of the rows', () => {
    add('a');
    add('b');
    connection.get('SELECT * FROM notes');
    const other = place.lockFile();
    expect(other.acquire(0)).toBe(true);
    other.close();
  });

  it('is shared by those who open the same file, and closes with the last', () => {
    const again = openConnection(place.file, { migrations });
    expect(again).toBe(connection);
    again.close();
    add('still open');
    connection.close();
    expect(reasonOf(() => add('closed'))).toBe('closed');
    connection = openConnection(place.file, { migrations });
    expect(texts()).toEqual(['still open']);
  });

  it('waits as long as it is told, and says who is in the way', () => {
    const other = place.lockFile();
    other.acquire(0);
    connection.setBusyTimeout(0);
    expect(reasonOf(() => add('a'))).toBe('busy');
    expect(() => add('a')).toThrow(`process ${process.pid} on this computer`);
    other.close();
    add('a');
    expect(texts()).toEqual(['a']);
  });

  it('holds the lock outside transactions when asked, with transactions inside', () => {
    const other = place.lockFile();
    connection.withLock(() => {
      connection.transaction(() => add('a'));
      expect(other.acquire(0)).toBe(false);
    });
    expect(other.acquire(0)).toBe(true);
    other.close();
  });

  it('knows who else has the database open', () => {
    expect(connection.otherOpeners()).toEqual([]);
    const other = place.lockFile();
    expect(connection.otherOpeners().map((party) => party.identity?.id)).toEqual([other.identity.id]);
    other.close();
    expect(connection.otherOpeners()).toEqual([]);
  });
});
