import { StorageError } from './errors.js';
import type { LockParty } from './lock/inspect-lock.js';
import { closeDatabase, type OpenDatabase } from './open-database.js';
import type { SqlJsDatabase, SqlJsStatement } from './sql-js.js';
import { movedError } from './main-file.js';
import { busyError, storageErrorOf } from './translate-error.js';
import type { Vfs } from './vfs.js';

export type SqlValue = null | number | string | Uint8Array;
export type Row = Readonly<Record<string, SqlValue>>;

export interface RunResult {
  readonly changes: number;
  /** 0 for a statement that inserts nothing. */
  readonly lastInsertRowid: number;
}

const maxCachedStatements = 200;
const inserts = /\b(?:insert|replace)\b/i;

/**
 * An open database. Everything is synchronous and durable on return. All methods throw {StorageError}.
 *
 * When the file was deleted or replaced meanwhile, the call that notices throws `moved` and the connection is closed; opening
 * the path again gives a new one.
 */
export class Connection {
  /** Absolute, free of symbolic links. */
  readonly file: string;
  /** Why the database can only be read, in plain words; undefined when it can be written, or when only reading was asked for. */
  readonly readOnlyReason: string | undefined;
  readonly #vfs: Vfs;
  readonly #onClosed: () => void;
  readonly #files: OpenDatabase['files'];
  readonly #statements = new Map<string, SqlJsStatement>();
  #database: SqlJsDatabase | undefined;
  #hasMoved = false;
  #transactionDepth = 0;
  #openers = 1;

  constructor(vfs: Vfs, open: OpenDatabase, readOnlyReason: string | undefined, onClosed: () => void) {
    this.file = open.files.database;
    this.readOnlyReason = readOnlyReason;
    this.#vfs = vfs;
    this.#files = open.files;
    this.#database = open.database;
    this.#onClosed = onClosed;
  }

  get isWritable(): boolean {
    return this.#files.isWritable;
  }

  get isOpen(): boolean {
    return this.#database !== undefined;
  }

  /** Whether the file was deleted or replaced, so that the next call will throw `moved`. */
  hasMoved(): boolean {
    return this.#hasMoved || this.#files.openMain?.hasMoved() === true;
  }

