import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import { choosingSettings } from '../choosing/choosing-settings.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Places } from '../ledger/places.js';
import type { Settings } from '../settings.js';

export interface SuggestedPromptParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly settings: Settings;
}

/** Asks what is to be done, and copies the suggested prompt with it: for agents that cannot ask by themselves. No run begins. */
export async function copySuggestedPrompt(parts: SuggestedPromptParts): Promise<void> {
  const { engine, places, ledgers, settings } = parts;
  const place = await places.choose('Suggest a prompt for which folder?');
  await ledgers.write(place);
  const goal = await vscode.window.showInputBox({
    title: 'Copy Suggested Prompt',
    prompt: 'What is to be done? It goes below the prompt.',
    ignoreFocusOut: true,
  });
  if (goal === undefined) throw new vscode.CancellationError();
  const { prompt, model } = await engine.suggest(place.root, {
    complexity: null,
    goal: goal.trim(),
    maxCostPer1k: settings.get('maxCostPer1k', place.folder),
    settings: choosingSettings(settings, place.folder),
  });
  await vscode.env.clipboard.writeText([prompt.text.trimEnd(), goal.trim()].join('\n\n').trimEnd());
  const message = `Copied “${prompt.name}”. ${prompt.reason} Suggested model: ${model.name}.`;
  void vscode.window.showInformationMessage(message);
}
