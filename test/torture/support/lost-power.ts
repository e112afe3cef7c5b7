import type { DiskEvent } from './recording-disk.js';

const sectorBytes = 512;

interface Inode {
  /** What is certainly on the disk. */
  durable: Buffer;
  /** What was asked for since the last sync. */
  unsynced: Extract<DiskEvent, { kind: 'write' | 'truncate' }>[];
}

type NameChange = { readonly path: string; readonly inode: Inode | undefined };

/**
 * What may lie on the disk after the power is lost at the end of the events: of what was not synced, each write is there,
 * missing, or there in some of its sectors; of the changes of names in the folder, those up to some moment.
 * @param keep how likely an unsynced write has reached the disk, 0 to 1
 * @returns the content of each file
 */
export function diskAfterPowerLoss(events: readonly DiskEvent[], keep: number): Map<string, Buffer> {
  const inodes = new Map<string, Inode>();
  const durableNames = new Map<string, Inode>();
  let nameChanges: NameChange[] = [];
  const applyNames = (changes: readonly NameChange[]): void => {
    for (const { path, inode } of changes) {
      if (inode === undefined) durableNames.delete(path);
      else durableNames.set(path, inode);
    }
  };
  for (const event of events) {
    switch (event.kind) {
      case 'create': {
        const inode: Inode = { durable: Buffer.alloc(0), unsynced: [] };
        inodes.set(event.path, inode);
        nameChanges.push({ path: event.path, inode });
        break;
      }
      case 'unlink':
        inodes.delete(event.path);
        nameChanges.push({ path: event.path, inode: undefined });
        break;
      case 'sync folder':
        applyNames(nameChanges);
        nameChanges = [];
        break;
      case 'sync': {
        const inode = inodeAt(inodes, event.path);
        inode.durable = inode.unsynced.reduce(apply, inode.durable);
        inode.unsynced = [];
        break;
      }
      case 'write':
      case 'truncate':
        inodeAt(inodes, event.path).unsynced.push(event);
        break;
      case 'acknowledged':
        break;
    }
  }
  applyNames(nameChanges.slice(0, Math.floor(Math.random() * (nameChanges.length + 1))));
  return new Map([...durableNames].map(([path, inode]) => [path, survivingContent(inode, keep)]));
}

function inodeAt(inodes: ReadonlyMap<string, Inode>, path: string): Inode {
  const inode = inodes.get(path);
  if (inode === undefined) throw new Error(`${path} was used before it was created`);
  return inode;
}

function survivingContent(inode: Inode, keep: number): Buffer {
  let content = inode.durable;
  for (const event of inode.unsynced) {
    if (Math.random() >= keep) continue;
    content =
      event.kind === 'write' && Math.random() < 0.5 ? applyTorn(content, event) : apply(content, event);
  }
  return content;
}

function apply(content: Buffer, event: Inode['unsynced'][number]): Buffer {
  if (event.kind === 'truncate') return resized(content, event.sizeBytes);
  const grown = resized(content, Math.max(content.length, event.position + event.bytes.length));
  event.bytes.copy(grown, event.position);
  return grown;
}

function applyTorn(content: Buffer, event: Extract<DiskEvent, { kind: 'write' }>): Buffer {
  const grown = resized(content, Math.max(content.length, event.position + event.bytes.length));
  // Sectors are those of the disk, not of the write.
  let start = 0;
  while (start < event.bytes.length) {
    const end = Math.min(event.bytes.length, start + sectorBytes - ((event.position + start) % sectorBytes));
    if (Math.random() < 0.5) event.bytes.copy(grown, event.position + start, start, end);
    start = end;
  }
  return grown;
}

function resized(content: Buffer, sizeBytes: number): Buffer {
  const result = Buffer.alloc(sizeBytes);
  content.copy(result, 0, 0, Math.min(content.length, sizeBytes));
  return result;
}
