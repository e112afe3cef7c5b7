import type { Edit, ReadFile, Side } from '../edit.js';
import { isMade } from '../language.js';
import { directivesIn, type Directive } from '../suppressions/directives.js';
import { countedAt, type Weakened } from '../weakened.js';

interface Placed extends Directive {
  readonly path: string;
  readonly line: number;
}

/** Directives that silence more than before; those that only moved, within a file or to another, do not. */
export function suppressions(edit: Edit): Weakened[] {
  const come: Placed[] = [];
  const gone: Placed[] = [];
  for (const file of edit) {
    const changed = changeOf(file);
    come.push(...changed.come);
    gone.push(...changed.gone);
  }
  const left = [...gone];
  return come
    .filter((directive) => {
      const moved = left.findIndex((other) => sameKey(other) === sameKey(directive));
      if (moved !== -1) left.splice(moved, 1);
      return moved === -1;
    })
    .map(({ path, line }) =>
      countedAt({ path, line, isGone: false }, 'suppression', { suppressedFindings: 1 }),
    );
}

function changeOf({ path, old, now }: ReadFile): { come: Placed[]; gone: Placed[] } {
  if (isMade(path)) return { come: [], gone: [] };
  const [before, after] = [placed(old), placed(now)];
  const gone = without(before, after);
  const come = without(after, before).filter((directive) => {
    // One that was there and now names other rules, but no more of them.
    const former = gone.findIndex(
      (other) => other.family === directive.family && isNarrower(directive, other),
    );
    if (former !== -1) gone.splice(former, 1);
    return former === -1;
  });
  return { come, gone };
}

function placed(side: Side | undefined): Placed[] {
  if (side === undefined) return [];
  const { path, source } = side;
  return directivesIn(source).map((directive) => ({ ...directive, path, line: source.lineAt(directive.at) }));
}

const isNarrower = (one: Directive, other: Directive): boolean =>
  other.rules.length === 0 || (one.rules.length > 0 && one.rules.length <= other.rules.length);

const sameKey = ({ family, rules }: Directive): string => `${family} ${rules.join(' ')}`;

function without(list: readonly Placed[], other: readonly Placed[]): Placed[] {
  const counts = new Map<string, number>();
  for (const each of other) counts.set(sameKey(each), (counts.get(sameKey(each)) ?? 0) + 1);
  return list.filter((each) => {
    const count = counts.get(sameKey(each)) ?? 0;
    counts.set(sameKey(each), count - 1);
    return count <= 0;
  });
}
