import * as vscode from 'vscode';
import type { RunView } from '../../learning/runs/run.js';
import { commandId } from '../commands.js';
import { scoreInWords, shortened, titleOf, verdictInWords } from './run-words.js';
import type { Used } from './start-request.js';

export function announceStart(used: Used): void {
  const message =
    used.kind === 'suggestion'
      ? 'Run started. Paste the copied prompt into your agent.'
      : 'Run started. Builds, linters and tests count from now on.';
  void vscode.window.showInformationMessage(message);
}

/** Says how a run was scored, and offers what can be done about it. */
export async function announceScore(run: RunView): Promise<void> {
  const title = shortened(titleOf(run), 60);
  const verdicts = run.verdict === null ? ['Accept', 'Reject'] : [];
  const pressed =
    run.reward === null
      ? await vscode.window.showInformationMessage(
          `“${title}” was not checked: no build, test or linter ended while it was open. Say what you think of it to score it.`,
          ...verdicts,
        )
      : await vscode.window.showInformationMessage(
          `“${title}” scored ${scoreInWords(run.reward)}${run.verdict === null ? '' : `, ${verdictInWords(run.verdict)}`}.`,
          'Why?',
          ...verdicts,
        );
  if (pressed === 'Why?') await call('explainScore', run);
  if (pressed === 'Accept') await call('acceptRun', run);
  if (pressed === 'Reject') await call('rejectRun', run);
}

async function call(command: 'acceptRun' | 'rejectRun' | 'explainScore', run: RunView): Promise<void> {
  // What goes wrong is shown by the command.
  await vscode.commands.executeCommand(commandId(command), run.id).then(undefined, () => undefined);
}

/** @throws {vscode.CancellationError} when the button was not pressed */
export async function confirm(question: string, detail: string, button: string): Promise<void> {
  const pressed = await vscode.window.showWarningMessage(question, { modal: true, detail }, button);
  if (pressed !== button) throw new vscode.CancellationError();
}
