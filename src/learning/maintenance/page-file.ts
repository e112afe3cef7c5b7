import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

/** A database file seen as numbered pages, the first being 1, without SQLite. */
export class PageFile {
  readonly pageSizeBytes: number;
  readonly #fd: number;

  constructor(path: string, pageSizeBytes: number) {
    this.pageSizeBytes = pageSizeBytes;
    this.#fd = openSync(path, 'r+');
  }

  /** How many pages there are; a last one that was cut off counts. */
  get count(): number {
    return Math.ceil(fstatSync(this.#fd).size / this.pageSizeBytes);
  }

  /** The page's bytes; zeros where the file ends. */
  read(page: number): DataView {
    const bytes = new Uint8Array(this.pageSizeBytes);
    readSync(this.#fd, bytes, 0, bytes.length, (page - 1) * bytes.length);
    return new DataView(bytes.buffer);
  }

  write(page: number, content: DataView): void {
    writeSync(this.#fd, content, 0, content.byteLength, (page - 1) * this.pageSizeBytes);
  }

  /** Fills up with zeros, or cuts off. */
  resize(pages: number): void {
    ftruncateSync(this.#fd, pages * this.pageSizeBytes);
  }

  close(): void {
    closeSync(this.#fd);
  }
}
