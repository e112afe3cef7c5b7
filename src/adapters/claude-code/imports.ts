/** So many hops from an instruction file are followed: the fewest that are reported of Claude Code; others say five. */
export const importHops = 4;

const code = /^[ \t]*(`{3,}|~{3,})[^]*?(?:^[ \t]*\1|$(?![^]))|(`{1,2})[^`\n]+\2/gm;

/** The paths that an instruction file imports as `@path`, as they are written; what stands in code is no import. */
export function importsIn(text: string): readonly string[] {
  return [...text.replace(code, '').matchAll(/(?<=^|\s)@(\S+)/gm)].flatMap(([, path]) => path ?? []);
}
