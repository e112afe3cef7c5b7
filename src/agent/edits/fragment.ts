/** One of them is in every line that stands for more of a file. */
const keys = wordsOf(
  'rest remainder existing remaining unchanged omitted brevity same previous other snip snipped etc truncated continues changes original',
);
/** What such a line has besides. */
const fillers = wordsOf(
  'the of file code your as before stay stays remain remains here goes is are and this that in to below above function functions method methods class classes import imports implementation content contents line lines logic everything else for no not changed keep kept all from end',
);
const comment = /^(?:\/\/|#|\/\*|<!--|--|;|%|\{\s*\/\*|"""|''')/;
const bracketOrDots = /^(?:\.{3}|…|[([])/;
/** What code has and no such line. */
const codeSigns = /[=;,{}"'`$@&|+]|\w\(|\w\.\w/;

/**
 * The first line of a whole file which stands for more of it than the reply has: a comment, or a line in brackets or behind
 * dots, of nothing but words such as "rest of the code" or "unchanged"; or dots alone. Undefined where there is none. It is asked
 * only of files that get shorter, as there the line may be all that is left of others.
 * @param path tells where dots alone are code
 */
export function fragmentMarkIn(
  written: readonly string[],
  before: readonly string[],
  path: string,
): string | undefined {
  if (written.length >= before.length) return undefined;
  const dotsAreCode = /\.pyi?$/.test(path);
  const found = written.filter((line) => line.length < 120 && standsForMore(line.trim(), dotsAreCode));
  if (found.length === 0) return undefined;
  const known = new Set(before.map((line) => line.trim()));
  return found.find((line) => !known.has(line.trim()));
}

function standsForMore(line: string, dotsAreCode: boolean): boolean {
  if (/^(?:\.{3}|…)$/.test(line)) return !dotsAreCode;
  const isComment = comment.test(line);
  if (!isComment && !bracketOrDots.test(line)) return false;
  const said = line.replace(comment, '').replace(/(?:\*\/\s*\}?|-->|"""|''')$/, '');
  if (codeSigns.test(said)) return false;
  const words = said.toLowerCase().match(/\p{L}+/gu) ?? [];
  // One word behind dots or in a bracket is a name in code.
  if (!isComment && words.length < 2) return false;
  return words.some((word) => keys.has(word)) && words.every((word) => keys.has(word) || fillers.has(word));
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
