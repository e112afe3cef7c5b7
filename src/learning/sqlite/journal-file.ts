import type { DatabaseFiles } from './database-files.js';
import type { DiskFile } from './disk.js';
import { maskPeekBytes, unmask, writeMasked } from './mask.js';
import { OpenFile } from './open-file.js';

/**
 * The rollback journal: masked on disk (see mask.ts), and written in large pieces. SQLite writes it a few bytes at a time, one
 * after the other, and relies on nothing before it asks for a sync; so the pieces are collected until then. That halves the
 * processor's share of a commit.
 */
export class JournalFile extends OpenFile {
  /** Where the collected bytes belong, and how many they are. */
  #start = 0;
  #length = 0;

  constructor(files: DatabaseFiles, how: { readonly write: boolean; readonly create: boolean }) {
    super(files, files.journal, how);
    if (how.write) files.openJournal = this;
  }

  override read(target: Uint8Array, position: number): number {
    this.flush();
    if (position !== 0) return super.read(target, position);
    if (target.length >= maskPeekBytes) {
      const count = super.read(target, 0);
      unmask(target.subarray(0, count));
      return count;
    }
    // SQLite looks at the first byte alone to see whether there is anything to roll back.
    const start = new Uint8Array(maskPeekBytes);
    const count = super.read(start, 0);
    unmask(start.subarray(0, count));
    target.set(start.subarray(0, target.length));
    return Math.min(count, target.length);
  }

  override write(source: Uint8Array, position: number): void {
    const follows = position === this.#start + this.#length;
    if (!follows || this.#length + source.length > this.files.journalBuffer.length) {
      this.flush();
      this.#start = position;
    }
    if (source.length > this.files.journalBuffer.length) {
      this.#writeThrough(source, position);
      return;
    }
    this.files.journalBuffer.set(source, this.#length);
    this.#length += source.length;
  }

  override truncate(sizeBytes: number): void {
    this.flush();
    super.truncate(sizeBytes);
  }

  override sync(): void {
    this.flush();
    super.sync();
  }

  override look(): DiskFile {
    this.flush();
    return super.look();
  }

  override close(): void {
    if (this.files.openJournal === this) this.files.openJournal = undefined;
    try {
      this.flush();
    } finally {
      super.close();
    }
  }

  /** Writes what was collected. */
  flush(): void {
    if (this.#length === 0) return;
    const bytes = this.files.journalBuffer.subarray(0, this.#length);
    this.#length = 0;
    this.#writeThrough(bytes, this.#start);
  }

  #writeThrough(bytes: Uint8Array, position: number): void {
    if (position !== 0) {
      super.write(bytes, position);
      return;
    }
    writeMasked(bytes, (masked) => {
      super.write(masked, 0);
    });
  }
}
