import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection, Row } from '../../../src/learning/sqlite/connection.js';
import { nodeDisk, type Disk } from '../../../src/learning/sqlite/disk.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { openConnection, type Migration, type OpenOptions } from '../../../src/learning/sqlite/open.js';
import { reasonOf, TemporaryDatabase } from './temporary-database.js';

const first: Migration = {
  version: 1,
  sql: `CREATE TABLE notes (text TEXT); CREATE TABLE log (text TEXT);
        CREATE TRIGGER noted AFTER INSERT ON notes BEGIN INSERT INTO log VALUES (new.text); END;`,
};
const second: Migration = { version: 2, sql: 'ALTER TABLE notes ADD COLUMN size INT' };
const broken: Migration = { version: 3, sql: 'DROP TABLE log; CREATE TABLE notes (text TEXT)' };

beforeAll(loadSqlite);

describe('opening a database', () => {
  let place: TemporaryDatabase;

  beforeEach(() => {
    place = new TemporaryDatabase();
  });

  afterEach(() => {
    place.remove();
  });

  const using = <T>(body: (connection: Connection) => T, options: Partial<OpenOptions> = {}): T => {
    const connection = openConnection(place.file, { migrations: [first], ...options });
    try {
      return body(connection);
    } finally {
      connection.close();
    }
  };
  const add = (text: string) => (connection: Connection) =>
    connection.run('INSERT INTO notes (text) VALUES (?)', [text]);
  const notes = (connection: Connection): Row[] => connection.all('SELECT * FROM notes');
  const open =
    (options: Partial<OpenOptions> = {}) =>
    () => {
      using(() => undefined, options);
    };

  it('makes a new one with the settings that durability and hostile files ask for', () => {
    using((connection) => {
      const pragma = (name: string): unknown => Object.values(connection.get(`PRAGMA ${name}`) ?? {})[0];
      expect(pragma('journal_mode')).toBe('persist');
      expect(pragma('synchronous')).toBe(2);
      expect(pragma('auto_vacuum')).toBe(2);
      expect(pragma('trusted_schema')).toBe(0);
      expect(pragma('foreign_keys')).toBe(1);
      expect(pragma('journal_size_limit')).toBe(1_048_576);
      expect(pragma('cache_size')).toBe(-16_000);
      expect(pragma('temp_store')).toBe(2);
      expect(pragma('user_version')).toBe(1);
      expect(Object.values(connection.get('PRAGMA database_list') ?? {})).toContain(place.file);
    });
  });

  it('finds what was written before', () => {
    using(add('kept'));
    expect(using(notes)).toEqual([{ text: 'kept' }]);
  });

  it('leaves an ordinary file behind', () => {
    using((connection) => {
      expect(readFileSync(place.file)[18]).toBe(3);
      add('a')(connection);
      expect(readFileSync(place.file)[18]).toBe(3);
    });
    expect(readFileSync(place.file)[18]).toBe(1);
    expect(readdirSync(`${place.file}-lock`)).toEqual([]);
  });

  it('stays fenced while somebody else writes', () => {
    using(() => undefined);
    const other = place.lockFile();
    using(() => undefined);
    expect(readFileSync(place.file)[18]).toBe(3);
    other.close();
    using(() => undefined);
    expect(readFileSync(place.file)[18]).toBe(1);
  });

  it('makes no database when told not to', () => {
    expect(reasonOf(open({ create: false }))).toBe('missing');
    expect(reasonOf(open({ readOnly: true }))).toBe('missing');
    expect(existsSync(place.folder)).toBe(false);
  });

  it('says so when not even the folder of its folder is there', () => {
    expect(reasonOf(() => openConnection(join(place.root, 'a', 'b', 'x.db'), { migrations: [first] }))).toBe(
      'missing',
    );
  });

  describe('with migrations', () => {
    it('brings it forward, and keeps a copy of what it was', () => {
      using(add('old'));
      using(
        (connection) => {
          expect(notes(connection)).toEqual([{ text: 'old', size: null }]);
        },
        { migrations: [second, first] },
      );
      const copy = openConnection(`${place.file}.v1.bak`, { migrations: [first], readOnly: true });
      expect(notes(copy)).toEqual([{ text: 'old' }]);
      copy.close();
      expect(readFileSync(`${place.file}.v1.bak`)[18]).toBe(1);
    });

    it('keeps the copy where it is told to', () => {
      using(add('old'));
      using(() => undefined, { migrations: [first, second], keepCopyIn: place.root });
      expect(readdirSync(place.root)).toContain('experience.db.v1.bak');
      expect(existsSync(`${place.file}.v1.bak`)).toBe(false);
    });

    it('copies nothing when there is nothing yet', () => {
      using(() => undefined, { migrations: [first] });
      expect(readdirSync(place.folder).filter((name) => name.endsWith('.bak'))).toEqual([]);
    });

    it('leaves it as it was when one fails, and closes it', () => {
      using(add('old'));
      expect(reasonOf(open({ migrations: [first, broken] }))).toBe('migration');
      using((connection) => {
        expect(connection.get('PRAGMA user_version')).toEqual({ user_version: 1 });
        expect(connection.all('SELECT * FROM log')).toEqual([{ text: 'old' }]);
      });
    });

    it('only reads a newer one', () => {
      using(() => undefined, { migrations: [first, second] });
      const before = readFileSync(place.file);
      using((connection) => {
        expect(connection.readOnlyReason).toMatch(/newer Learning Loop/);
        expect(connection.isWritable).toBe(false);
        expect(reasonOf(() => add('new')(connection))).toBe('read-only');
        expect(notes(connection)).toEqual([]);
      });
      expect(readFileSync(place.file).equals(before)).toBe(true);
    });
  });

  describe('that somebody has prepared', () => {
    const prepare = (sql: string): void => {
      using((connection) => {
        connection.exec(sql);
      });
    };

    it.each([
      ['a trigger', 'CREATE TRIGGER spy AFTER INSERT ON notes BEGIN DELETE FROM log; END', 'trigger spy'],
      ['a view', 'CREATE VIEW spy AS SELECT * FROM notes', 'view spy'],
      [
        'one of ours changed',
        'DROP TRIGGER noted; CREATE TRIGGER noted AFTER INSERT ON notes BEGIN DELETE FROM log; END',
        'trigger noted',
      ],
    ])('only reads it when it has %s', (_, sql, name) => {
      prepare(sql);
      using(
        (connection) => {
          expect(connection.readOnlyReason).toContain(name);
          expect(reasonOf(() => add('a')(connection))).toBe('read-only');
        },
        { migrations: [first, second] },
      );
    });

    it('writes it when it has tables and indexes of somebody else', () => {
      prepare('CREATE TABLE mine (a); CREATE INDEX mine_a ON mine(a)');
      expect(using((connection) => connection.readOnlyReason)).toBeUndefined();
    });

    it.each(['folder', 'database', 'journal', 'lock'])('refuses a symbolic link as its %s', (what) => {
      const elsewhere = new TemporaryDatabase();
      const target = openConnection(elsewhere.file, { migrations: [first] });
      target.close();
      const link = {
        folder: place.folder,
        database: place.file,
        journal: `${place.file}-journal`,
        lock: `${place.file}-lock`,
      };
      if (what !== 'folder') mkdirSync(place.folder);
      const from = link[what as keyof typeof link];
      symlinkSync(from.replace(place.root, elsewhere.root), from);
      const before = readFileSync(elsewhere.file);
      expect(reasonOf(open())).toBe('symlink');
      expect(readFileSync(elsewhere.file).equals(before)).toBe(true);
      elsewhere.remove();
    });

    it('refuses a folder in the place of the database', () => {
      mkdirSync(place.file, { recursive: true });
      expect(reasonOf(open())).toBe('symlink');
    });

    it('sends ATTACH and VACUUM INTO to memory', () => {
      const outside = join(place.root, 'outside.db');
      using((connection) => {
        connection.exec("ATTACH 'other.db' AS other; CREATE TABLE other.t (a); DETACH other");
        connection.exec("VACUUM INTO '/copy.db'");
        expect(
          reasonOf(() => {
            connection.exec(`ATTACH '${outside}' AS other`);
          }),
        ).toBe('sql');
      });
      expect(readdirSync(place.root)).toEqual(['.agent']);
      expect(existsSync('other.db')).toBe(false);
      expect(existsSync('/copy.db')).toBe(false);
    });

    it('does not let it be attached to itself', () => {
      using((connection) => {
        expect(
          reasonOf(() => {
            connection.exec(`ATTACH '${place.file}' AS again`);
          }),
        ).toBe('io');
        add('a')(connection);
      });
    });

    it('does not commit to two databases at once, which needs a super-journal', () => {
      using((connection) => {
        connection.exec("ATTACH '/second.db' AS other; CREATE TABLE other.t (a)");
        expect(
          reasonOf(() => {
            connection.transaction(() => {
              add('a')(connection);
              connection.run('INSERT INTO other.t VALUES (1)');
            });
          }),
        ).toBe('io');
        expect(notes(connection)).toEqual([]);
      });
    });
  });

  describe('that is not one', () => {
    const expectUntouched = (content: Buffer, reason: string): void => {
      mkdirSync(dirname(place.file));
      writeFileSync(place.file, content);
      expect(reasonOf(open())).toBe(reason);
      expect(reasonOf(open({ readOnly: true }))).toBe(reason);
      expect(readFileSync(place.file).equals(content)).toBe(true);
      expect(existsSync(`${place.file}-journal`)).toBe(false);
    };
    const sample = (): Buffer => {
      const source = new TemporaryDatabase();
      const connection = openConnection(source.file, { migrations: [first] });
      connection.transaction(() => {
        for (let row = 0; row < 100; row += 1) add('text '.repeat(50))(connection);
      });
      connection.close();
      const content = readFileSync(source.file);
      source.remove();
      return content;
    };

    it('is left as it is', () => {
      expectUntouched(Buffer.from('Dear diary,\n'.repeat(500)), 'not-a-database');
    });

    it('is left as it is when its schema is damaged', () => {
      expectUntouched(sample().fill(0xff, 100, 4096), 'corrupt');
    });

    it('is left as it is when its end is missing', () => {
      const content = sample();
      expectUntouched(content.subarray(0, content.length - 8192), 'corrupt');
    });

    it('is a database again for an empty file', () => {
      mkdirSync(dirname(place.file));
      writeFileSync(place.file, '');
      using(add('a'));
      expect(using(notes)).toEqual([{ text: 'a' }]);
    });

    it('is left as it is in WAL mode, with what to do', () => {
      const content = sample();
      content.set([2, 2], 18);
      expectUntouched(content, 'wal');
      expect(open()).toThrow(/journal_mode=DELETE/);
    });
  });

  describe('for reading', () => {
    it('changes nothing, whatever is asked', () => {
      using(add('a'));
      const before = readFileSync(place.file);
      using(
        (connection) => {
          expect(notes(connection)).toEqual([{ text: 'a' }]);
          expect(connection.readOnlyReason).toBeUndefined();
          expect(reasonOf(() => add('b')(connection))).toBe('read-only');
          expect(
            reasonOf(() => {
              connection.exec('PRAGMA user_version = 7');
            }),
          ).toBe('read-only');
          expect(readFileSync(place.file)[18]).toBe(1);
        },
        { readOnly: true },
      );
      expect(readFileSync(place.file).equals(before)).toBe(true);
    });

    it('migrates nothing', () => {
      using(add('a'));
      expect(using(notes, { readOnly: true, migrations: [first, second] })).toEqual([{ text: 'a' }]);
    });

    it('cannot be shared with somebody who wants to write, but the other way round', () => {
      using(() => {
        expect(using((reader) => reader.isWritable, { readOnly: true })).toBe(true);
      });
      using(
        () => {
          expect(reasonOf(open())).toBe('read-only');
        },
        { readOnly: true },
      );
    });

    it('is what remains when the file system refuses to write', () => {
      using(add('a'));
      using(
        (connection) => {
          expect(connection.readOnlyReason).toMatch(/may not be written/);
          expect(notes(connection)).toEqual([{ text: 'a' }]);
        },
        { disk: unwritableDisk },
      );
    });
  });

  it('reports what the file system says, in words', () => {
    const failing: Disk = {
      ...nodeDisk,
      read() {
        throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
      },
    };
    using(add('a'));
    expect(reasonOf(open({ disk: failing }))).toBe('io');
    expect(open({ disk: failing })).toThrow(/EIO/);
    expect(using(notes)).toEqual([{ text: 'a' }]);
  });

  it('notices that somebody replaced the file', () => {
    using(add('a'));
    const copy = readFileSync(place.file);
    using((connection) => {
      nodeDisk.unlink(place.file);
      writeFileSync(place.file, copy);
      expect(reasonOf(() => add('b')(connection))).toBe('moved');
      expect(connection.isOpen).toBe(false);
      expect(reasonOf(() => notes(connection))).toBe('moved');
    });
    expect(using(notes)).toEqual([{ text: 'a' }]);
  });

  it('opens what is there now when the file was replaced unnoticed', () => {
    using((connection) => {
      rmSync(place.folder, { recursive: true });
      using((again) => {
        expect(again).not.toBe(connection);
        expect(notes(again)).toEqual([]);
        expect(reasonOf(() => notes(connection))).toBe('moved');
      });
    });
  });

  it('can be closed when the folder of its lock was deleted', () => {
    using(() => {
      rmSync(`${place.file}-lock`, { recursive: true });
    });
    expect(using(notes)).toEqual([]);
  });

  it('stays fenced when another process has just left it half changed', () => {
    using(() => {
      writeFileSync(`${place.file}-journal`, Buffer.from('00d505f920a163d70000000000000000', 'hex'));
    });
    expect(readFileSync(place.file)[18]).toBe(3);
  });

  it('is not confused by a database whose name begins alike', () => {
    using((connection) => {
      const other = openConnection(`${place.file}-other`, { migrations: [first] });
      add('there')(other);
      expect(notes(connection)).toEqual([]);
      expect(notes(other)).toEqual([{ text: 'there' }]);
      other.close();
    });
  });

  it('does not mistake what follows its header for a journal of its own', () => {
    using(add('a'));
    appendFileSync(`${place.file}-journal`, Buffer.alloc(2000, 7));
    expect(using(notes)).toEqual([{ text: 'a' }]);
  });
});

const unwritableDisk: Disk = {
  ...nodeDisk,
  open(path, how) {
    if (how.write) throw Object.assign(new Error('EROFS: read-only file system, open'), { code: 'EROFS' });
    return nodeDisk.open(path, how);
  },
};
