import * as vscode from 'vscode';
import type { LocatedRun } from '../runs/pick-run.js';
import { confirm } from '../runs/run-messages.js';
import { shortened, titleOf } from '../runs/run-words.js';
import type { EditJudge } from './edit-judge.js';
import type { Review, UndoneRun } from './review.js';
import { countInWords } from './review-words.js';

const listedPaths = 5;

/** Puts every file that a run changed back to before it, after asking. @throws {vscode.CancellationError} */
export async function undoRun(review: Review, judge: EditJudge, { place, run }: LocatedRun): Promise<void> {
  const title = shortened(titleOf(run), 60);
  const detail =
    'Every file that it changed is put back to how it was before. What was typed since stays, and you can undo this.';
  await confirm(`Undo the run “${title}”?`, detail, 'Undo Run');
  const undone = await review.undoRun(place.root, run.id);
  if (undone.conflicts.length === 0) judge.offerUndo(`“${title}”: ${restoredInWords(undone)}.`);
  else judge.offerUndo(`“${title}”: ${restoredInWords(undone)}. ${conflictsInWords(undone)}`, warn);
}

const warn = (message: string, button: string): Thenable<string | undefined> =>
  vscode.window.showWarningMessage(message, button);

function restoredInWords({ restored }: UndoneRun): string {
  return restored.length === 0 ? 'no file was put back' : `${countInWords(restored.length, 'file')} put back`;
}

function conflictsInWords({ conflicts }: UndoneRun): string {
  const named = conflicts.slice(0, listedPaths).join(', ');
  const more = conflicts.length > listedPaths ? ` and ${conflicts.length - listedPaths} more` : '';
  return `Left as they are, because later edits touch the same lines: ${named}${more}.`;
}
