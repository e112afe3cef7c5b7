import { languageOf } from './language.js';
import type { ChangedFile } from './detector.js';
import { readTree } from './sources/read-tree.js';
import type { Tree } from './sources/trees.js';

/** What a project's authors changed from one published version to the next. */
export interface HonestEdit {
  /** For example `zod@4.6.5`, the version that the edit leads to. */
  readonly id: string;
  readonly files: readonly ChangedFile[];
}

/** The edits between consecutive versions among `trees`, which are in order; a release's own number is no edit. */
export function honestEdits(trees: readonly Tree[]): HonestEdit[] {
  return trees.flatMap((to, index) => {
    const from = trees[index - 1];
    if (from?.source !== to.source) return [];
    const files = changedFiles(readTree(from), readTree(to));
    return files.length === 0 ? [] : [{ id: treeId(to), files }];
  });
}

/** For example `zod@4.6.5`. */
export const treeId = ({ source, version }: Tree): string => `${source.name}@${version}`;

function changedFiles(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ChangedFile[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths
    .map((path) => ({ path, before: before.get(path) ?? null, after: after.get(path) ?? null }))
    .filter((file) => comparable(file.path, file.before) !== comparable(file.path, file.after));
}

/** A settings file without the version that every release raises. */
function comparable(path: string, text: string | null): string | null {
  if (text === null || languageOf(path) !== 'configuration') return text;
  return text.replace(/^\s*"?version"?\s*[:=]\s*"[^"\n]*",?$/m, '');
}
