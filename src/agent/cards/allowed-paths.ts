/**
 * Whether a path may be edited: it, or a folder above it, is one of the allowed ones. `*` and `?` stand for letters of one
 * name, `**` for any number of folders. With no entry every path is allowed.
 */
export function isAllowedPath(path: string, allowedPaths: readonly string[]): boolean {
  if (allowedPaths.length === 0) return true;
  const names = path.split('/');
  return allowedPaths.some((allowed) => matches(partsOf(allowed), names));
}

/** What is wrong with an entry of `allowedPaths`, in words; null where nothing is. */
export function allowedPathProblem(allowed: string): string | null {
  const isAbsolute = /^[/~\\]|^[A-Za-z]:/.test(allowed);
  if (isAbsolute || partsOf(allowed).includes('..'))
    return '`allowedPaths` are paths from the root of the workspace and stay inside of it, such as `src/login`.';
  if (allowed.includes('\\')) return '`allowedPaths` are written with forward slashes, such as `src/login`.';
  if (allowed.startsWith('!'))
    return '`allowedPaths` say what may be edited; all else may not, so leave out what starts with `!`.';
  return null;
}

function partsOf(allowed: string): readonly string[] {
  return allowed.split('/').filter((part) => part !== '' && part !== '.');
}

/** Goes through both once for every `**`, never back to an earlier one, so that no pattern takes long. */
function matches(parts: readonly string[], names: readonly string[]): boolean {
  let [part, name] = [0, 0];
  let retry: { readonly part: number; readonly name: number } | undefined;
  for (;;) {
    // What is below an allowed folder is allowed.
    if (part === parts.length) return true;
    if (parts[part] === '**') {
      retry = { part: part + 1, name };
      part += 1;
      if (part === parts.length) return name < names.length;
      continue;
    }
    if (name < names.length && matchesName(parts[part] ?? '', names[name] ?? '')) {
      part += 1;
      name += 1;
      continue;
    }
    if (retry === undefined || retry.name >= names.length) return false;
    retry = { part: retry.part, name: retry.name + 1 };
    ({ part, name } = retry);
  }
}

/** Whether a name is as a pattern has it: `*` stands for any letters, `?` for one. */
export function matchesName(pattern: string, name: string): boolean {
  let [letter, at] = [0, 0];
  let star = -1;
  let starAt = 0;
  while (at < name.length) {
    if (pattern[letter] === '*') {
      star = letter++;
      starAt = at;
    } else if (pattern[letter] === '?' || pattern[letter] === name[at]) {
      letter += 1;
      at += 1;
    } else if (star >= 0) {
      letter = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (pattern[letter] === '*') letter += 1;
  return letter === pattern.length;
}
