import type { Edit } from './edit.js';

/** The paths that edits are about, each once: what has to be read before they are applied. */
export function touchedPaths(edits: readonly Edit[]): readonly string[] {
  const paths = edits.flatMap((edit) => (edit.kind === 'rename' ? [edit.path, edit.to] : [edit.path]));
  return [...new Set(paths)];
}
