import { nodeDisk, type Disk } from '../../../src/learning/sqlite/disk.js';

export type DiskEvent =
  | { readonly kind: 'create' | 'unlink' | 'sync'; readonly path: string }
  | { readonly kind: 'sync folder' }
  | { readonly kind: 'truncate'; readonly path: string; readonly sizeBytes: number }
  | { readonly kind: 'write'; readonly path: string; readonly position: number; readonly bytes: Buffer }
  | { readonly kind: 'acknowledged'; readonly tag: string };

/** The real disk, and a record of everything that is asked of it that a power loss could undo. */
export class RecordingDisk implements Disk {
  readonly events: DiskEvent[] = [];
  readonly #paths = new Map<number, string>();
  readonly read = nodeDisk.read;
  readonly look = nodeDisk.look;
  readonly lookOpen = nodeDisk.lookOpen;

  open(path: string, how: { readonly write: boolean; readonly create: boolean }): number {
    const isNew = how.create && nodeDisk.look(path) === undefined;
    const fd = nodeDisk.open(path, how);
    this.#paths.set(fd, path);
    if (isNew) this.events.push({ kind: 'create', path });
    return fd;
  }

  close(fd: number): void {
    this.#paths.delete(fd);
    nodeDisk.close(fd);
  }

  write(fd: number, source: Uint8Array, position: number): number {
    const count = nodeDisk.write(fd, source, position);
    const bytes = Buffer.from(source.subarray(0, count));
    this.events.push({ kind: 'write', path: this.#pathOf(fd), position, bytes });
    return count;
  }

  truncate(fd: number, sizeBytes: number): void {
    nodeDisk.truncate(fd, sizeBytes);
    this.events.push({ kind: 'truncate', path: this.#pathOf(fd), sizeBytes });
  }

  sync(fd: number): void {
    // Nothing is really synced: the power loss is only played.
    this.events.push({ kind: 'sync', path: this.#pathOf(fd) });
  }

  syncFolderOf(): void {
    this.events.push({ kind: 'sync folder' });
  }

  unlink(path: string): void {
    nodeDisk.unlink(path);
    this.events.push({ kind: 'unlink', path });
  }

  #pathOf(fd: number): string {
    const path = this.#paths.get(fd);
    if (path === undefined) throw new Error(`descriptor ${fd} is not open`);
    return path;
  }
}
