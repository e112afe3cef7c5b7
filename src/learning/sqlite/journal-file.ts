import { maskPeekBytes, unmask, writeMasked } from './mask.js';
import { OpenFile } from './open-file.js';

/** The rollback journal: masked on disk (see mask.ts). */
export class JournalFile extends OpenFile {
  override read(target: Uint8Array, position: number): number {
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
    if (position !== 0) {
      super.write(source, position);
      return;
    }
    writeMasked(source, (bytes) => {
      super.write(bytes, 0);
    });
  }
}
