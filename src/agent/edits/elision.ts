const comment = String.raw`^\s*(?:\/\/|#|\/\*|<!--|--|;|%|\{\s*\/\*|\*)\s*\[?`;
const dots = String.raw`(?:\.{3}|…)`;
const whole = '(?:file|code|class|functions?|methods?|imports|implementation|contents?|lines|logic)';
const leftOut = '(?:unchanged|omitted|remains?|stays?|here|as is|as before|the same)';

/** Comments that stand for code which a model did not write down. */
const elisions = [
  // "... rest of the file", "... existing code ..."
  `${comment}${dots}.*\\b(?:rest|existing|remaining|unchanged|omitted|as before|(?:other|same|previous) (?:\\w+ )?${whole})\\b`,
  // "rest of the file", "the rest of your code stays"
  `${comment}(?:the )?(?:rest|remainder) of (?:the |your |this )?(?:\\w+ )?${whole}\\b`,
  // "existing code here", "other methods ..."
  `${comment}(?:existing|remaining|other|previous|same) (?:\\w+ )?${whole}\\b.{0,20}(?:\\b${leftOut}\\b|${dots})`,
  // "..."
  `${comment}${dots}\\s*(?:-->|\\*\\/\\}?)?\\s*$`,
].map((pattern) => new RegExp(pattern, 'i'));

/** The first line that stands for code left out and was not in the file before; undefined where there is none. */
export function elisionIn(written: readonly string[], before: readonly string[]): string | undefined {
  const found = written.filter((line) => line.length < 200 && elisions.some((each) => each.test(line)));
  if (found.length === 0) return undefined;
  const known = new Set(before.map((line) => line.trim()));
  return found.find((line) => !known.has(line.trim()));
}
