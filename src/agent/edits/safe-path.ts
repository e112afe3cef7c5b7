export type CheckedPath =
  { readonly path: string; readonly problem: null } | { readonly path: null; readonly problem: string };

/** Longer paths cannot be written on every system. */
const maxPathChars = 240;

/** Names that are devices on Windows, with any extension. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\.|$)/i;
/** What cannot be seen, or turns the text around it: controls, marks of direction, line separators, half characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * A path as a model wrote it, relative to the workspace with forward slashes; or why it is not taken, in words. Whatever
 * some system could read as another file than it seems to be is not taken, on every system.
 */
export function safePath(raw: string): CheckedPath {
  const path = raw.startsWith('./') ? raw.slice(2) : raw;
  const problem = problemOf(path);
  return problem === null ? { path, problem } : { path: null, problem };
}

function problemOf(path: string): string | null {
  if (path === '') return 'It names no file.';
  if (path.length > maxPathChars) return `It is longer than ${maxPathChars} characters.`;
  if (invisible.test(path)) return 'It has characters that cannot be seen.';
  if (path.includes('\\')) return 'Paths are written with forward slashes.';
  if (/^[/~]|:/.test(path)) return 'Paths start at the root of the workspace.';
  if (path !== path.normalize('NFC') || hasLookAlike(path))
    return 'It has characters that some systems take for others.';
  if (/[<>"|?*]/.test(path)) return 'It has characters that file names cannot have on every system.';
  for (const name of path.split('/')) {
    if (name === '..') return 'It leads out of the workspace.';
    if (name === '' || name === '.') return 'Between its slashes a name is missing.';
    if (/[. ]$|^ /.test(name)) return 'A name in it begins with a blank, or ends with one or with a dot.';
    if (devices.test(name)) return 'It names a device.';
    if (/~\d+(?:\.|$)/.test(name)) return 'It has a short name as Windows makes them; write the whole one.';
    if (name.toLowerCase() === '.git') return "What is in .git is git's own.";
  }
  return null;
}

/** Whether a letter that is not ASCII is compared as if it were, such as those of full width. */
function hasLookAlike(path: string): boolean {
  return [...path.matchAll(/[^ -~]/gu)].some(([letter]) => /^[ -~]+$/.test(letter.normalize('NFKC')));
}

/** A path that may be anything, fit to be shown in one line. */
export function printable(raw: string): string {
  const shown = raw.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return shown.length > 120 ? `${shown.slice(0, 119)}…` : shown;
}
