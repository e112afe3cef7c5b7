import { MainFile } from './main-file.js';
import type { OpenFile } from './open-file.js';
import { fileControlHasMoved, ioMethodsSize, powersafeOverwrite, resultCode } from './sqlite-abi.js';
import type { SqlJsModule } from './sql-js.js';
import type { WasmMemory } from './wasm-memory.js';

const sectorBytes = 4096;

/** Turns a function that throws into one that returns `code` when it does. */
export type Guard = (code: number, call: (...args: never[]) => number) => (...args: never[]) => number;

/**
 * Writes a `struct sqlite3_io_methods` into SQLite's memory whose functions work on the given files, by their
 * `sqlite3_file` pointers.
 * @returns the pointer to the struct, which lives as long as SQLite does
 */
export function createIoMethods(
  sqlJs: SqlJsModule,
  memory: WasmMemory,
  files: Map<number, OpenFile>,
  guard: Guard,
): number {
  const fileAt = (pointer: number): OpenFile => {
    const file = files.get(pointer);
    if (file === undefined) throw new Error('SQLite used a file that is not open');
    return file;
  };

  // In the order of the struct: signature (i = 32 bits, j = 64 bits, result first), what a throw means, the function.
  const methods: readonly [string, number, (...args: never[]) => number][] = [
    ['ii', resultCode.closeError, xClose],
    ['iiiij', resultCode.readError, xRead],
    ['iiiij', resultCode.writeError, xWrite],
    ['iij', resultCode.truncateError, xTruncate],
    ['iii', resultCode.syncError, xSync],
    ['iii', resultCode.sizeError, xFileSize],
    ['iii', resultCode.lockError, xLock],
    ['iii', resultCode.unlockError, xUnlock],
    ['iii', resultCode.lockError, xCheckReservedLock],
    ['iiii', resultCode.ioError, xFileControl],
    ['ii', sectorBytes, () => sectorBytes],
    ['ii', powersafeOverwrite, () => powersafeOverwrite],
  ];

  function xClose(pointer: number): number {
    const file = fileAt(pointer);
    files.delete(pointer);
    file.close();
    return resultCode.ok;
  }

  function xRead(pointer: number, buffer: number, length: number, position: bigint): number {
    const target = memory.slice(buffer, length);
    const count = fileAt(pointer).read(target, Number(position));
    if (count === length) return resultCode.ok;
    target.fill(0, count);
    return resultCode.shortRead;
  }

  function xWrite(pointer: number, buffer: number, length: number, position: bigint): number {
    fileAt(pointer).write(memory.slice(buffer, length), Number(position));
    return resultCode.ok;
  }

  function xTruncate(pointer: number, size: bigint): number {
    fileAt(pointer).truncate(Number(size));
    return resultCode.ok;
  }

  function xSync(pointer: number): number {
    fileAt(pointer).sync();
    return resultCode.ok;
  }

  function xFileSize(pointer: number, sizeOut: number): number {
    memory.setInt64(sizeOut, fileAt(pointer).look().sizeBytes);
    return resultCode.ok;
  }

  function xLock(pointer: number, level: number): number {
    const file = fileAt(pointer);
    return isLocked(file) && !file.lock(level) ? resultCode.busy : resultCode.ok;
  }

  function xUnlock(pointer: number, level: number): number {
    const file = fileAt(pointer);
    if (isLocked(file)) file.unlock(level);
    return resultCode.ok;
  }

  function xCheckReservedLock(_pointer: number, reservedOut: number): number {
    // Whoever asks holds the only lock there is.
    memory.setUint32(reservedOut, 0);
    return resultCode.ok;
  }

  function xFileControl(pointer: number, operation: number, argument: number): number {
    if (operation !== fileControlHasMoved) return resultCode.notFound;
    const file = fileAt(pointer);
    memory.setUint32(argument, isLocked(file) && file.hasMoved() ? 1 : 0);
    return resultCode.ok;
  }

  const struct = sqlJs._malloc(ioMethodsSize);
  memory.setUint32(struct, 1);
  for (const [index, [signature, code, method]] of methods.entries()) {
    memory.setUint32(struct + 4 * (index + 1), sqlJs.addFunction(guard(code, method), signature));
  }
  return struct;
}

/** Only the database itself is locked and looked after; its journal goes with it. */
function isLocked(file: OpenFile): file is MainFile {
  return file instanceof MainFile;
}
