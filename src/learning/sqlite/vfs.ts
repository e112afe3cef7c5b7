import { accessSync, constants } from 'node:fs';
import type { DatabaseFiles } from './database-files.js';
import { findDefaultVfs } from './default-vfs.js';
import { isDiskFull, StorageError, systemErrorCode } from './errors.js';
import { createIoMethods } from './io-methods.js';
import { JournalFile } from './journal-file.js';
import { MainFile } from './main-file.js';
import type { OpenFile } from './open-file.js';
import { layoutError, type SqlJsDatabase, type SqlJsModule } from './sql-js.js';
import { accessQuery, fileOffset, openFlag, resultCode, vfsOffset } from './sqlite-abi.js';
import type { WasmMemory } from './wasm-memory.js';
import type { WasmExportedTable } from './web-assembly.js';

type NativeFunction = (...args: readonly number[]) => number;

/**
 * SQLite's file layer on node:fs. sql.js can only open databases in memory, so four functions of SQLite's default layer
 * are replaced: they serve the files of the databases opened here, and pass every other name on to the original, which
 * knows nothing but memory. A database or journal can therefore name whatever it likes; no other file is ever reached.
 */
export class Vfs {
  /** Why the last call into SQLite failed, as thrown by the file system or the lock. */
  failure: unknown;
  readonly #sqlJs: SqlJsModule;
  readonly #memory: WasmMemory;
  readonly #openFiles = new Map<number, OpenFile>();
  readonly #databases = new Map<string, DatabaseFiles>();
  readonly #ioMethods: number;
  #opening: DatabaseFiles | undefined;

