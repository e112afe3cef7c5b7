import type { FileState } from '../../../review/snapshot/file-state.js';
import type { WrittenFile } from '../../observe/fate.js';
import type { Part } from './run-parts.js';

/** What a run did to files, and each at a later time; files of which that is not known are left out. */
export async function writtenFiles(
  parts: readonly Part[],
  laterOf: (path: string) => Promise<FileState | undefined>,
): Promise<WrittenFile[]> {
  const files: WrittenFile[] = [];
  for (const { path, before, after } of parts) {
    const later = await laterOf(path);
    if (later !== undefined) {
      files.push({ before: before.content, after: after.content, later: later.content });
    }
  }
  return files;
}
