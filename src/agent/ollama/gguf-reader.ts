import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { UserError } from '../../learning/user-error.js';

const chunkBytes = 1 << 16;
const maxTextBytes = 1 << 20;
const arrayType = 9;
const textType = 8;

/** Bytes of a value of GGUF's types 0 to 12, except texts and lists. */
const valueBytes: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};

/** Reads the little-endian values of a GGUF file one after the other, never beyond its end. All methods throw {UserError}. */
export class GgufReader {
  readonly fileBytes: number;
  readonly #file: string;
  readonly #descriptor: number;
  #position = 0;
  #chunk = Buffer.alloc(0);
  #chunkStart = 0;

  constructor(file: string) {
    this.#file = file;
    try {
      this.#descriptor = openSync(file, 'r');
    } catch (error) {
      throw new UserError(
        `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
        { cause: error },
      );
    }
    this.fileBytes = fstatSync(this.#descriptor).size;
  }

  get position(): number {
    return this.#position;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  ascii(length: number): string {
    return this.#take(length).toString('latin1');
  }

  u32(): number {
    return this.#take(4).readUInt32LE();
  }

  u64(): number {
    return Number(this.#take(8).readBigUInt64LE());
  }

  /** A 64-bit count that is not absurd. */
  count(max: number): number {
    return this.#checked(this.u64(), max);
  }

  /** A 32-bit count that is not absurd. */
  smallCount(max: number): number {
    return this.#checked(this.u32(), max);
  }

  text(): string {
    return this.#take(this.count(maxTextBytes)).toString('utf8');
  }

  /** A value of one of GGUF's types; undefined for a list, which is passed over. */
  value(type: number): string | number | boolean | undefined {
    if (type === textType) return this.text();
    if (type === arrayType) {
      this.#passArray();
      return undefined;
    }
    const bytes = this.#take(this.#bytesOf(type));
    if (type === 7) return bytes.readUInt8() !== 0;
    if (type === 6) return bytes.readFloatLE();
    if (type === 12) return bytes.readDoubleLE();
    if (bytes.length === 8) return Number(type === 11 ? bytes.readBigInt64LE() : bytes.readBigUInt64LE());
    return type % 2 === 0 ? bytes.readUIntLE(0, bytes.length) : bytes.readIntLE(0, bytes.length);
  }

  #passArray(): void {
    const type = this.u32();
    const length = this.count(this.fileBytes);
    if (type === textType) for (let index = 0; index < length; index += 1) this.text();
    else this.#position += length * this.#bytesOf(type);
  }

  #bytesOf(type: number): number {
    const bytes = valueBytes[type];
    if (bytes === undefined) throw this.#damaged();
    return bytes;
  }

  #checked(count: number, max: number): number {
    if (count > max) throw this.#damaged();
    return count;
  }

  #take(length: number): Buffer {
    const from = this.#position;
    if (from + length > this.fileBytes) throw this.#damaged();
    if (from < this.#chunkStart || from + length > this.#chunkStart + this.#chunk.length) {
      this.#chunk = Buffer.alloc(Math.max(length, chunkBytes));
      const size = readSync(this.#descriptor, this.#chunk, 0, this.#chunk.length, from);
      this.#chunk = this.#chunk.subarray(0, size);
      this.#chunkStart = from;
      if (size < length) throw this.#damaged();
    }
    this.#position += length;
    return this.#chunk.subarray(from - this.#chunkStart, from - this.#chunkStart + length);
  }

  #damaged(): UserError {
    return new UserError(`${this.#file} is damaged or was cut off. Make it again.`);
  }
}
