import * as vscode from 'vscode';
import { asSuggested, withModel, type Choice } from '../../agent/run/choice.js';
import type { Suggestion } from '../../learning/choice/suggestion.js';

interface OptionItem extends vscode.QuickPickItem {
  readonly change?: (suggestion: Suggestion, choice: Choice) => Promise<Choice>;
}

/**
 * Shows what was chosen and why, and lets a person take something else.
 * @throws {vscode.CancellationError} when nothing is to be run
 */
export async function chooseOptions(suggestion: Suggestion): Promise<Choice> {
  let choice = asSuggested(suggestion);
  for (;;) {
    const picked = await vscode.window.showQuickPick(itemsOf(suggestion, choice), {
      title: 'What runs?',
      placeHolder: 'Enter runs it as it is. Pick a line to change it.',
      ignoreFocusOut: true,
    });
    if (picked === undefined) throw new vscode.CancellationError();
    if (picked.change === undefined) return choice;
    choice = await picked.change(suggestion, choice);
  }
}

/** `Model phi3.5: 12 of 14 runs worked`; what a person changed has that as its reason. */
export function chosenInWords(suggestion: Suggestion, choice: Choice): string[] {
  const { prompt, model, context } = choice;
  const reason = (isSuggested: boolean, suggested: string): string =>
    isSuggested ? suggested : 'as you said.';
  return [
    `Model ${model.arm}: ${reason(model.arm === suggestion.model.arm, suggestion.model.reason)}`,
    `Prompt ${prompt.arm}: ${reason(prompt.arm === suggestion.prompt.arm, suggestion.prompt.reason)}`,
    context === null
      ? `Context: ${reason(suggestion.context === null, 'open and named files.')}`
      : `Context ${context.arm}: ${suggestion.context?.reason ?? ''}`,
  ];
}

function itemsOf(suggestion: Suggestion, choice: Choice): OptionItem[] {
  const [model = '', prompt = '', context = ''] = chosenInWords(suggestion, choice);
  const because = (words: string): string => words.slice(words.indexOf(':') + 2);
  return [
    { label: '$(play) Run' },
    { label: `$(server) Model: ${choice.model.arm}`, detail: because(model), change: changeModel },
    { label: `$(note) Prompt: ${choice.prompt.arm}`, detail: because(prompt), change: changePrompt },
    {
      label: `$(files) Context: ${choice.context?.arm ?? 'open and named files'}`,
      detail: because(context),
      change: changeContext,
    },
  ];
}

async function changeModel({ model }: Suggestion, choice: Choice): Promise<Choice> {
  const arm = await pickArm('Which model?', [model, ...model.others], choice.model.arm);
  return arm === model.arm ? { ...choice, model } : withModel(choice, arm);
}

async function changePrompt({ prompt }: Suggestion, choice: Choice): Promise<Choice> {
  const options = [prompt, ...prompt.others];
  const arm = await pickArm('Which prompt?', options, choice.prompt.arm);
  return { ...choice, prompt: options.find((each) => each.arm === arm) ?? choice.prompt };
}

async function changeContext({ context }: Suggestion, choice: Choice): Promise<Choice> {
  const least = { arm: '', name: 'Open and named files' };
  const arm = await pickArm(
    'Which context?',
    [...(context === null ? [] : [context]), least],
    choice.context?.arm ?? '',
  );
  return { ...choice, context: arm === '' ? null : context };
}

async function pickArm(
  title: string,
  options: readonly { readonly arm: string; readonly name: string }[],
  current: string,
): Promise<string> {
  const items = options.map(({ arm, name }) => {
    return { label: name, description: arm === name ? '' : arm, picked: arm === current, arm };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.arm ?? current;
}
