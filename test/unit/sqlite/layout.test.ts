import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { findDefaultVfs } from '../../../src/learning/sqlite/default-vfs.js';
import {
  assertSqlJsModule,
  type SqlJsDatabase,
  type SqlJsModule,
} from '../../../src/learning/sqlite/sql-js.js';
import { WasmMemory } from '../../../src/learning/sqlite/wasm-memory.js';
import type { WasmExportedTable } from '../../../src/learning/sqlite/web-assembly.js';
import { reasonOf } from './temporary-database.js';

describe('the bundled sql.js', () => {
  it('is the one that was tortured; after a bump, run the tortures and put the new hash here', () => {
    const wasm = readFileSync('node_modules/sql.js/dist/sql-wasm.wasm');
    expect(createHash('sha256').update(wasm).digest('hex')).toBe(
      '43bbcdd44287e5a2db3b6b5af34b1a3485a7a441285d247976c1ebe3c61f8dbf',
    );
  });
});

class NoDatabase implements SqlJsDatabase {
  handleError = notNeeded;
  run = notNeeded;
  prepare = notNeeded;
  exec = notNeeded;
  getRowsModified = notNeeded;
  close = notNeeded;
}

function notNeeded(): never {
  throw new Error('not needed');
}

/** A memory that holds an open connection and the default file layer where they are looked for. */
class PretendedSqlite {
  readonly memory = new WasmMemory({ buffer: new ArrayBuffer(4096) });
  readonly closed: unknown[] = [];
  openResult = 0;
  functions = new Set([1, 2, 3, 4]);

  constructor() {
    this.memory.setUint32(200, 300); // sqlite3.pVfs
    for (const [offset, value] of Object.entries({
      0: 3,
      4: 80,
      8: 512,
      16: 400,
      24: 1,
      28: 2,
      32: 3,
      36: 4,
    })) {
      this.memory.setUint32(300 + Number(offset), value);
    }
    this.memory.setText(400, 'unix', 10);
  }

  find(): number {
    const table: WasmExportedTable = {
      get: (index) => {
        if (index > 1000) throw new RangeError('outside of the table');
        return this.functions.has(index) ? () => 0 : null;
      },
    };
    return findDefaultVfs(this.#module(), this.memory, table);
  }

  #module(): SqlJsModule {
    const open = (_: unknown, out: unknown): number => {
      this.memory.setUint32(Number(out), 200);
      return this.openResult;
    };
    const close = (connection: unknown): number => this.closed.push(connection);
    return {
      Database: NoDatabase,
      addFunction: () => 0,
      cwrap: (name) => (name === 'sqlite3_open' ? open : close),
      stackSave: () => 0,
      stackRestore: () => undefined,
      stackAlloc: () => 100,
      _malloc: () => 0,
    };
  }
}

describe("finding SQLite's default file layer", () => {
  let sqlite: PretendedSqlite;

  beforeEach(() => {
    sqlite = new PretendedSqlite();
  });

  it('follows the first pointer of an open connection', () => {
    expect(sqlite.find()).toBe(300);
    expect(sqlite.closed).toEqual([200]);
  });

  it.each<[string, (sqlite: PretendedSqlite) => void]>([
    ['no connection opens', (it) => (it.openResult = 14)],
    [
      'the pointer is null',
      (it) => {
        it.memory.setUint32(200, 0);
      },
    ],
    [
      'the pointer leads outside',
      (it) => {
        it.memory.setUint32(200, 1_000_000);
      },
    ],
    [
      'the version is unknown',
      (it) => {
        it.memory.setUint32(300, 5);
      },
    ],
    [
      'the size of a file is odd',
      (it) => {
        it.memory.setUint32(304, 3);
      },
    ],
    [
      'the longest path is another',
      (it) => {
        it.memory.setUint32(308, 1024);
      },
    ],
    [
      'its name is another',
      (it) => {
        it.memory.setText(400, 'memdb', 10);
      },
    ],
    [
      'its name is nowhere',
      (it) => {
        it.memory.setUint32(316, 2_000_000);
      },
    ],
    [
      'a slot is no function',
      (it) => {
        it.functions.delete(3);
      },
    ],
    [
      'a slot leads outside of the table',
      (it) => {
        it.memory.setUint32(336, 5000);
      },
    ],
  ])('gives up when %s', (_, change) => {
    change(sqlite);
    expect(reasonOf(() => sqlite.find())).toBe('layout');
  });
});

describe('the functions of sql.js', () => {
  it('must all be there', () => {
    const names = ['Database', 'addFunction', 'cwrap', 'stackSave', 'stackRestore', 'stackAlloc', '_malloc'];
    const whole = Object.fromEntries(names.map((name) => [name, () => 0]));
    expect(
      reasonOf(() => {
        assertSqlJsModule(whole);
      }),
    ).toBeUndefined();
    for (const name of names) {
      expect(
        reasonOf(() => {
          assertSqlJsModule({ ...whole, [name]: undefined });
        }),
      ).toBe('layout');
    }
    expect(
      reasonOf(() => {
        assertSqlJsModule(undefined);
      }),
    ).toBe('layout');
  });
});
