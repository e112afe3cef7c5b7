import { isSameContent, type Content } from './content.js';
import { endOf, overlaps, reversed, type Hunk } from './hunk.js';
import { hunksOfLines } from './hunks-between.js';
import { joinLines, splitLines, type Line } from './lines.js';
import { hasNear, rangesNear, type NearRanges } from './ranges-near.js';
import { replaceLines } from './replace-lines.js';

export interface Merged {
  /** Ours, with every edit of theirs that touches none of ours. */
  readonly content: Content;
  /** Edits of theirs, as hunks from the base, that touch one of ours and were left out. */
  readonly refused: readonly Hunk[];
}

/** A hunk from the base with the lines it puts there. */
interface Edit {
  readonly hunk: Hunk;
  readonly lines: readonly Line[];
}

/**
 * Carries the edits from `base` to `theirs` over to `ours`. An edit directly beside one of ours does not touch it; one that
 * ours has already made is no conflict. A file that came or went is carried over or refused as a whole.
 */
export function mergeEdits(base: Content, ours: Content, theirs: Content): Merged {
  if (isSameContent(base, theirs) || isSameContent(ours, theirs)) return { content: ours, refused: [] };
  if (isSameContent(base, ours)) return { content: theirs, refused: [] };
  const [baseLines, ourLines, theirLines] = [splitLines(base), splitLines(ours), splitLines(theirs)];
  if (base === null || ours === null || theirs === null) {
    return { content: ours, refused: hunksOfLines(baseLines, theirLines, true) };
  }
  // Compared from ours to the base, as pending hunks are from the baseline to the file: the other way round, repeated lines
  // could be paired differently.
  const ourEdits = editsOf(hunksOfLines(ourLines, baseLines).map(reversed), ourLines);
  const ourPlaces = ourEdits.map(({ hunk }) => hunk.before);
  const carried: Hunk[] = [];
  const refused: Hunk[] = [];
  const carry = (edit: Edit, room: number): void => {
    const { first, end } = rangesNear(ourPlaces, edit.hunk.before);
    if (ourEdits.slice(first, end).some((our) => isAlreadyMade(edit, our))) return;
    const free = equalPlaces(edit.hunk, baseLines, theirLines, room).find(
      ({ before }) => !hasNear(ourPlaces, before, overlaps),
    );
    if (free !== undefined) carried.push(inOurs(free, ourEdits, rangesNear(ourPlaces, free.before)));
    else if (isLineByLine(edit)) for (const line of lineByLine(edit)) carry(line, 0);
    else refused.push(edit.hunk);
  };
  let previousEnd = 0;
  for (const edit of editsOf(hunksOfLines(baseLines, theirLines), theirLines)) {
    carry(edit, edit.hunk.before.start - previousEnd);
    previousEnd = endOf(edit.hunk.before);
  }
  return { content: joinLines(replaceLines(ourLines, theirLines, carried)), refused };
}

function editsOf(hunks: readonly Hunk[], lines: readonly Line[]): Edit[] {
  return hunks.map((hunk) => ({ hunk, lines: lines.slice(hunk.after.start, endOf(hunk.after)) }));
}

/** The same place in ours, where every edit of ours above has moved it. */
function inOurs({ before, after }: Hunk, ours: readonly Edit[], { first, end }: NearRanges): Hunk {
  const passed = ours
    .slice(Math.max(0, first - 1), end)
    .findLast(({ hunk }) => endOf(hunk.before) <= before.start)?.hunk;
  const shift = passed === undefined ? 0 : endOf(passed.after) - endOf(passed.before);
  return { before: { start: before.start + shift, count: before.count }, after };
}

/**
 * Where else an insertion or a removal could stand with the same result: a row of equal lines has no first and last.
 * @param room how many lines above are no part of another edit
 */
function equalPlaces(hunk: Hunk, base: readonly Line[], theirs: readonly Line[], room: number): Hunk[] {
  const places = [hunk];
  if (hunk.before.count > 0 && hunk.after.count > 0) return places;
  const [lines, { start, count }] = hunk.after.count > 0 ? [theirs, hunk.after] : [base, hunk.before];
  for (let up = 1; up <= room && lines[start - up] === lines[start + count - up]; up += 1) {
    places.push({
      before: { start: hunk.before.start - up, count: hunk.before.count },
      after: { start: hunk.after.start - up, count: hunk.after.count },
    });
  }
  return places;
}

/** The same edit, or an insertion beside a place where ours has just these lines on that side. */
function isAlreadyMade({ hunk: { before }, lines }: Edit, our: Edit): boolean {
  const place = our.hunk.before;
  if (before.count > 0 || place.count === 0) {
    return before.start === place.start && before.count === place.count && isSame(lines, our.lines);
  }
  const isAtEnd = before.start === endOf(place) && isSame(lines, our.lines.slice(-lines.length));
  return isAtEnd || (before.start === place.start && isSame(lines, our.lines.slice(0, lines.length)));
}

function isSame(one: readonly Line[], other: readonly Line[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}

/** A formatter changes many lines in a row, each by itself; then each touches only what it stands on. */
function isLineByLine({ hunk: { before, after } }: Edit): boolean {
  return before.count > 1 && before.count === after.count;
}

function lineByLine({ hunk: { before, after }, lines }: Edit): Edit[] {
  return lines.map((line, index) => ({
    hunk: {
      before: { start: before.start + index, count: 1 },
      after: { start: after.start + index, count: 1 },
    },
    lines: [line],
  }));
}
