const magic = Buffer.from('d9d505f920a163d7', 'hex');
const sectorBytes = 512;
const pageBytes = 4096;

/**
 * A rollback journal (https://www.sqlite.org/fileformat2.html#the_rollback_journal) that restores the first page as it is, and
 * names a super-journal, which SQLite deletes after a roll-back.
 * @param isMasked whether its first byte is 0, as a dead process of ours would have left it
 */
export function journalNaming(superJournal: string, database: Buffer, isMasked: boolean): Buffer {
  const header = Buffer.alloc(sectorBytes);
  magic.copy(header);
  if (isMasked) header[0] = 0;
  const nonce = 7;
  for (const [index, value] of [1, nonce, database.length / pageBytes, sectorBytes, pageBytes].entries()) {
    header.writeUInt32BE(value, 8 + 4 * index);
  }
  const page = database.subarray(0, pageBytes);
  const name = Buffer.from(superJournal);
  const nameSum = name.reduce((sum, byte) => sum + byte, 0);
  // The page that holds the lock byte is never in a database, so its number marks the name.
  const lockBytePage = 0x4000_0000 / pageBytes + 1;
  return Buffer.concat([
    header,
    bigEndian(1),
    page,
    bigEndian(checksum(page, nonce)),
    bigEndian(lockBytePage),
    name,
    bigEndian(name.length),
    bigEndian(nameSum),
    magic,
  ]);
}

function checksum(page: Buffer, nonce: number): number {
  let sum = nonce;
  for (let index = pageBytes - 200; index > 0; index -= 200) sum += page[index] ?? 0;
  return sum;
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
