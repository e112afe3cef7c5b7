import type { WasmExportedMemory } from './web-assembly.js';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Reads and writes C values in the memory of the running SQLite. A pointer is an offset into it. */
export class WasmMemory {
  readonly #memory: WasmExportedMemory;
  #bytes: Uint8Array;
  #view: DataView;

  constructor(memory: WasmExportedMemory) {
    this.#memory = memory;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }

  /** The whole memory. Never keep it: when the memory grows, earlier views are detached. */
  get bytes(): Uint8Array {
    this.#followGrowth();
    return this.#bytes;
  }

  slice(pointer: number, length: number): Uint8Array {
    return this.bytes.subarray(pointer, pointer + length);
  }

  uint32(pointer: number): number {
    this.#followGrowth();
    return this.#view.getUint32(pointer, true);
  }

  setUint32(pointer: number, value: number): void {
    this.#followGrowth();
    this.#view.setUint32(pointer, value, true);
  }

  setInt64(pointer: number, value: number): void {
    this.#followGrowth();
    this.#view.setBigInt64(pointer, BigInt(value), true);
  }

  /** The zero-terminated UTF-8 text at the pointer. */
  text(pointer: number): string {
    const bytes = this.bytes;
    return decoder.decode(bytes.subarray(pointer, bytes.indexOf(0, pointer)));
  }

  /** Writes zero-terminated UTF-8 text; false when it does not fit into `capacity` bytes. */
  setText(pointer: number, text: string, capacity: number): boolean {
    const encoded = encoder.encode(`${text}\0`);
    if (encoded.length > capacity) return false;
    this.bytes.set(encoded, pointer);
    return true;
  }

  #followGrowth(): void {
    if (this.#bytes.buffer === this.#memory.buffer) return;
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
  }
}
