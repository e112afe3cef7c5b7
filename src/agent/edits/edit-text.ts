import type { PatchFile, ReplaceLines, WriteFile } from './edit.js';
import { elisionIn } from './elision.js';
import { fragmentMarkIn } from './fragment.js';
import { nearestLines, placesOf } from './find-lines.js';
import { placeHunks } from './place-hunks.js';
import { refused, type Refused } from './refusal.js';
import { replaceRange } from './replace-range.js';
import { canHold, type TextFile } from './text-file.js';

/** What an edit makes of a text, or why it is not made. */
export type EditedText =
  { readonly file: TextFile; readonly refused: null } | { readonly file: null; readonly refused: Refused };

type TextEdit = WriteFile | ReplaceLines | PatchFile;

export function editText(edit: TextEdit, file: TextFile): EditedText {
  const lines = file.lines.map(({ text }) => text);
  const reason = reasonAgainst(edit, file, lines);
  if (reason !== null) return { file: null, refused: reason };
  switch (edit.kind) {
    case 'write':
      if (edit.lines.length === 0 && lines.length > 0)
        return not(refused('malformed', 'It has no lines. To delete a file write DELETE and its path.'));
      return done(replaceRange(file, { start: 0, count: lines.length, texts: edit.lines }));
    case 'replace':
      return replaceOnce(edit, file, lines);
    case 'patch':
      return patch(edit, file, lines);
  }
}

function done(file: TextFile): EditedText {
  return { file, refused: null };
}

function reasonAgainst(edit: TextEdit, file: TextFile, lines: readonly string[]): Refused | null {
  const written = writtenBy(edit);
  if (written.some((line) => line.includes('\0')))
    return refused('binary', 'It has NUL characters, which no text has.');
  const isReplaced = edit.kind === 'replace' ? edit.search : [];
  if (![...written, ...isReplaced].every((line) => canHold(file, line)))
    return refused(
      'encoding',
      'The file is in an encoding that is not known, so that only plain ASCII can be written into it. Save it as UTF-8 first.',
    );
  const fragmentMark = edit.kind === 'write' ? fragmentMarkIn(written, lines, edit.path) : undefined;
  const elision = elisionIn(written, lines) ?? fragmentMark;
  if (elision === undefined) return null;
  return refused(
    'elided',
    `It has "${elision.trim()}" in place of code. Write all of the lines, or replace only those that change.`,
  );
}

function writtenBy(edit: TextEdit): readonly string[] {
  if (edit.kind === 'write') return edit.lines;
  if (edit.kind === 'replace') return edit.replacement;
  return edit.hunks.flatMap((hunk) =>
    hunk.lines.filter(({ kind }) => kind === 'added').map(({ text }) => text),
  );
}

function replaceOnce(edit: ReplaceLines, file: TextFile, lines: readonly string[]): EditedText {
  const { search, replacement } = edit;
  if (search.length === 0 && lines.length === 0)
    return done(replaceRange(file, { start: 0, count: 0, texts: replacement }));
  if (search.length === 0)
    return not(
      refused('not-found', 'The part to be replaced is empty, and the file is not. Say which lines.'),
    );
  const [place, second] = placesOf(search, lines);
  if (place === undefined) {
    const message =
      'The lines to be replaced are not in the file like this. Copy them from the file, with their white space.';
    return not(refused('not-found', message, nearestLines(search, lines)));
  }
  if (second !== undefined) {
    const message = `The lines to be replaced are in more than one place, lines ${place + 1} and ${second + 1}. Add lines before or after them until they are in one only.`;
    return not(refused('several-places', message));
  }
  return done(replaceRange(file, { start: place, count: search.length, texts: replacement }));
}

function patch(edit: PatchFile, file: TextFile, lines: readonly string[]): EditedText {
  const placed = placeHunks(edit.hunks, lines);
  if (placed.replacements === null) return not(placed.refused);
  const atEnd = placed.replacements.some(({ start, count }) => start + count === lines.length);
  const endsWithNewline = edit.hunks.find((hunk) => hunk.endsWithNewline !== null)?.endsWithNewline ?? null;
  let edited = file;
  // From the end, so that the places of the others stay what they are.
  for (const [index, replacement] of placed.replacements.toReversed().entries())
    edited = replaceRange(edited, replacement, index === 0 && atEnd ? endsWithNewline : null);
  return done(edited);
}

function not(reason: Refused): EditedText {
  return { file: null, refused: reason };
}
