import * as vscode from 'vscode';
import type { Standing } from '../../learning/choice/standings.js';
import type { Suggestion } from '../../learning/choice/suggestion.js';
import { priceInWords } from './price-in-words.js';
import type { Used } from './start-request.js';

/** What a person answers: the suggestion, something in place of one part of it, a person's hands, or something to be told. */
type Answer =
  | { readonly kind: 'suggestion' | 'hand' | 'told' }
  | { readonly kind: 'overruled'; readonly modelName: string; readonly promptId: string };

interface UsedItem extends vscode.QuickPickItem {
  /** Absent for what is only there to be read. */
  readonly answer?: Answer;
}

/**
 * Shows the suggestion with its reasons and asks what is really going to be used.
 * @param lastAgent the agent that was named last, offered again
 * @throws {vscode.CancellationError}
 */
export async function askUsed(
  suggestion: Suggestion,
  known: readonly Standing[],
  lastAgent: string | undefined,
): Promise<Used> {
  const answer = await askAnswer(suggestion);
  switch (answer.kind) {
    case 'hand':
      return { kind: 'hand' };
    case 'suggestion':
      return { kind: 'suggestion', agent: await askAgent(lastAgent) };
    case 'overruled':
      return {
        kind: 'other',
        agent: await askAgent(lastAgent),
        modelName: answer.modelName,
        promptId: answer.promptId,
      };
    case 'told':
      return {
        kind: 'other',
        agent: await askAgent(lastAgent),
        modelName: await askOption('Which model?', known, 'model'),
        promptId: await askOption('Which prompt?', known, 'prompt'),
      };
  }
}

async function askAnswer(suggestion: Suggestion): Promise<Answer> {
  const { prompt, model } = suggestion;
  const title = `Suggested: “${prompt.name}” with ${model.name}`;
  const items = itemsFor(suggestion);
  for (;;) {
    const item = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
    if (item === undefined) throw new vscode.CancellationError();
    if (item.answer !== undefined) return item.answer;
  }
}

function itemsFor({ complexity, complexityReason, prompt, model }: Suggestion): UsedItem[] {
  const instead = (name: string, modelName: string, promptId: string): UsedItem => ({
    label: `$(arrow-swap) ${name} instead`,
    answer: { kind: 'overruled', modelName, promptId },
  });
  const taken = complexityReason === null ? [] : [`Taken for ${complexity}: ${complexityReason}.`];
  return [
    {
      label: '$(check) Use the suggestion',
      description: 'copies the prompt',
      answer: { kind: 'suggestion' },
    },
    {
      label: '$(list-selection) Another agent or model…',
      description: 'say what is used; it gets the credit',
      answer: { kind: 'told' },
    },
    {
      label: '$(account) By hand',
      description: 'listed, and no option gets credit',
      answer: { kind: 'hand' },
    },
    { label: 'Why this suggestion', kind: vscode.QuickPickItemKind.Separator },
    { label: `$(comment) ${prompt.name}`, detail: prompt.reason },
    {
      label: `$(chip) ${model.name}`,
      description: priceInWords(model),
      detail: [...taken, model.reason].join(' '),
    },
    { label: 'Overrule it', kind: vscode.QuickPickItemKind.Separator },
    ...model.others.map(({ arm, name }) => instead(name, arm, prompt.arm)),
    ...prompt.others.map(({ arm, name }) => instead(name, model.arm, arm)),
  ];
}

async function askAgent(lastAgent: string | undefined): Promise<string | null> {
  const agent = await vscode.window.showInputBox({
    title: 'Which agent does it?',
    prompt: 'Its name, such as Copilot or Claude Code. Leave it empty if you would rather not say.',
    ...(lastAgent === undefined ? {} : { value: lastAgent }),
    ignoreFocusOut: true,
  });
  if (agent === undefined) throw new vscode.CancellationError();
  return agent.trim() === '' ? null : agent.trim();
}

async function askOption(
  title: string,
  known: readonly Standing[],
  chooser: 'model' | 'prompt',
): Promise<string | null> {
  const items: (vscode.QuickPickItem & { readonly arm?: string; readonly isOther?: true })[] = [
    { label: chooser === 'model' ? 'Not known' : 'None of these, or not known' },
    ...known
      .filter((standing) => standing.chooser === chooser)
      .map(({ arm, name }) => ({ label: name, ...(arm === name ? {} : { description: arm }), arm })),
    ...(chooser === 'model' ? [{ label: '$(edit) Another model…', isOther: true as const }] : []),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  if (picked.isOther !== true) return picked.arm ?? null;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: 'The model’s name, as its maker writes it.',
    ignoreFocusOut: true,
  });
  if (typed === undefined) throw new vscode.CancellationError();
  return typed.trim() === '' ? null : typed.trim();
}
