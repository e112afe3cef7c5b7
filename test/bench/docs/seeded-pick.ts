import { createHash } from 'node:crypto';

/** So many of the items, chosen by a hash of the seed and their key: the same for everybody, and nobody's choice. */
export function seededPick<T>(
  items: readonly T[],
  count: number,
  seed: string,
  keyOf: (item: T) => string,
): T[] {
  const hashed = items.map((item) => ({
    item,
    hash: createHash('sha256')
      .update(`${seed} ${keyOf(item)}`)
      .digest('hex'),
  }));
  return hashed
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .slice(0, count)
    .map(({ item }) => item);
}
