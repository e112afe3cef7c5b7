const namedFiles = 2;

/** A run's title when nobody gave one: the branch and the first files, such as `fix-login: session.ts, user.ts and 4 more`. */
export function titleOfEdits(branch: string | null, paths: readonly string[]): string {
  const names = paths.slice(0, namedFiles).map((path) => path.slice(path.lastIndexOf('/') + 1));
  const more = paths.length > namedFiles ? ` and ${paths.length - namedFiles} more` : '';
  const files = paths.length === 0 ? 'edits' : `${names.join(', ')}${more}`;
  return branch === null ? files : `${branch}: ${files}`;
}
