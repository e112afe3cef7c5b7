import type { Source } from '../source/source.js';

/** One name of a chain, and where the brackets of its call open. */
export interface Link {
  readonly name: string;
  readonly open: number | undefined;
}

/** The names and calls that follow each other with dots, from a name on. */
export function chainFrom(source: Source, start: number): { readonly links: Link[]; readonly end: number } {
  const { code } = source;
  const links: Link[] = [];
  const names = /[\w$]+/y;
  let at = start;
  let end = start;
  for (;;) {
    names.lastIndex = at;
    const name = names.exec(code);
    if (name === null) break;
    end = at = names.lastIndex;
    const next = source.skipSpace(at);
    const isCalled = code.charAt(next) === '(';
    links.push({ name: name[0], open: isCalled ? next : undefined });
    if (isCalled) end = at = source.closing(next) + 1;
    const dot = source.skipSpace(at);
    const length = code.startsWith('?.', dot) ? 2 : code.charAt(dot) === '.' ? 1 : 0;
    if (length === 0) break;
    at = source.skipSpace(dot + length);
  }
  return { links, end };
}
