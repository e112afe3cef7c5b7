import type { BlobStore } from './blob-store.js';
import { noFile, type FileState } from './file-state.js';

/** A file at one moment, its content by its place among the copies. */
interface StoredFile {
  /** sha256 in hex; null where there is no such file. */
  readonly blob: string | null;
  readonly executable: boolean;
}

/** Files by their place among the copies. */
export class StoredFiles {
  readonly #blobs: BlobStore;

  constructor(blobs: BlobStore) {
    this.#blobs = blobs;
  }

  /** Undefined where there is no room for a copy. */
  async put({ content, executable }: FileState): Promise<StoredFile | undefined> {
    if (content === null) return { blob: null, executable };
    const stored = await this.#blobs.put(content);
    return 'blob' in stored ? { blob: stored.blob, executable } : undefined;
  }

  /** Undefined where the copy is gone. */
  async get({ blob, executable }: StoredFile): Promise<FileState | undefined> {
    if (blob === null) return noFile;
    const content = await this.#blobs.get(blob);
    return content === undefined ? undefined : { content, executable };
  }
}