  run(sql: string, params: readonly SqlValue[] = []): RunResult {
    return this.#call((database) => {
      this.#withStatement(database, sql, params, (statement) => statement.step());
      const changes = database.getRowsModified();
      return { changes, lastInsertRowid: inserts.test(sql) ? this.#lastInsertRowid(database) : 0 };
    });
  }

  /** The first row; undefined when there is none. The caller knows from the SQL what a row looks like. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the row's type belongs to the SQL
  get<T extends Row>(sql: string, params: readonly SqlValue[] = []): T | undefined {
    return this.#call((database) =>
      this.#withStatement(database, sql, params, (statement) =>
        statement.step() ? (rowOf(statement.getColumnNames(), statement.get()) as T) : undefined,
      ),
    );
  }

  /** All rows. */
  all<T extends Row>(sql: string, params: readonly SqlValue[] = []): T[] {
    return this.#call((database) =>
      this.#withStatement(database, sql, params, (statement) => {
        const rows: T[] = [];
        const columns = statement.getColumnNames();
        while (statement.step()) rows.push(rowOf(columns, statement.get()) as T);
        return rows;
      }),
    );
  }

  /** Several statements, without parameters or results. */
  exec(sql: string): void {
    this.#call((database) => database.run(sql));
  }

  /**
   * Runs the body as one transaction: all of it is durable when this returns, none of it when it throws. Inside another one it
   * becomes a part of that, undone alone when it throws. The body must not be asynchronous.
   */
  transaction<T>(body: () => T): T {
    const depth = this.#transactionDepth;
    const isOuter = depth === 0;
    this.exec(isOuter ? 'BEGIN IMMEDIATE' : `SAVEPOINT nested${depth}`);
    this.#transactionDepth += 1;
    try {
      const result = body();
      this.exec(isOuter ? 'COMMIT' : `RELEASE nested${depth}`);
      return result;
    } catch (error) {
      this.#undo(isOuter ? 'ROLLBACK' : `ROLLBACK TO nested${depth}; RELEASE nested${depth}`);
      throw error;
    } finally {
      this.#transactionDepth = depth;
    }
  }

  /** A number that changes when another connection, here or in another process, has committed. */
  dataVersion(): number {
    const value = this.get('PRAGMA data_version')?.['data_version'];
    return typeof value === 'number' ? value : 0;
  }

  /** How long calls wait while another process or thread holds the lock. Applies to all who share this connection. */
  setBusyTimeout(timeoutMs: number): void {
    this.#files.busyTimeoutMs = timeoutMs;
  }

  /** Holds the lock without a transaction: nobody else reads or writes the file meanwhile. Transactions inside work. */
  withLock<T>(body: () => T): T {
    const { lock, busyTimeoutMs } = this.#files;
    this.#call(() => {
      if (lock?.acquire(busyTimeoutMs) === false) throw busyError(this.#files);
    });
    try {
      return body();
    } finally {
      lock?.release();
    }
  }

  /** Who else has the database open, as far as they are not proven dead. */
  otherOpeners(): readonly LockParty[] {
    return this.#files.lock?.others() ?? [];
  }

  /** Counts one more who uses this connection and will close it. */
  share(): this {
    this.#openers += 1;
    return this;
  }

  /** Closes the file when everybody who opened it has closed it. */
  close(): void {
    if (this.#openers > 0) this.#openers -= 1;
    if (this.#openers === 0) this.closeNow();
  }

  /** Closes the file for everybody. */
  closeNow(): void {
    const database = this.#database;
    if (database === undefined) return;
    this.#hasMoved = this.hasMoved();
    this.#database = undefined;
    this.#statements.clear();
    closeDatabase(this.#vfs, { database, files: this.#files });
    this.#onClosed();
  }

  #call<T>(body: (database: SqlJsDatabase) => T): T {
    const database = this.#database;
    if (database === undefined) throw this.#closedError();
    this.#vfs.failure = undefined;
    try {
      return body(database);
    } catch (error) {
      const translated = storageErrorOf(error, this.#vfs.failure, this.#files);
      if (translated.reason === 'moved') {
        this.#hasMoved = true;
        this.closeNow();
      }
      throw translated;
    }
  }

  #withStatement<T>(
    database: SqlJsDatabase,
    sql: string,
    params: readonly SqlValue[],
    use: (statement: SqlJsStatement) => T,
  ): T {
    const statement = this.#prepared(database, sql);
    try {
      if (params.length > 0) statement.bind(params);
      return use(statement);
    } finally {
      // A statement left open would keep the lock.
      statement.reset();
    }
  }

  #prepared(database: SqlJsDatabase, sql: string): SqlJsStatement {
    const cached = this.#statements.get(sql);
    if (cached !== undefined) return cached;
    const statement = database.prepare(sql);
    const [oldest] = this.#statements;
    if (oldest !== undefined && this.#statements.size >= maxCachedStatements) {
      this.#statements.delete(oldest[0]);
      oldest[1].free();
    }
    this.#statements.set(sql, statement);
    return statement;
  }

  #lastInsertRowid(database: SqlJsDatabase): number {
    const [value] = this.#withStatement(database, 'SELECT last_insert_rowid()', [], (statement) => {
      statement.step();
      return statement.get();
    });
    return typeof value === 'number' ? value : 0;
  }

  #undo(sql: string): void {
    try {
      this.exec(sql);
    } catch {
      // SQLite has already rolled back by itself (disk full), or the connection is closed. The first error is what counts.
    }
  }

  #closedError(): StorageError {
    if (this.#hasMoved) return movedError(this.file);
    return new StorageError('closed', `${this.file} was closed. Open it again to go on.`);
  }
}

function rowOf(columns: readonly string[], values: readonly SqlValue[]): Row {
  const row: Record<string, SqlValue> = {};
  for (const [index, column] of columns.entries()) row[column] = values[index] ?? null;
  return row;
}
