import type { PatchHunk } from './edit.js';
import { isAt, nearestLines, placesOf } from './find-lines.js';
import type { Refused } from './refusal.js';
import type { Replacement } from './replace-range.js';

export type PlacedHunks =
  | { readonly replacements: readonly Replacement[]; readonly refused: null }
  | { readonly replacements: null; readonly refused: Refused };

/**
 * Where the hunks of a diff belong, in the order of the file. Line numbers are believed where every hunk of the diff is
 * exactly where they say; else the lines of each hunk must be in the file once.
 */
export function placeHunks(hunks: readonly PatchHunk[], lines: readonly string[]): PlacedHunks {
  const stated = statedPlaces(hunks, lines);
  if (stated !== null) return { replacements: stated, refused: null };
  const replacements: Replacement[] = [];
  for (const [index, hunk] of hunks.entries()) {
    const place = onlyPlace(hunk, lines, hunks.length === 1 ? 'The diff' : `Hunk ${index + 1} of the diff`);
    if (typeof place !== 'number') return { replacements: null, refused: place };
    replacements.push(replacementOf(hunk, place));
  }
  replacements.sort((one, other) => one.start - other.start);
  if (!overlaps(replacements)) return { replacements, refused: null };
  const refused = {
    code: 'overlapping',
    message: 'Two hunks of the diff change the same lines. Join them into one.',
    seen: null,
  } as const;
  return { replacements: null, refused };
}

function statedPlaces(hunks: readonly PatchHunk[], lines: readonly string[]): Replacement[] | null {
  const replacements: Replacement[] = [];
  for (const hunk of hunks) {
    const old = oldSide(hunk);
    const start = (hunk.oldStart ?? 0) - 1;
    // Lines that are only added are nowhere to be seen, except in an empty file.
    const isSeen = old.length > 0 ? isAt(old, lines, start) : lines.length === 0 && hunks.length === 1;
    if (!isSeen) return null;
    replacements.push(replacementOf(hunk, Math.max(0, start)));
  }
  const isOrdered = replacements.every(
    ({ start }, index) => index === 0 || start >= (replacements[index - 1]?.start ?? 0),
  );
  return isOrdered && !overlaps(replacements) ? replacements : null;
}

function onlyPlace(hunk: PatchHunk, lines: readonly string[], what: string): number | Refused {
  const old = oldSide(hunk);
  if (old.length === 0) {
    const message = `${what} only adds lines and shows none of those around them. Add three lines of context.`;
    return { code: 'not-found', message, seen: null };
  }
  const [place, second] = placesBelow(hunk.below, placesOf(old, lines), lines);
  if (place === undefined) {
    const message = `${what} has lines that are not in the file like this. Copy them from the file, with their white space.`;
    return { code: 'not-found', message, seen: nearestLines(old, lines) };
  }
  if (second === undefined) return place;
  const message = `${what} fits in more than one place, lines ${place + 1} and ${second + 1}. Add lines of context until it fits in one only.`;
  return { code: 'several-places', message, seen: null };
}

/** The places below a line that is in the file once; else all of them. */
function placesBelow(
  wanted: string | undefined,
  places: readonly number[],
  lines: readonly string[],
): readonly number[] {
  if (wanted === undefined || places.length < 2) return places;
  const above = lines.flatMap((line, index) => (line.trim() === wanted ? [index] : []));
  const [only] = above;
  return only === undefined || above.length > 1 ? places : places.filter((place) => place > only);
}

function replacementOf(hunk: PatchHunk, start: number): Replacement {
  const texts = hunk.lines.filter(({ kind }) => kind !== 'removed').map(({ text }) => text);
  return { start, count: oldSide(hunk).length, texts };
}

function oldSide(hunk: PatchHunk): string[] {
  return hunk.lines.filter(({ kind }) => kind !== 'added').map(({ text }) => text);
}

/** @param replacements in the order of the file */
function overlaps(replacements: readonly Replacement[]): boolean {
  return replacements.some(({ start }, index) => {
    const before = replacements[index - 1];
    return before !== undefined && start < before.start + before.count;
  });
}
