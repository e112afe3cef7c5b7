import { access, constants, lstat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Why no ledger can be kept at `root`, in words that say what to do; null when nothing stands in the way. Asked before
 * the person is, so that nobody says yes to something that then fails.
 */
export async function obstacleAt(root: string): Promise<string | null> {
  const folder = join(root, '.agent');
  const found = await lstat(folder).catch(() => null);
  if (found === null) {
    return (await isWritable(root))
      ? null
      : `“${root}” is read-only, so no score can be kept there. Make the folder writable, or open a copy of it.`;
  }
  if (found.isSymbolicLink()) {
    return `“${folder}” is a link. The score is kept only in a real folder: remove the link, or put a folder there.`;
  }
  if (!found.isDirectory()) {
    return `“${folder}” is a file, and the score is kept in a folder of that name. Rename or move the file; it was not touched.`;
  }
  return (await isWritable(folder))
    ? null
    : `“${folder}” is read-only, so nothing new can be recorded. Make it writable to go on keeping score.`;
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
