import { StorageError } from './errors.js';

/** What is used of the module that `initSqlJs()` resolves to. It ships no types. */
export interface SqlJsModule {
  readonly Database: new (data?: Uint8Array) => SqlJsDatabase;
  readonly addFunction: (implementation: (...args: never[]) => number, signature: string) => number;
  readonly cwrap: (
    name: string,
    returns: 'number',
    takes: readonly string[],
  ) => (...args: unknown[]) => number;
  readonly stackSave: () => number;
  readonly stackRestore: (pointer: number) => void;
  readonly stackAlloc: (size: number) => number;
  readonly _malloc: (size: number) => number;
}

/** A connection of sql.js. With no data it is a database in memory. */
export interface SqlJsDatabase {
  /** Called with every result code; anything but 0 must throw. */
  handleError: (code: number) => unknown;
  run(sql: string): unknown;
  prepare(sql: string): SqlJsStatement;
  exec(
    sql: string,
  ): readonly { readonly columns: readonly string[]; readonly values: readonly SqlJsValue[][] }[];
  getRowsModified(): number;
  close(): void;
}

type SqlJsValue = null | number | string | Uint8Array;

export interface SqlJsStatement {
  bind(values: readonly SqlJsValue[]): boolean;
  step(): boolean;
  get(): SqlJsValue[];
  getColumnNames(): string[];
  reset(): boolean;
  free(): boolean;
}

export type InitSqlJs = (options: {
  readonly instantiateWasm: (imports: object, done: (instance: object) => void) => void;
  readonly useOldExtensionFunctions: false;
}) => Promise<unknown>;

/** The error for a sql.js whose inside is not as tested: never a guess, which could damage the file. */
export function layoutError(what: string, cause?: unknown): StorageError {
  return new StorageError(
    'layout',
    `The bundled sql.js is not the build that Learning Loop was tested with (${what}). ` +
      'The database was not touched. Reinstall Learning Loop, or sql.js 1.16.0 if you build it yourself.',
    { cause },
  );
}

export function isInitSqlJs(value: unknown): value is InitSqlJs {
  return typeof value === 'function';
}

const functions = [
  'Database',
  'addFunction',
  'cwrap',
  'stackSave',
  'stackRestore',
  'stackAlloc',
  '_malloc',
] as const;

/** @throws {StorageError} `layout` when one of the functions used is missing */
export function assertSqlJsModule(value: unknown): asserts value is SqlJsModule {
  if (typeof value !== 'object' || value === null) throw layoutError('no module');
  for (const name of functions) {
    if (typeof Reflect.get(value, name) !== 'function') throw layoutError(`no ${name}`);
  }
}

/** A call into SQLite that returned an error code. */
export class SqliteFailure extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Makes a connection's errors carry SQLite's result code; by itself sql.js throws the message alone. */
export function throwResultCodes(database: SqlJsDatabase): void {
  const throwMessage = database.handleError.bind(database);
  database.handleError = (code) => {
    try {
      return throwMessage(code);
    } catch (error) {
      throw new SqliteFailure(code, error instanceof Error ? error.message : String(error));
    }
  };
}
