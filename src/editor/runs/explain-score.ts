import * as vscode from 'vscode';
import type { RunExplanation } from '../../learning/ledger.js';
import { localTime } from '../../learning/local-time.js';
import type { Explanation } from '../../learning/reward/explanation.js';
import { partInWords, partNames } from '../../learning/reward/explanation-words.js';
import type { RunView } from '../../learning/runs/run.js';
import { UserError } from '../../learning/user-error.js';
import { commandId } from '../commands.js';
import { scoreInWords, shortened, titleOf } from './run-words.js';

interface ExplanationItem extends vscode.QuickPickItem {
  /** Whether it leads to what the person may say about exporting the run. */
  readonly isAboutExport?: true;
}

/** Shows the parts of a run's score, where each came from, and which checks the run weakened. */
export async function explainScore({ run, explanation }: RunExplanation): Promise<void> {
  if (run.reward === null) {
    throw new UserError(`“${shortened(titleOf(run), 60)}” has no score: it was neither checked nor judged.`);
  }
  const isGated = explanation.formula === 'gated';
  const items = [...partItems(explanation, isGated), ...weakenedItems(run, explanation)];
  const picked = await vscode.window.showQuickPick(items, {
    title: `Why ${scoreInWords(run.reward)}? “${shortened(titleOf(run), 60)}”`,
    placeHolder: howScored(explanation),
  });
  if (picked?.isAboutExport === true) {
    await vscode.commands.executeCommand(commandId('allowExport'), run.id);
  }
}

function howScored({ formula, parts }: Explanation): string {
  if (parts.every(({ part }) => part === 'verdict'))
    return 'A judge is scored by how far it agreed with what was kept, and by nothing else.';
  return formula === 'gated'
    ? 'A required check that got worse makes the score 0.'
    : 'Build, tests, errors and verdict count the same.';
}

/** `src/cart.test.ts:12 skips 2 tests` */
export function weakenedInWords({ weakened }: Pick<Explanation, 'weakened'>): string[] {
  return weakened.map(({ path, line, what }) => `${path}:${line} ${what}`);
}

function partItems({ gates, parts }: Explanation, isGated: boolean): ExplanationItem[] {
  const items = parts.flatMap((part) => {
    const value = isGated ? part.gated : part.classic;
    const label = `${value === null ? '–' : scoreInWords(value)}  ${partNames[part.part]}`;
    return isGated && value === null ? [] : [{ label, detail: partInWords(part, localTime) }];
  });
  const shut = isGated ? gates.map((gate) => ({ label: '0.00  Required check', detail: gate })) : [];
  return [...shut, ...items];
}

function weakenedItems({ mayBeExported }: RunView, { weakened }: Explanation): ExplanationItem[] {
  if (weakened.length === 0) return [];
  const places = weakened.map(({ path, line, what }) => ({
    label: `$(warning) ${what}`,
    detail: `${path}:${line}`,
  }));
  const label = mayBeExported
    ? '$(circle-slash) Leave out of training data again…'
    : '$(export) Export as training data all the same…';
  return [
    { label: 'Weakens checks', kind: vscode.QuickPickItemKind.Separator },
    ...places,
    { label, isAboutExport: true },
  ];
}
