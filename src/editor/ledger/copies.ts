import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** The folder, below `storage`, for the daily copies of the ledger at `root`: each ledger has its own. */
export function folderFor(root: string, storage: string): string {
  return join(storage, 'copies', createHash('sha256').update(root).digest('hex').slice(0, 16));
}
