/** What a line such as `DELETE src/a.ts` or `RENAME src/a.ts -> src/b.ts` asks for; paths are as written. */
export type FileCommand =
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string };

const name = '`?([^\\s`]+)`?';
const deletion = new RegExp(`^(?:\\*\\*)?(?:DELETE|REMOVE)(?: FILE)?:?(?:\\*\\*)?:? ${name}$`);
const renaming = new RegExp(
  `^(?:\\*\\*)?(?:RENAME|MOVE)(?: FILE)?:?(?:\\*\\*)?:? ${name} (?:->|=>|→|to|TO) ${name}$`,
);

/** Null for any other line. The words are in capitals, so that no sentence is taken for one. */
export function fileCommandIn(line: string): FileCommand | null {
  if (line.length > 1000) return null;
  const text = line.trim().replace(/^[-*] /, '');
  const [, deleted] = deletion.exec(text) ?? [];
  if (deleted !== undefined) return { kind: 'delete', path: deleted };
  const [, path, to] = renaming.exec(text) ?? [];
  return path === undefined || to === undefined ? null : { kind: 'rename', path, to };
}
