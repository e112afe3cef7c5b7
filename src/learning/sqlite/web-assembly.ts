import { StorageError } from './errors.js';

// TypeScript declares WebAssembly together with the browser's DOM, which this folder must not see: these are the parts used.

export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

export interface WasmExportedMemory {
  readonly buffer: ArrayBuffer;
}

export interface WasmExportedTable {
  get(index: number): unknown;
}

interface WebAssemblyApi {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ readonly instance: WasmInstance }>;
}

/** @throws {StorageError} `layout` where Node runs without WebAssembly */
export async function instantiate(bytes: Uint8Array, imports: object): Promise<WasmInstance> {
  const api: unknown = Reflect.get(globalThis, 'WebAssembly');
  if (!isWebAssemblyApi(api)) {
    throw new StorageError(
      'layout',
      'This Node.js has no WebAssembly, which the database needs. Use an ordinary Node.js 20 or newer.',
    );
  }
  return (await api.instantiate(bytes, imports)).instance;
}

export function isExportedMemory(value: unknown): value is WasmExportedMemory {
  return (
    typeof value === 'object' && value !== null && 'buffer' in value && value.buffer instanceof ArrayBuffer
  );
}

export function isExportedTable(value: unknown): value is WasmExportedTable {
  return (
    typeof value === 'object' && value !== null && 'get' in value && 'grow' in value && 'length' in value
  );
}

function isWebAssemblyApi(value: unknown): value is WebAssemblyApi {
  return (
    typeof value === 'object' &&
    value !== null &&
    'instantiate' in value &&
    typeof value.instantiate === 'function'
  );
}
