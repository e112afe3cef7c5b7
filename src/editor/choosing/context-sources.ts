import * as vscode from 'vscode';
import type { SourceUplift } from '../../learning/context/source-records.js';
import type { PinOrBanParts } from './pin-or-ban.js';
import { sourceInWords } from './source-in-words.js';

/**
 * Shows what difference each source of context makes, those that do not pay first, and takes one out of every context set when
 * a person says so.
 * @throws {vscode.CancellationError}
 */
export async function contextSources({ engine, places, ledgers }: PinOrBanParts): Promise<void> {
  const place = await places.choose('The context of which folder?');
  await ledgers.write(place);
  const sources = await engine.uplifts(place.root);
  const picked = await vscode.window.showQuickPick(sources.toSorted(byNeed).map(itemOf), {
    title: 'What difference does each source of context make?',
    placeHolder:
      sources.length === 0
        ? 'Nothing is known yet: our own agent leaves a source out now and then, and compares'
        : 'Choose one to take it out of every context set',
    ignoreFocusOut: true,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  const { source } = picked.uplift;
  const takeOut = 'Take It Out';
  const answer = await vscode.window.showWarningMessage(
    `Take “${source}” out of every context set?`,
    { modal: true, detail: 'The sets lie in .agent/context_bundles.json, where you can put it back.' },
    takeOut,
  );
  if (answer !== takeOut) throw new vscode.CancellationError();
  await engine.retireSource(place.root, source);
}

function byNeed(a: SourceUplift, b: SourceUplift): number {
  return Number(b.verdict === 'does not pay') - Number(a.verdict === 'does not pay');
}

function itemOf(uplift: SourceUplift): vscode.QuickPickItem & { readonly uplift: SourceUplift } {
  return { label: uplift.source, ...sourceInWords(uplift), uplift };
}
