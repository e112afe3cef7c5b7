import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { Standing } from '../../learning/choice/standings.js';
import type { ArmRule } from '../../learning/choosing/arm-rules.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Places } from '../ledger/places.js';

export interface PinOrBanParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
}

const kinds = { prompt: 'prompt', model: 'model', context: 'context set' } as const;

/**
 * Lets a person pin one option, so that no other is chosen, or ban some.
 * @throws {vscode.CancellationError}
 */
export async function pinOrBan({ engine, places, ledgers }: PinOrBanParts): Promise<void> {
  const place = await places.choose('Pin or ban an option of which folder?');
  await ledgers.write(place);
  const options = (await engine.standings(place.root)).filter((each) => each.candidate && !each.isRetired);
  const items = options.map((option) => ({
    label: option.name,
    description: [kinds[option.chooser], option.rule].filter((part) => part !== null).join(' · '),
    option,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Pin or ban which option?',
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  const { chooser, arm } = picked.option;
  await engine.setRule(place.root, chooser, arm, await askRule(picked.option));
}

async function askRule({ name, chooser, rule }: Standing): Promise<ArmRule | null> {
  const rules: (vscode.QuickPickItem & { readonly rule: ArmRule | null })[] = [
    { label: '$(pin) Pin', detail: `No other ${kinds[chooser]} is suggested.`, rule: 'pinned' },
    { label: '$(circle-slash) Ban', detail: 'It is never suggested.', rule: 'banned' },
    { label: '$(discard) Neither', detail: 'It is chosen by what is learned.', rule: null },
  ];
  const picked = await vscode.window.showQuickPick(
    rules.filter((each) => each.rule !== rule),
    { title: `“${name}”`, ignoreFocusOut: true },
  );
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.rule;
}
