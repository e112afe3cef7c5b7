import type { Disk, DiskFile } from './disk.js';

/** One file that SQLite has open: what `sqlite3_io_methods` asks for, in Node's terms. Errors are thrown. */
export class OpenFile {
  readonly path: string;
  protected readonly disk: Disk;
  protected readonly fd: number;
  #folderKnowsIt: boolean;

  constructor(disk: Disk, path: string, how: { readonly write: boolean; readonly create: boolean }) {
    this.disk = disk;
    this.path = path;
    this.#folderKnowsIt = disk.look(path) !== undefined;
    this.fd = disk.open(path, how);
  }

  /** Fills `target` from `position` on. Returns how many bytes there were. */
  read(target: Uint8Array, position: number): number {
    let done = 0;
    while (done < target.length) {
      const count = this.disk.read(this.fd, done === 0 ? target : target.subarray(done), position + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  }

  write(source: Uint8Array, position: number): void {
    let done = 0;
    while (done < source.length) {
      done += this.disk.write(this.fd, done === 0 ? source : source.subarray(done), position + done);
    }
  }

  truncate(sizeBytes: number): void {
    this.disk.truncate(this.fd, sizeBytes);
  }

  /** Returns when everything written is on the disk, the name of a new file included. */
  sync(): void {
    this.disk.sync(this.fd);
    if (this.#folderKnowsIt) return;
    this.disk.syncFolderOf(this.path);
    this.#folderKnowsIt = true;
  }

  look(): DiskFile {
    return this.disk.lookOpen(this.fd);
  }

  close(): void {
    this.disk.close(this.fd);
  }
}
