import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BlobStore } from '../../../../src/review/snapshot/blob-store.js';
import { useSandbox } from './sandbox.js';

const sandbox = useSandbox();

async function put(store: BlobStore, bytes: Uint8Array): Promise<string> {
  const stored = await store.put(bytes);
  if ('refused' in stored) throw new Error(stored.refused);
  return stored.blob;
}

describe('BlobStore', () => {
  it('keeps exact bytes, each once', async () => {
    const folder = join(sandbox.root, '.agent', 'blobs');
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const names = await Promise.all(
      [bytes, bytes, new Uint8Array()].map((each) => put(new BlobStore(folder), each)),
    );
    expect(names[0]).toBe(names[1]);
    expect(await new BlobStore(folder).get(names[0] ?? '')).toEqual(Buffer.from(bytes));
    expect(await new BlobStore(folder).get(names[2] ?? '')).toHaveLength(0);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('says when there is no place, and has some again after a sweep', async () => {
    const store = new BlobStore(join(sandbox.root, 'blobs'), 10);
    const [first, second] = await Promise.all([
      store.put(Buffer.from('123456')),
      store.put(Buffer.from('abcdef')),
    ]);
    expect([first, second]).toContainEqual({ refused: 'full' });
    await store.sweep(new Set(), Date.now() + 60_000);
    expect(await store.put(Buffer.from('abcdef'))).toHaveProperty('blob');
    expect(await store.put(new Uint8Array(5 * 2 ** 20 + 1))).toEqual({ refused: 'tooLarge' });
  });

  it('sweeps what nobody needs, leftovers included, and spares what was put lately', async () => {
    const folder = join(sandbox.root, 'blobs');
    const store = new BlobStore(folder);
    const [needed, other] = [await put(store, Buffer.from('needed')), await put(store, Buffer.from('other'))];
    writeFileSync(join(folder, 'draft-1'), 'half');
    await store.sweep(new Set([needed]), Date.now() - 60_000);
    expect(readdirSync(folder)).toHaveLength(3);
    await store.sweep(new Set([needed]), Date.now() + 60_000);
    expect(readdirSync(folder)).toEqual([needed]);
    expect(await store.get(other)).toBeUndefined();
  });

  it('does not hand out what is damaged or no copy at all', async () => {
    const folder = join(sandbox.root, 'blobs');
    const store = new BlobStore(folder);
    const blob = await put(store, Buffer.from('right'));
    writeFileSync(join(folder, blob), 'wrong');
    expect(await store.get(blob)).toBeUndefined();
    expect(await store.get('../../etc/passwd')).toBeUndefined();
  });

  it('writes through no link', async () => {
    const elsewhere = join(sandbox.root, 'elsewhere');
    mkdirSync(elsewhere);
    mkdirSync(join(sandbox.root, '.agent'));
    symlinkSync(elsewhere, join(sandbox.root, '.agent', 'blobs'));
    const store = new BlobStore(join(sandbox.root, '.agent', 'blobs'));
    await expect(store.put(Buffer.from('x'))).rejects.toThrow('is not a folder');
    expect(readdirSync(elsewhere)).toEqual([]);

    const folder = join(sandbox.root, 'blobs');
    const blob = await put(new BlobStore(folder), Buffer.from('first'));
    const victim = join(sandbox.root, 'victim');
    mkdirSync(join(sandbox.root, 'other'));
    symlinkSync(victim, join(sandbox.root, 'other', blob));
    await put(new BlobStore(join(sandbox.root, 'other')), Buffer.from('first'));
    expect(existsSync(victim)).toBe(false);
  });
});
