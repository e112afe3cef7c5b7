import type { Content } from '../../review/content.js';
import { matchesName } from '../cards/allowed-paths.js';
import { manifestReason } from './manifest-change.js';
import { protectedKinds } from './protected-kinds.js';

/** A change that may decide what runs on this machine, or what a check says. */
export interface ProtectedChange {
  readonly path: string;
  /** For a person: "It says which commands the scripts run." */
  readonly reason: string;
}

/**
 * Those of the changes that need an explicit yes before any check runs.
 * @param changes what each file is to be; null where it is to go
 * @param before what each file is now; a path without an entry does not exist
 */
export function protectedChanges(
  changes: ReadonlyMap<string, Content>,
  before: ReadonlyMap<string, Uint8Array>,
): readonly ProtectedChange[] {
  return [...changes].flatMap(([path, after]) => {
    const reason = reasonOf(path, before.get(path) ?? null, after);
    return reason === null ? [] : [{ path, reason }];
  });
}

function reasonOf(path: string, before: Content, after: Content): string | null {
  // As a system compares names that takes them for the same whatever their case.
  const folded = path.normalize('NFKC').toLowerCase();
  const folders = folded.split('/');
  const name = folders.pop() ?? '';
  const kind = protectedKinds.find(
    (each) => matchesOne(each.names, name) || folders.some((folder) => matchesOne(each.folders, folder)),
  );
  if (kind !== undefined) return kind.reason;
  return name === 'package.json' ? manifestReason(before, after) : null;
}

function matchesOne(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => matchesName(pattern, name));
}