  /** @throws {StorageError} `layout` */
  constructor(sqlJs: SqlJsModule, memory: WasmMemory, table: WasmExportedTable) {
    this.#sqlJs = sqlJs;
    this.#memory = memory;
    const struct = findDefaultVfs(sqlJs, memory, table);
    this.#ioMethods = createIoMethods(sqlJs, memory, this.#openFiles, (code, call) =>
      this.#guard(code, call),
    );
    const replace = (
      slot: number,
      signature: string,
      code: number,
      create: (original: NativeFunction) => (...args: never[]) => number,
    ): void => {
      const original = table.get(memory.uint32(struct + slot));
      if (!isNativeFunction(original)) throw layoutError(`slot ${slot}`);
      memory.setUint32(struct + slot, sqlJs.addFunction(this.#guard(code, create(original)), signature));
    };
    replace(vfsOffset.open, 'iiiiii', resultCode.cannotOpen, (original) => this.#xOpen(original));
    replace(vfsOffset.delete, 'iiii', resultCode.deleteError, (original) => this.#xDelete(original));
    replace(vfsOffset.access, 'iiiii', resultCode.accessError, (original) => this.#xAccess(original));
    replace(vfsOffset.fullPathname, 'iiiii', resultCode.cannotOpen, (original) =>
      this.#xFullPathname(original),
    );
    memory.setUint32(struct + vfsOffset.maxPathname, 4096);
  }

  /** Opens a database on the disk. Until `forget`, its path and its journal's belong to it. */
  open(files: DatabaseFiles): SqlJsDatabase {
    this.#databases.set(files.database, files);
    this.#opening = files;
    try {
      // The empty array makes sql.js create the file in memory that its close() deletes.
      const database = new this.#sqlJs.Database(new Uint8Array(0));
      if (this.#isOpening()) throw layoutError('the file was not asked for');
      return database;
    } catch (error) {
      this.forget(files);
      throw error;
    } finally {
      this.#opening = undefined;
    }
  }

  forget(files: DatabaseFiles): void {
    this.#databases.delete(files.database);
  }

  /** A database in memory. */
  openInMemory(): SqlJsDatabase {
    return new this.#sqlJs.Database();
  }

  #isOpening(): boolean {
    return this.#opening !== undefined;
  }

  #guard(code: number, call: (...args: never[]) => number): (...args: never[]) => number {
    return (...args) => {
      try {
        return call(...args);
      } catch (error) {
        this.failure ??= error;
        return isDiskFull(error) ? resultCode.full : code;
      }
    };
  }

  #xFullPathname(original: NativeFunction) {
    return (vfs: number, name: number, capacity: number, out: number): number => {
      if (this.#opening === undefined || !this.#memory.text(name).startsWith('dbfile_')) {
        return original(vfs, name, capacity, out);
      }
      const path = this.#opening.database;
      if (!this.#memory.setText(out, path, capacity))
        throw new StorageError('io', `${path} is too long a path.`);
      return resultCode.ok;
    };
  }

  #xOpen(original: NativeFunction) {
    return (vfs: number, name: number, pointer: number, flags: number, flagsOut: number): number => {
      const path = name === 0 ? '' : this.#memory.text(name);
      const database = this.#databaseOf(path);
      if (database === undefined) return original(vfs, name, pointer, flags, flagsOut);
      // SQLite calls xClose after a failed open when there are methods already.
      this.#memory.setUint32(pointer + fileOffset.methods, 0);
      this.#openFiles.set(pointer, this.#openFile(database, path, flags));
      this.#memory.setUint32(pointer + fileOffset.methods, this.#ioMethods);
      if (flagsOut !== 0)
        this.#memory.setUint32(flagsOut, database.isWritable ? flags : flags | openFlag.readOnly);
      return resultCode.ok;
    };
  }

  #openFile(database: DatabaseFiles, path: string, flags: number): OpenFile {
    if (path === database.database && database === this.#opening) {
      this.#opening = undefined;
      return new MainFile(database);
    }
    if (path === database.journal && (flags & openFlag.mainJournal) !== 0) {
      const write = database.isWritable && (flags & openFlag.readOnly) === 0;
      return new JournalFile(database, {
        write,
        create: write && (flags & openFlag.create) !== 0,
      });
    }
    // ATTACH of our own database would be a second pager on one lock. A super-journal or WAL in memory would be lost in a crash
    // together with what it promises.
    throw new StorageError('io', `${path} cannot be opened or attached as a part of the open database.`);
  }

  #xDelete(original: NativeFunction) {
    return (vfs: number, name: number, syncFolder: number): number => {
      const path = this.#memory.text(name);
      const database = this.#databaseOf(path);
      if (database === undefined) return original(vfs, name, syncFolder);
      if (path !== database.journal) return resultCode.deleteOfMissing;
      try {
        // The next file of this name may well get the same inode.
        database.durableNames.delete(path);
        database.disk.unlink(path);
      } catch (error) {
        if (systemErrorCode(error) === 'ENOENT') return resultCode.deleteOfMissing;
        throw error;
      }
      if (syncFolder !== 0) database.disk.syncFolderOf(path);
      return resultCode.ok;
    };
  }

  #xAccess(original: NativeFunction) {
    return (vfs: number, name: number, query: number, out: number): number => {
      const path = this.#memory.text(name);
      const database = this.#databaseOf(path);
      if (database === undefined) return original(vfs, name, query, out);
      this.#memory.setUint32(out, this.#isAccessible(database, path, query) ? 1 : 0);
      return resultCode.ok;
    };
  }

  #isAccessible(database: DatabaseFiles, path: string, query: number): boolean {
    // A super-journal or a WAL beside our database does not exist for our SQLite.
    if (path !== database.database && path !== database.journal) return false;
    const found = database.disk.look(path);
    // Like SQLite's own unix layer: an empty journal is no journal.
    if (query === accessQuery.exists || found === undefined)
      return found !== undefined && found.sizeBytes > 0;
    try {
      accessSync(path, query === accessQuery.readWrite ? constants.R_OK | constants.W_OK : constants.R_OK);
      return true;
    } catch {
      return false;
    }
  }

  /** The database that a path belongs to: its own, or one that SQLite makes up for a companion of it. */
  #databaseOf(path: string): DatabaseFiles | undefined {
    for (const files of this.#databases.values()) {
      if (path.startsWith(files.database) && companion.test(path.slice(files.database.length))) return files;
    }
    return undefined;
  }
}

/** What follows the database's name: nothing, or the endings of journal, WAL and super-journal. */
const companion = /^(?:-journal|-wal|-mj[\dA-F]+)?$/;

function isNativeFunction(value: unknown): value is NativeFunction {
  return typeof value === 'function';
}
