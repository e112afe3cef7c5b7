import * as vscode from 'vscode';
import { UserError } from '../../learning/user-error.js';
import { ActionableError } from '../actionable-error.js';
import type { Places } from '../ledger/places.js';
import { countInWords } from './review-words.js';
import { feedbackText, withoutControls } from './feedback.js';
import type { RejectedHunk, Review } from './review.js';

/** Puts what was rejected, with the reasons, into the clipboard. @throws {UserError} when nothing was rejected */
export async function copyFeedback(review: Review, places: Places): Promise<void> {
  const rejected = rejectedIn(review, places);
  await vscode.env.clipboard.writeText(feedbackText(rejected));
  const amount = countInWords(rejected.length, 'rejected edit');
  vscode.window.setStatusBarMessage(`$(clippy) Feedback on ${amount} copied`, 5000);
}

/**
 * Pastes what was rejected into a terminal that a person picks, without Enter. @throws {UserError} when nothing was rejected
 * or no terminal is open
 */
export async function sendFeedback(review: Review, places: Places): Promise<void> {
  const text = withoutControls(feedbackText(rejectedIn(review, places))).trimEnd();
  const terminal = await pickTerminal();
  terminal.show();
  await becomesActive(terminal);
  // Only a real paste marks the text as one, or asks where the program in the terminal knows no such mark: sent as typed
  // text, every line break would be an Enter.
  const before = await vscode.env.clipboard.readText();
  await vscode.env.clipboard.writeText(text);
  try {
    await vscode.commands.executeCommand('workbench.action.terminal.paste');
  } finally {
    await vscode.env.clipboard.writeText(before);
  }
}

function rejectedIn(review: Review, places: Places): RejectedHunk[] {
  const rejected = places.all().flatMap(({ root }) => review.rejected(root));
  if (rejected.length === 0) throw new UserError('Nothing was rejected yet.');
  return rejected;
}

async function pickTerminal(): Promise<vscode.Terminal> {
  const terminals = vscode.window.terminals;
  const [only] = terminals;
  if (only === undefined) {
    throw new ActionableError('No terminal is open. Open the one in which your agent runs.', [
      { title: 'New Terminal', command: 'workbench.action.terminal.new' },
    ]);
  }
  if (terminals.length === 1) return only;
  const items = terminals.map((terminal) => ({ label: `$(terminal) ${terminal.name}`, terminal }));
  const picked = await vscode.window.showQuickPick(items, { title: 'Send the feedback to which terminal?' });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.terminal;
}

async function becomesActive(terminal: vscode.Terminal): Promise<void> {
  if (vscode.window.activeTerminal === terminal) return;
  await new Promise<void>((resolve) => {
    const listening = vscode.window.onDidChangeActiveTerminal((active) => {
      if (active !== terminal) return;
      listening.dispose();
      resolve();
    });
  });
}
