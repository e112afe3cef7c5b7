import { join } from 'node:path';
import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import { UserError } from '../../learning/user-error.js';
import type { CommandHandlers } from '../commands.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Places } from '../ledger/places.js';
import { confirm } from '../runs/run-messages.js';
import type { RunTracker } from '../runs/run-tracker.js';

export interface DataCommandParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
}

/** Copies all that was recorded, or removes it. An argument is the path of the folder that is meant. */
export function dataCommands(parts: DataCommandParts): Pick<CommandHandlers, 'backUp' | 'deleteAll'> {
  return {
    backUp: (argument) => backUp(parts, argument),
    deleteAll: (argument) => deleteAll(parts, argument),
  };
}

async function backUp({ engine, places, ledgers }: DataCommandParts, argument: unknown): Promise<void> {
  const place = await places.choose('Back up which folder’s data?', folderIn(argument));
  if ((await ledgers.read(place)) === null) throw new UserError('There is nothing to back up here yet.');
  const day = new Date().toISOString().slice(0, 10);
  const target = await vscode.window.showSaveDialog({
    title: 'Back up all runs',
    defaultUri: vscode.Uri.file(join(place.root, '..', `${place.folder.name}-experience-${day}.db`)),
  });
  if (target === undefined) throw new vscode.CancellationError();
  const bytes = await engine.backUp(place.root, target.fsPath);
  void vscode.window.showInformationMessage(`Backed up to ${target.fsPath} (${bytes} bytes).`);
}

async function deleteAll(
  { engine, places, ledgers, tracker }: DataCommandParts,
  argument: unknown,
): Promise<void> {
  const place = await places.choose('Delete all data of which folder?', folderIn(argument));
  await confirm(
    `Delete all that Learning Loop recorded in “${place.folder.name}”?`,
    'All runs, scores, counts, texts, cached pages, exports and copies go, here and in the daily copies outside of the folder. ' +
      'Your prompts and design cards stay. This cannot be undone.',
    'Delete All',
  );
  // Whoever has not read it in this window has not told the engine where its copies are.
  await ledgers.read(place);
  const left = await engine.deleteAll(place.root);
  await engine.close(place.root);
  ledgers.forget(place.root);
  await tracker.refresh(place);
  if (left.length > 0)
    throw new UserError(`These could not be removed: ${left.join(', ')}. Remove them yourself.`);
  void vscode.window.showInformationMessage(
    'All data is deleted: the database, its journal and all copies are gone.',
  );
}

function folderIn(argument: unknown): string | undefined {
  return typeof argument === 'string' ? argument : undefined;
}
