import { closeSync, openSync, readSync } from 'node:fs';
import { UsageError } from './usage-error.js';

const chunkBytes = 1024 * 1024;

/**
 * Hands a file over in chunks, so that its size does not matter. A chunk is valid until the next one.
 * @throws {UsageError} when the file cannot be read
 */
export function readChunks(path: string, take: (chunk: Uint8Array) => void): void {
  const buffer = Buffer.alloc(chunkBytes);
  try {
    const file = openSync(path, 'r');
    try {
      for (;;) {
        const count = readSync(file, buffer, 0, chunkBytes, null);
        if (count === 0) return;
        take(buffer.subarray(0, count));
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
