import * as vscode from 'vscode';
import type { Standing } from '../../learning/choice/standings.js';
import type { Suggestion } from '../../learning/choice/suggestion.js';
import type { Used } from './start-request.js';

interface UsedItem extends vscode.QuickPickItem {
  /** Absent for what is only there to be read. */
  readonly used?: Used['kind'];
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
  switch (await askKind(suggestion)) {
    case 'hand':
      return { kind: 'hand' };
    case 'suggestion':
      return { kind: 'suggestion', agent: await askAgent(lastAgent) };
    case 'other':
      return {
        kind: 'other',
        agent: await askAgent(lastAgent),
        modelName: await askOption('Which model?', known, 'model'),
        promptId: await askOption('Which prompt?', known, 'prompt'),
      };
  }
}

async function askKind({ prompt, model }: Suggestion): Promise<Used['kind']> {
  const items: UsedItem[] = [
    { label: '$(check) Use the suggestion', description: 'copies the prompt', used: 'suggestion' },
    {
      label: '$(list-selection) Another agent or model…',
      description: 'say what is used; it gets the credit',
      used: 'other',
    },
    { label: '$(account) By hand', description: 'listed, and no option gets credit', used: 'hand' },
    { label: 'Why this suggestion', kind: vscode.QuickPickItemKind.Separator },
    { label: `$(comment) ${prompt.name}`, detail: prompt.reason },
    { label: `$(chip) ${model.name}`, detail: model.reason },
  ];
  const title = `Suggested: “${prompt.name}” with ${model.name}`;
  for (;;) {
    const picked = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
    if (picked === undefined) throw new vscode.CancellationError();
    if (picked.used !== undefined) return picked.used;
  }
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
