import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { PlainError } from '../../../harness/teardown.js';
import type { Source } from './manifest.js';

/** One version of a source that is not in the cache yet. */
export interface Wanted {
  readonly source: Source;
  readonly version: string;
  readonly hash: string;
}

/** A file that was downloaded for it. */
export interface Download {
  readonly wanted: Wanted;
  readonly file: string;
}

/** @throws {PlainError} where the file is not the one that the corpus was labelled on */
export async function checkHash({ wanted, file }: Download): Promise<void> {
  const [, algorithm = 'sha256', expected = wanted.hash] = /^(sha\d+)-(.*)$/.exec(wanted.hash) ?? [];
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  const actual = hash.digest(algorithm === 'sha256' ? 'hex' : 'base64');
  if (actual === expected) return;
  throw new PlainError(
    `${wanted.source.name} ${wanted.version} is not the file that the corpus was made of: its ${algorithm} is ` +
      `${actual}, expected ${expected}.`,
  );
}

/** `items` in groups of at most `size`: one command line each. */
export function inBatches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
