import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
// @ts-expect-error -- sql.js ships no types; what is used of it is checked by assertSqlJsModule.
import initSqlJs from 'sql.js';
import { StorageError } from './errors.js';
import { assertSqlJsModule, isInitSqlJs, layoutError } from './sql-js.js';
import { Vfs } from './vfs.js';
import { WasmMemory } from './wasm-memory.js';
import { instantiate, isExportedMemory, isExportedTable, type WasmInstance } from './web-assembly.js';

/** SQLite can be loaded once per thread: it is a part of the process like a native library. */
const loaded: { vfs?: Promise<Vfs>; readyVfs?: Vfs } = {};

/**
 * Loads SQLite into this thread; to be awaited once before anything is opened, and harmless afterwards.
 * @throws {StorageError} `layout` when sql.js is not the build that was tested; `missing` when its file is not found
 */
export async function loadSqlite(): Promise<void> {
  loaded.vfs ??= load();
  loaded.readyVfs = await loaded.vfs;
}

/** @throws {StorageError} `not-loaded` */
export function loadedVfs(): Vfs {
  if (loaded.readyVfs === undefined) {
    throw new StorageError('not-loaded', 'The database engine is not loaded yet: await loadSqlite() first.');
  }
  return loaded.readyVfs;
}

async function load(): Promise<Vfs> {
  const init: unknown = initSqlJs;
  if (!isInitSqlJs(init)) throw layoutError('no initSqlJs');
  const bytes = readFileSync(wasmFile());
  const { sqlJs, instance } = await new Promise<{ sqlJs: unknown; instance: WasmInstance }>(
    (resolve, reject) => {
      // sql.js keeps the instance to itself; making it here gives us its memory and function table.
      let instance: WasmInstance | undefined;
      const instantiateWasm = (imports: object, done: (instance: object) => void): void => {
        instantiate(bytes, imports).then((made) => {
          instance = made;
          done(made);
        }, reject);
      };
      init({ instantiateWasm, useOldExtensionFunctions: false }).then((sqlJs) => {
        if (instance === undefined) reject(layoutError('sql.js was loaded by somebody else'));
        else resolve({ sqlJs, instance });
      }, reject);
    },
  );
  assertSqlJsModule(sqlJs);
  const exported = Object.values(instance.exports);
  const memory = exported.find(isExportedMemory);
  const table = exported.find(isExportedTable);
  if (memory === undefined || table === undefined) throw layoutError('no memory or function table');
  return new Vfs(sqlJs, new WasmMemory(memory), table);
}

/** Beside the bundle when there is one, else in node_modules. */
function wasmFile(): string {
  // Bundles have __dirname (the ESM one by its banner); a program run from source has its own path.
  const folder = typeof __dirname === 'string' ? __dirname : undefined;
  if (folder !== undefined && existsSync(join(folder, 'sql-wasm.wasm'))) return join(folder, 'sql-wasm.wasm');
  const from = folder ?? process.argv[1];
  try {
    return createRequire(join(from ?? '/', 'any.js')).resolve('sql.js/dist/sql-wasm.wasm');
  } catch (cause) {
    throw new StorageError(
      'missing',
      'sql-wasm.wasm was not found beside the program. Reinstall Learning Loop.',
      { cause },
    );
  }
}
