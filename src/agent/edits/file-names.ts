import type { KnownFiles } from './parse-reply.js';

/** Longer lines are prose. */
const maxLineChars = 400;

/**
 * The path that a line consists of, such as `src/a.ts`, `### File: src/a.ts` or `**src/a.ts**:`; null where it is anything
 * else.
 */
export function pathOfLine(line: string, known: KnownFiles): string | null {
  if (line.length > maxLineChars || isListed(line)) return null;
  const bare = undecorated(line);
  const [, label, rest] =
    /^((?:new |updated )?(?:file(?:name| name| path)?|path)\s*:\s)?\s*(.*)$/i.exec(bare) ?? [];
  const path = undecorated((rest ?? '').replace(/\s+\((?:new|new file|updated|modified|created)\)$/i, ''));
  if (path === '') return null;
  if (label !== undefined) return path;
  return known.files.has(path) || looksLikePath(path) ? path : null;
}

/** Languages of what is typed, or was printed, rather than of files; a path above says what it is about. */
const spoken = /^(?:bash|sh|shell|zsh|console|terminal|shellsession|powershell|ps1|cmd|bat|output)\b/i;

/**
 * The path of the file that a block of code is, from what stands behind its mark and above it; null where that is not said
 * for certain.
 */
export function pathOfFence(info: string, heading: string, known: KnownFiles): string | null {
  const own = pathOfInfo(info, known);
  if (own !== null) return own;
  const path = pathOfLine(heading, known);
  return path !== null && spoken.test(info) && hasOtherExtension(path) ? null : path;
}

function hasOtherExtension(path: string): boolean {
  return /[^/]\.\w+$/.test(path) && !/\.(?:sh|bash|zsh|ps1|cmd|bat)$/i.test(path);
}

/** The one known file that a line names between backticks; null where there is none or more than one. */
export function knownFileIn(line: string, known: KnownFiles): string | null {
  if (line.length > maxLineChars) return null;
  const named = [...line.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  const [path, second] = [...new Set(named)].filter((name) => known.files.has(name));
  return path === undefined || second !== undefined ? null : path;
}

/** The path in what stands behind a fence's mark, such as `ts src/a.ts`, `ts:src/a.ts` or `ts title="src/a.ts"`. */
export function pathOfInfo(info: string, known: KnownFiles): string | null {
  if (info.length > maxLineChars) return null;
  const [, titled] = /(?:^|\s|\{)(?:title|file|filename|path)=["']?([^"'\s}]+)/.exec(info) ?? [];
  if (titled !== undefined) return titled;
  const [first = '', second, third] = info.split(/\s+/);
  if (third !== undefined) return null;
  if (second !== undefined) return known.files.has(second) || looksLikePath(second) ? second : null;
  const [, afterLanguage] = /^[\w+#-]{2,}:(.+)$/.exec(first) ?? [];
  if (afterLanguage !== undefined) return afterLanguage;
  return known.files.has(first) || /[/\\]/.test(first) ? first : null;
}

/** A word with slashes, or with an extension. */
export function looksLikePath(word: string): boolean {
  return /^[^\s`"'()]+$/.test(word) && (/[/\\]/.test(word) || /[^.]\.[A-Za-z][\w-]*$|^\.\w+/.test(word));
}

/** Whether it is an item of a list, and not the heading of what follows. */
function isListed(line: string): boolean {
  return /^\s*[-*+]\s/.test(line) && !/:\**\s*$/.test(line);
}

/** A line without Markdown's signs, numbers of lists and a colon at the end. */
function undecorated(line: string): string {
  return line
    .trim()
    .replace(/^(?:#{1,6}|[-*+]|\d{1,3}[.)])\s+/, '')
    .replace(/:$/, '')
    .replace(/^(?:\*\*|__)(.*)(?:\*\*|__)$/, '$1')
    .replace(/:$/, '')
    .replace(/^`([^`]*)`$/, '$1')
    .trim();
}
