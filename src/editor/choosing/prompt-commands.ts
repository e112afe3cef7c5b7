import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { PromptOption } from '../../learning/variants/prompt-portfolio.js';
import { UserError } from '../../learning/user-error.js';
import type { CommandHandlers } from '../commands.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';

export interface PromptCommandParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
}

const firstText = `Say here what the agent is to do with every task: how to work, what to check, what to leave alone.
The goal of the run follows below this text.
`;

/** Adds, edits and retires the prompts that are chosen from. */
export function promptCommands(
  parts: PromptCommandParts,
): Pick<CommandHandlers, 'addPrompt' | 'editPrompt' | 'retirePrompt'> {
  const { engine } = parts;
  return {
    addPrompt: async () => {
      const place = await placeToWrite(parts, 'Add a prompt in which folder?');
      const known = await engine.prompts(place.root);
      const name = await askName(known);
      await open(await engine.addPrompt(place.root, name, firstText));
    },
    editPrompt: async () => {
      const place = await placeToWrite(parts, 'Edit a prompt of which folder?');
      const prompt = await pick(await engine.prompts(place.root), 'Edit which prompt?');
      await open(await engine.promptFile(place.root, prompt.id));
    },
    retirePrompt: async () => {
      const place = await placeToWrite(parts, 'Retire a prompt of which folder?');
      const prompt = await pick(await engine.prompts(place.root), 'Retire which prompt, or bring one back?');
      await engine.retirePrompt(place.root, prompt.id, !prompt.isRetired);
      const what = prompt.isRetired ? 'is chosen again' : 'is kept with its counts and not chosen any more';
      void vscode.window.showInformationMessage(`“${prompt.name}” ${what}.`);
    },
  };
}

async function placeToWrite({ places, ledgers }: PromptCommandParts, question: string): Promise<Place> {
  const place = await places.choose(question);
  await ledgers.write(place);
  return place;
}

async function askName(known: readonly PromptOption[]): Promise<string> {
  const name = await vscode.window.showInputBox({
    title: 'Add a prompt',
    prompt: 'A short name. Its text opens in an editor.',
    placeHolder: 'Test first',
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (text.trim() === '') return 'A prompt needs a name.';
      const isKnown = known.some((each) => each.name === text.trim());
      return isKnown ? 'There is a prompt of that name already.' : undefined;
    },
  });
  if (name === undefined) throw new vscode.CancellationError();
  return name.trim();
}

async function pick(prompts: readonly PromptOption[], title: string): Promise<PromptOption> {
  if (prompts.length === 0) throw new UserError('There is no prompt. Add one with “Add Prompt…”.');
  const items = prompts.map((prompt) => ({
    label: prompt.name,
    description: prompt.isRetired ? `${prompt.id} · retired` : prompt.id,
    prompt,
  }));
  const picked = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.prompt;
}

async function open(file: string): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
}
