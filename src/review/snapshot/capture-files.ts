import type { BigIntStats } from 'node:fs';
import { dirname } from 'node:path/posix';
import type { BaselineEntry } from './baseline-records.js';
import type { BlobStore } from './blob-store.js';
import { lookAt, obstacleIn, readFileState, stampOf, type Stamp, type Uncovered } from './file-state.js';

/** What became of one file that was looked at. */
export type Captured =
  | { readonly kind: 'copied'; readonly entry: BaselineEntry; readonly stamp: Stamp | undefined }
  | { readonly kind: 'unchanged' }
  /** Changed so recently that somebody may just be telling of it. */
  | { readonly kind: 'recent' }
  | { readonly kind: 'uncovered'; readonly reason: Uncovered };

export interface CaptureSettings {
  readonly root: string;
  readonly blobs: BlobStore;
  /** A file changed since then is left alone. */
  readonly changedBeforeMs: number;
}

const atOnce = 32;

/** Copies files as they are now; one whose stamp is known is not read again. */
export async function captureFiles(
  paths: readonly string[],
  known: ReadonlyMap<string, Stamp | undefined>,
  settings: CaptureSettings,
): Promise<Map<string, Captured>> {
  const captured = new Map<string, Captured>();
  for (let start = 0; start < paths.length; start += atOnce) {
    const some = paths.slice(start, start + atOnce).map(async (path) => {
      captured.set(path, await captureFile(path, known, settings));
    });
    await Promise.all(some);
  }
  return captured;
}

async function captureFile(
  path: string,
  known: ReadonlyMap<string, Stamp | undefined>,
  settings: CaptureSettings,
): Promise<Captured> {
  const { root, blobs, changedBeforeMs } = settings;
  try {
    const found = await lookAt(root, path);
    const stamp = found && stampOf(found);
    if (known.has(path) && known.get(path) === stamp) return { kind: 'unchanged' };
    if ((await changedMs(root, path, found)) >= changedBeforeMs) return { kind: 'recent' };
    if (found === undefined) return { kind: 'copied', entry: { path, blob: null, executable: false }, stamp };
    const obstacle = obstacleIn(found);
    if (obstacle !== undefined) return { kind: 'uncovered', reason: obstacle };
    const file = await readFileState(root, path);
    if (typeof file === 'string') return { kind: 'uncovered', reason: file };
    if (file.stamp !== stamp || file.state.content === null) return { kind: 'recent' };
    const stored = await blobs.put(file.state.content);
    if ('refused' in stored) return { kind: 'uncovered', reason: stored.refused };
    return { kind: 'copied', entry: { path, blob: stored.blob, executable: file.state.executable }, stamp };
  } catch {
    return { kind: 'uncovered', reason: 'unreadable' };
  }
}

/** When a file was last changed, or one that is gone was removed at the latest: its folder knows. */
export async function changedMs(root: string, path: string, found: BigIntStats | undefined): Promise<number> {
  // Unlike the time of a file's content, which tools set as they like, the time of its last change is the system's own.
  if (found !== undefined) return Number(found.ctimeMs);
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const parent = await lookAt(root, folder);
    if (parent !== undefined || folder === '.') return parent === undefined ? 0 : Number(parent.mtimeMs);
  }
}
