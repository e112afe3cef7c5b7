import type { Disk } from './disk.js';

/*
 * The fence. Other SQLite programs cannot see our lock. While one of our processes has the database open for writing,
 * the header's "file format write version" is 3 on disk. Every SQLite reads such a file and refuses to write it
 * ("attempt to write a readonly database"); our own is shown 1, the ordinary value, and keeps writing.
 */

const writeVersionAt = 18;
const ordinary = 1;
const fenced = 3;
const magic = new TextEncoder().encode('SQLite format 3\0');

/** Shows bytes read from `position` of the database as if there were no fence. */
export function hideFence(bytes: Uint8Array, position: number): void {
  const at = writeVersionAt - position;
  if (bytes[at] === fenced) bytes[at] = ordinary;
}

/** Calls `write` with the bytes as they go to disk at `position`: fenced when they hold the header. */
export function writeFenced(bytes: Uint8Array, position: number, write: (bytes: Uint8Array) => void): void {
  const at = writeVersionAt - position;
  if (bytes[at] !== ordinary) {
    write(bytes);
    return;
  }
  // In place, since the page is SQLite's own and copying it would cost more than the write.
  bytes[at] = fenced;
  try {
    write(bytes);
  } finally {
    bytes[at] = ordinary;
  }
}

/** Puts the fence up or takes it down. The caller holds the lock. Leaves anything that is not such a database as it is. */
export function writeFence(disk: Disk, fd: number, isUp: boolean): void {
  const header = new Uint8Array(writeVersionAt + 1);
  if (disk.read(fd, header, 0) < header.length || magic.some((byte, index) => header[index] !== byte)) return;
  const [from, to] = isUp ? [ordinary, fenced] : [fenced, ordinary];
  if (header[writeVersionAt] === from) disk.write(fd, Uint8Array.of(to), writeVersionAt);
}
