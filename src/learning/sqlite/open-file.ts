import type { DatabaseFiles } from './database-files.js';
import { isSameFile, type DiskFile } from './disk.js';

/** One file that SQLite has open: what `sqlite3_io_methods` asks for, in Node's terms. Errors are thrown. */
export class OpenFile {
  readonly path: string;
  protected readonly files: DatabaseFiles;
  readonly #fd: number;
  #opened: DiskFile | undefined;

  constructor(
    files: DatabaseFiles,
    path: string,
    how: { readonly write: boolean; readonly create: boolean },
  ) {
    this.files = files;
    this.path = path;
    this.#fd = files.disk.open(path, how);
  }

  /** Fills `target` from `position` on. Returns how many bytes there were. */
  read(target: Uint8Array, position: number): number {
    const { disk } = this.files;
    let done = 0;
    while (done < target.length) {
      const count = disk.read(this.#fd, done === 0 ? target : target.subarray(done), position + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  }

  write(source: Uint8Array, position: number): void {
    const { disk } = this.files;
    let done = 0;
    while (done < source.length) {
      done += disk.write(this.#fd, done === 0 ? source : source.subarray(done), position + done);
    }
  }

  truncate(sizeBytes: number): void {
    this.files.disk.truncate(this.#fd, sizeBytes);
  }

  /** Returns when everything written is on the disk, and the file's name with it. */
  sync(): void {
    const { disk, durableNames } = this.files;
    disk.sync(this.#fd);
    const durable = durableNames.get(this.path);
    // An inode's number is used again, so the time has to agree as well.
    if (isSameFile(durable, this.opened) && durable?.bornAtNs === this.opened.bornAtNs) return;
    disk.syncFolderOf(this.path);
    durableNames.set(this.path, this.opened);
  }

  /** What is open here. Its size is of no meaning. */
  protected get opened(): DiskFile {
    return (this.#opened ??= this.files.disk.lookOpen(this.#fd));
  }

  look(): DiskFile {
    return this.files.disk.lookOpen(this.#fd);
  }

  close(): void {
    this.files.disk.close(this.#fd);
  }
}
