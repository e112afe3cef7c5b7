import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { DatabaseFiles } from '../../../src/learning/sqlite/database-files.js';
import { nodeDisk } from '../../../src/learning/sqlite/disk.js';
import { JournalFile } from '../../../src/learning/sqlite/journal-file.js';

const folder = mkdtempSync(join(tmpdir(), 'learning-loop-journal-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function files(): DatabaseFiles {
  return {
    database: join(folder, 'x.db'),
    journal: join(folder, 'x.db-journal'),
    isWritable: true,
    disk: nodeDisk,
    lock: undefined,
    openMain: undefined,
    openJournal: undefined,
    durableNames: new Map(),
    journalBuffer: new Uint8Array(64),
    busyTimeoutMs: 0,
  };
}

type Step =
  | { readonly kind: 'append' | 'write'; readonly position: number; readonly bytes: Uint8Array }
  | { readonly kind: 'read'; readonly position: number; readonly length: number }
  | { readonly kind: 'truncate'; readonly size: number }
  | { readonly kind: 'sync' };

const position = fc.nat(300);
const bytes = fc.uint8Array({ minLength: 1, maxLength: 100 });
const step = fc.oneof<fc.Arbitrary<Step>[]>(
  fc.record({ kind: fc.constant('append'), position: fc.constant(0), bytes }),
  fc.record({ kind: fc.constant('write'), position, bytes }),
  fc.record({ kind: fc.constant('read'), position, length: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ kind: fc.constant('truncate'), size: position }),
  fc.record({ kind: fc.constant('sync') }),
);

it('reads what was written, and has all of it on the disk when synced', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      rmSync(join(folder, 'x.db-journal'), { force: true });
      const file = new JournalFile(files(), { write: true, create: true });
      let expected = Buffer.alloc(0);
      const put = (source: Uint8Array, at: number): void => {
        expected = Buffer.concat([expected, Buffer.alloc(Math.max(0, at + source.length - expected.length))]);
        expected.set(source, at);
        file.write(source, at);
      };
      for (const each of steps) {
        switch (each.kind) {
          case 'append':
            put(each.bytes, expected.length);
            break;
          case 'write':
            put(each.bytes, each.position);
            break;
          case 'read': {
            const target = new Uint8Array(each.length);
            const count = file.read(target, each.position);
            expect(Buffer.from(target.subarray(0, count))).toEqual(
              Buffer.from(expected.subarray(each.position, each.position + each.length)),
            );
            break;
          }
          case 'truncate':
            expected = Buffer.concat([
              expected.subarray(0, each.size),
              Buffer.alloc(Math.max(0, each.size - expected.length)),
            ]);
            file.truncate(each.size);
            break;
          case 'sync':
            file.sync();
            expect(readFileSync(file.path)).toEqual(expected);
            break;
        }
        expect(file.look().sizeBytes).toBe(expected.length);
      }
      file.close();
      expect(readFileSync(file.path)).toEqual(expected);
    }),
  );
});

it('is written out before the database changes, synced or not', () => {
  const shared = files();
  const file = new JournalFile(shared, { write: true, create: true });
  file.write(Uint8Array.of(7), 0);
  expect(shared.openJournal).toBe(file);
  shared.openJournal?.flush();
  expect(readFileSync(file.path)[0]).toBe(7);
  file.close();
  expect(shared.openJournal).toBeUndefined();
});
