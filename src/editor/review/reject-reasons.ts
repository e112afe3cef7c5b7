import * as vscode from 'vscode';

const commonReasons = [
  'It does something else than what was asked for.',
  'It changes more than what was asked for.',
  'It breaks something that worked.',
  'It weakens a test or a check instead of mending the code.',
  'It repeats code that is already there.',
  'It is not how we write code here.',
];

/** Asks why; one of the common reasons or whatever is typed. @throws {vscode.CancellationError} */
export async function askReason(): Promise<string> {
  const input = vscode.window.createQuickPick();
  const common = commonReasons.map((label) => ({ label }));
  input.title = 'Why do you reject it?';
  input.placeholder = 'Type a reason, or take one of these. Copy Feedback hands it to your agent.';
  input.items = common;
  input.ignoreFocusOut = true;
  input.onDidChangeValue((value) => {
    const typed = value.trim();
    input.items = typed === '' ? common : [{ label: typed, alwaysShow: true }, ...common];
  });
  const chosen = new Promise<string | undefined>((resolve) => {
    input.onDidAccept(() => {
      // Who types fast presses Enter before what was typed is listed.
      const reason = input.selectedItems[0]?.label ?? input.value.trim();
      if (reason !== '') resolve(reason);
    });
    input.onDidHide(() => {
      resolve(undefined);
    });
  });
  input.show();
  try {
    const reason = await chosen;
    if (reason === undefined) throw new vscode.CancellationError();
    return reason;
  } finally {
    input.dispose();
  }
}
