import * as vscode from 'vscode';

/**
 * Asks for one line, which is not empty.
 * @throws {vscode.CancellationError}
 */
export async function askText(options: {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
}): Promise<string> {
  const typed = await vscode.window.showInputBox({
    ...options,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'Type a name.' : undefined),
  });
  if (typed === undefined) throw new vscode.CancellationError();
  return typed.trim();
}
