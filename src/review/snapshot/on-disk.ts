/**
 * Git's object as it was on the disk, by its size there: as it is, or with \r\n for \n. Undefined where neither has that size:
 * a filter made it, or endings that are converted in part.
 */
export function asOnDisk(object: Uint8Array, checkedOutBytes: number): Uint8Array | undefined {
  if (object.length === checkedOutBytes) return object;
  const text = Buffer.from(object.buffer, object.byteOffset, object.byteLength).toString('latin1');
  const converted = Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');
  return converted.length === checkedOutBytes ? converted : undefined;
}
