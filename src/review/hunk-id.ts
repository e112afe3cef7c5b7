import { createHash } from 'node:crypto';
import type { Content } from './content.js';
import { endOf, type Hunk } from './hunk.js';
import { splitLines } from './lines.js';

/**
 * A name for each hunk, 16 hex digits, by the lines it removes and adds and the lines above and below. It stays when other
 * hunks are judged, except that of hunks that are alike all are renamed when one goes: an old name must never mean another.
 * @param hunks of `hunksBetween(baseline, current)`
 */
export function hunkIds(baseline: Content, current: Content, hunks: readonly Hunk[]): string[] {
  const [before, after] = [splitLines(baseline), splitLines(current)];
  const looks = hunks.map((hunk) => {
    const removed = before.slice(hunk.before.start, endOf(hunk.before));
    const added = after.slice(hunk.after.start, endOf(hunk.after));
    const around = [before[hunk.before.start - 1] ?? null, before[endOf(hunk.before)] ?? null];
    return JSON.stringify([removed, added, around, baseline === null, current === null]);
  });
  const totals = new Map<string, number>();
  for (const look of looks) totals.set(look, (totals.get(look) ?? 0) + 1);
  const seen = new Map<string, number>();
  return looks.map((look) => {
    const ordinal = seen.get(look) ?? 0;
    seen.set(look, ordinal + 1);
    const facts = JSON.stringify([look, ordinal, totals.get(look)]);
    return createHash('sha256').update(facts).digest('hex').slice(0, 16);
  });
}
