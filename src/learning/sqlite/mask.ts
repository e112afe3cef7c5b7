/*
 * The mask. Other SQLite programs cannot see our lock, so one that merely reads while we write would take our journal
 * for the leftover of a crash, roll it back under us and destroy the database. Therefore the journal's first byte is 0 on
 * disk, which to every SQLite says "nothing to roll back". Our own is shown the real byte: whoever reads the journal through
 * this layer holds the lock, so what it finds is its own or a dead process's and is to be rolled back indeed.
 *
 * The price: after a crash in the middle of a commit, other programs see a torn database until one of ours has opened it.
 */

const magic = Uint8Array.of(0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7);

/** How much of the journal's beginning must be there to know whether it is masked. */
export const maskPeekBytes = magic.length;

/** Whether these first bytes of a journal, as they lie on disk, ask for a roll-back once unmasked. */
export function isHotJournal(start: Uint8Array): boolean {
  return (start[0] === 0 || start[0] === magic[0]) && restMatches(start);
}

/** Shows the first bytes of a journal as SQLite wrote them. */
export function unmask(start: Uint8Array): void {
  if (start[0] === 0 && restMatches(start)) start.set(magic.subarray(0, 1));
}

/** Calls `write` with bytes for the journal's beginning as they go to disk. */
export function writeMasked(start: Uint8Array, write: (bytes: Uint8Array) => void): void {
  if (start[0] !== magic[0] || !restMatches(start)) {
    write(start);
    return;
  }
  start[0] = 0;
  try {
    write(start);
  } finally {
    start.set(magic.subarray(0, 1));
  }
}

function restMatches(start: Uint8Array): boolean {
  return start.length >= magic.length && magic.every((byte, index) => index === 0 || start[index] === byte);
}
