import * as vscode from 'vscode';
import type { PromptPart } from '../../learning/docs/prompt/prompt-part.js';
import { UserError } from '../../learning/user-error.js';
import type { DocsParts } from './docs-parts.js';
import { copiedInWords } from './docs-words.js';
import type { ShownPage } from './shown-docs.js';

/**
 * Puts a page that is kept, as a part of a prompt, on the clipboard.
 * @throws {UserError} when it is not kept, or has nothing that could be quoted
 */
export async function copyPage(
  { docs }: DocsParts,
  { root, address, query }: ShownPage,
): Promise<PromptPart> {
  const part = await docs.engine.copyDocs(root, address, query, docs.access);
  if (part === null || part.text === '')
    throw new UserError('There is nothing of this page to copy. Look it up again with “Look Up Docs”.');
  await vscode.env.clipboard.writeText(part.text);
  const message = copiedInWords(part);
  if (part.removals > 0) void vscode.window.showWarningMessage(message);
  else void vscode.window.showInformationMessage(message);
  return part;
}
