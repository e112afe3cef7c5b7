/** How the files of a checkout differ from the commit that is checked out. Paths are relative to the repository's top. */
export interface GitStatus {
  /** Null before the first commit. */
  readonly commit: string | null;
  /** Files that are not as in the commit: changed, added or gone, staged or not; and untracked ones that are not ignored. */
  readonly paths: readonly string[];
  /** Submodules that changed and repositories that lie in this one. */
  readonly repositories: readonly string[];
}

/** How many space-separated fields precede the path, by the kind of the entry. */
const fieldsBefore: Readonly<Record<string, number>> = { '1': 8, u: 10, '?': 1 };

/** Reads `git status --porcelain=v2 --branch --no-renames -z`. */
export function parseGitStatus(output: string): GitStatus {
  let commit: string | null = null;
  const paths: string[] = [];
  const repositories: string[] = [];
  for (const entry of output.split('\0')) {
    const oid = /^# branch\.oid ([0-9a-f]{40,64})$/.exec(entry)?.[1];
    if (oid !== undefined) commit = oid;
    const fields = fieldsBefore[entry.charAt(0)];
    if (fields === undefined) continue;
    const path = afterFields(entry, fields);
    const isSubmodule = /^[1u] .. S/.test(entry);
    if (isSubmodule || path.endsWith('/')) repositories.push(path.replace(/\/$/, ''));
    else paths.push(path);
  }
  return { commit, paths, repositories };
}

function afterFields(entry: string, fields: number): string {
  let at = 0;
  for (let field = 0; field < fields; field += 1) at = entry.indexOf(' ', at) + 1;
  return entry.slice(at);
}
