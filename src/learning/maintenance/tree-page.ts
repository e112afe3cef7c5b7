// The parts of SQLite's file format that salvage needs: https://www.sqlite.org/fileformat2.html#b_tree_pages

export type TreePageKind = 'table leaf' | 'table interior' | 'other';

const interiorTable = 5;
const leafTable = 13;
const interiorHeaderBytes = 12;
const leafHeaderBytes = 8;

/** The first page begins with the database's header. */
function startOf(page: number): number {
  return page === 1 ? 100 : 0;
}

export function kindOf(page: number, content: DataView): TreePageKind {
  const type = content.getUint8(startOf(page));
  return type === leafTable ? 'table leaf' : type === interiorTable ? 'table interior' : 'other';
}

/** Where an interior page's children lie, left to right; undefined when the page makes no sense. */
export function childrenOf(page: number, content: DataView): number[] | undefined {
  if (kindOf(page, content) !== 'table interior') return undefined;
  const offsets = cellOffsets(page, content, interiorHeaderBytes);
  return offsets && [...offsets.map((at) => content.getUint32(at)), content.getUint32(startOf(page) + 8)];
}

/** The lowest rowid on a leaf; undefined when it is empty or makes no sense. */
export function firstRowid(page: number, content: DataView): bigint | undefined {
  if (kindOf(page, content) !== 'table leaf') return undefined;
  const first = cellOffsets(page, content, leafHeaderBytes)?.[0];
  if (first === undefined) return undefined;
  const payloadSize = readVarint(content, first);
  return payloadSize && readVarint(content, payloadSize.end)?.value;
}

/** An interior page over children that begin with these rowids, in this order; undefined when they do not fit on it. */
export function interiorPage(
  page: number,
  original: DataView,
  children: readonly { readonly page: number; readonly firstRowid: bigint }[],
): DataView | undefined {
  const content = new DataView(new ArrayBuffer(original.byteLength));
  const start = startOf(page);
  for (let at = 0; at < start; at += 1) content.setUint8(at, original.getUint8(at));
  const last = children.at(-1);
  if (last === undefined) return undefined;
  let contentStart = content.byteLength;
  let pointer = start + interiorHeaderBytes;
  for (const [index, child] of children.slice(0, -1).entries()) {
    // A key may be any number that divides the two children.
    const key = varintBytes((children[index + 1]?.firstRowid ?? 0n) - 1n);
    contentStart -= 4 + key.length;
    if (contentStart < pointer + 2) return undefined;
    content.setUint32(contentStart, child.page);
    for (const [offset, byte] of key.entries()) content.setUint8(contentStart + 4 + offset, byte);
    content.setUint16(pointer, contentStart);
    pointer += 2;
  }
  content.setUint8(start, interiorTable);
  content.setUint16(start + 3, children.length - 1);
  content.setUint16(start + 5, contentStart % 65_536);
  content.setUint32(start + 8, last.page);
  return content;
}

function cellOffsets(page: number, content: DataView, headerBytes: number): number[] | undefined {
  const count = content.getUint16(startOf(page) + 3);
  const pointers = startOf(page) + headerBytes;
  const end = pointers + 2 * count;
  if (end > content.byteLength) return undefined;
  const offsets = Array.from({ length: count }, (_, index) => content.getUint16(pointers + 2 * index));
  return offsets.every((offset) => offset >= end && offset <= content.byteLength - 4) ? offsets : undefined;
}

/** SQLite's own: seven bits a byte, the highest says that more follow, the ninth byte counts whole. */
function readVarint(content: DataView, at: number): { value: bigint; end: number } | undefined {
  let value = 0n;
  for (let length = 1; length <= 9; length += 1) {
    if (at >= content.byteLength) return undefined;
    const byte = content.getUint8(at);
    at += 1;
    if (length === 9) return { value: BigInt.asIntN(64, (value << 8n) | BigInt(byte)), end: at };
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return { value, end: at };
  }
  return undefined;
}

function varintBytes(value: bigint): number[] {
  let rest = BigInt.asUintN(64, value);
  const bytes: number[] = [];
  if (rest > 0xff_ffff_ffff_ffffn) {
    bytes.push(Number(rest & 0xffn));
    rest >>= 8n;
    while (bytes.length < 9) {
      bytes.unshift(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    return bytes;
  }
  bytes.push(Number(rest & 0x7fn));
  for (rest >>= 7n; rest > 0n; rest >>= 7n) bytes.unshift(Number(rest & 0x7fn) | 0x80);
  return bytes;
}
