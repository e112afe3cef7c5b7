import { layoutError, type SqlJsModule } from './sql-js.js';
import { resultCode, vfsOffset } from './sqlite-abi.js';
import type { WasmMemory } from './wasm-memory.js';
import type { WasmExportedTable } from './web-assembly.js';

/**
 * Finds SQLite's default file layer, `struct sqlite3_vfs`, in memory. sql.js does not export it, but the first member of
 * every `struct sqlite3` (an open connection) points to it. That member's place is no documented interface, so whatever
 * is found must look exactly as tested.
 * @returns the pointer
 * @throws {StorageError} `layout`
 */
export function findDefaultVfs(sqlJs: SqlJsModule, memory: WasmMemory, table: WasmExportedTable): number {
  const stack = sqlJs.stackSave();
  try {
    const connectionOut = sqlJs.stackAlloc(4);
    const open = sqlJs.cwrap('sqlite3_open', 'number', ['string', 'number']);
    if (open(':memory:', connectionOut) !== resultCode.ok) throw layoutError('sqlite3_open failed');
    const connection = memory.uint32(connectionOut);
    const vfs = memory.uint32(connection);
    assertLayout(vfs, memory, table);
    sqlJs.cwrap('sqlite3_close_v2', 'number', ['number'])(connection);
    return vfs;
  } finally {
    sqlJs.stackRestore(stack);
  }
}

function assertLayout(vfs: number, memory: WasmMemory, table: WasmExportedTable): void {
  if (vfs === 0 || vfs + 64 > memory.bytes.length) throw layoutError('no default file layer');
  const version = memory.uint32(vfs + vfsOffset.version);
  const fileSize = memory.uint32(vfs + vfsOffset.fileSize);
  const maxPathname = memory.uint32(vfs + vfsOffset.maxPathname);
  const name = memory.text(memory.uint32(vfs + vfsOffset.name));
  if (version < 1 || version > 4) throw layoutError(`file layer version ${version}`);
  if (fileSize < 16 || fileSize > 512) throw layoutError(`file size ${fileSize}`);
  if (maxPathname !== 512) throw layoutError(`path length ${maxPathname}`);
  if (name !== 'unix') throw layoutError(`file layer ${JSON.stringify(name.slice(0, 40))}`);
  for (const slot of [vfsOffset.open, vfsOffset.delete, vfsOffset.access, vfsOffset.fullPathname]) {
    if (typeof functionAt(table, memory.uint32(vfs + slot)) !== 'function') throw layoutError(`slot ${slot}`);
  }
}

function functionAt(table: WasmExportedTable, index: number): unknown {
  try {
    return table.get(index);
  } catch (error) {
    throw layoutError(`function ${index}`, error);
  }
}
