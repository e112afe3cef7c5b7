import type { Selection, TextDocumentContentChangeEvent } from 'vscode';

/** A completion adds an import or closes a brace elsewhere in the file, in few lines. */
const asideLines = 3;
const asideCharacters = 400;
const importLine = /^\s*(?:import\b|from\b|use\b|using\b|#include\b|require\b|const .*\brequire\()/;

/**
 * Whether a person at one of these cursors made the changes: typing, pasting, moving lines, accepting a completion, adding
 * an import. An agent writes where nobody's cursor is.
 */
export function isAtCursor(
  changes: readonly TextDocumentContentChangeEvent[],
  selections: readonly Selection[],
): boolean {
  const isNear = ({ range }: TextDocumentContentChangeEvent): boolean =>
    selections.some(({ start, end }) => range.start.line <= end.line + 1 && range.end.line >= start.line - 1);
  if (!changes.some(isNear))
    return changes.every((change) => isSmall(change) && importLine.test(change.text));
  return changes.every((change) => isNear(change) || isSmall(change));
}

function isSmall({ range, text }: TextDocumentContentChangeEvent): boolean {
  const lines = range.end.line - range.start.line + text.split('\n').length - 1;
  return lines <= asideLines && text.length < asideCharacters;
}
