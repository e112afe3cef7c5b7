/** A file's bytes; null where there is no file, which is not the same as an empty one. */
export type Content = Uint8Array | null;

export function isSameContent(one: Content, other: Content): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && Buffer.compare(one, other) === 0;
}
