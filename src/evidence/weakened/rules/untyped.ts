import type { Edit, ReadFile, Side } from '../edit.js';
import { isMade, isTypeScript } from '../language.js';
import { dense } from '../source/arguments.js';
import { countedAt, type Weakened } from '../weakened.js';

/** `any` where a type stands, and casts over `unknown`. */
const inTypeScript = /(?:\bas\s+|[:<|&,([]\s*|=>\s*|\bextends\s+)any\b(?!\s*[(.:?=])|\bas\s+unknown\s+as\b/g;
const inPython = /(?::\s*|->\s*|\[\s*|,\s*|\bcast\(\s*)(?:typing\.)?Any\b|\bcast\(\s*["']Any["']/g;

/** Places where anything is allowed and where before something stood that is said more exactly, or nothing. */
export function untyped(edit: Edit): Weakened[] {
  const moved = new Set(edit.flatMap(({ old }) => linesOf(old).map(({ text }) => text)));
  return edit.flatMap((file) => addedIn(file, moved));
}

function addedIn({ path, old, now }: ReadFile, moved: ReadonlySet<string>): Weakened[] {
  if (now === undefined || isMade(path)) return [];
  const [before, after] = [linesOf(old), linesOf(now)];
  const more = total(after) - total(before);
  if (more <= 0) return [];
  const added = after.filter(({ text }) => !moved.has(text));
  return added
    .slice(0, more)
    .map(({ line, count }) =>
      countedAt({ path, line, isGone: false }, 'untyped', { suppressedFindings: count }),
    );
}

interface Line {
  readonly text: string;
  readonly line: number;
  readonly count: number;
}

const total = (lines: readonly Line[]): number => lines.reduce((sum, { count }) => sum + count, 0);

function linesOf(side: Side | undefined): Line[] {
  if (side === undefined) return [];
  const isScript = isTypeScript(side.path);
  if (!isScript && side.language !== 'python') return [];
  const { source } = side;
  const counts = new Map<number, number>();
  for (const { index } of source.code.matchAll(isScript ? inTypeScript : inPython)) {
    const line = source.lineAt(index);
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => ({
    text: dense(source.code.slice(source.lineStarts[line - 1], source.lineStarts[line])),
    line,
    count,
  }));
}
