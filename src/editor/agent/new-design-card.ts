import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../learning/user-error.js';
import type { AgentParts } from './agent-parts.js';

/** Makes a design card of a name and opens it where its goal is to be written. */
export async function newDesignCard({ code, ledgers, places }: AgentParts): Promise<void> {
  const place = await places.choose('A card in which folder?');
  await ledgers.write(place);
  const name = await vscode.window.showInputBox({
    title: 'The name of the task',
    placeHolder: 'add-login-form',
    prompt: 'Runs of the same name are compared with each other.',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(text.trim())
        ? undefined
        : 'Letters, digits, dots and hyphens, such as add-login-form.',
  });
  if (name === undefined) throw new vscode.CancellationError();
  const file = join(place.root, '.agent', 'tasks', `${name.trim()}.yaml`);
  const { cardTemplate } = await code.load();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, cardTemplate(name.trim()), { flag: 'wx' }).catch((error: unknown) => {
    throw new UserError(`${file} could not be made. Is there one already?`, { cause: error });
  });
  const document = await vscode.workspace.openTextDocument(file);
  const goal = document.getText().split('\n').indexOf('  - ');
  const end = new vscode.Position(goal, 4);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(end, end) });
}
