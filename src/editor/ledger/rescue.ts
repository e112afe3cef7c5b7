import * as vscode from 'vscode';
import type { Salvaged } from '../../learning/maintenance/salvage.js';
import type { Place } from './places.js';

/**
 * Asks what is to become of a ledger whose database has vanished.
 * @param day of the copy that is kept, `YYYY-MM-DD`
 * @throws {vscode.CancellationError} when nothing was chosen
 */
export async function askAboutVanished(place: Place, day: string): Promise<'bring back' | 'start anew'> {
  const bringBack = 'Bring It Back';
  const startAnew = 'Start Anew';
  const pressed = await vscode.window.showWarningMessage(
    `What was remembered for “${place.folder.name}” is gone.`,
    {
      modal: true,
      detail: `The folder ${place.root}/.agent was removed, perhaps by “git clean”. A copy of ${day} is kept outside of the workspace.`,
    },
    bringBack,
    startAnew,
  );
  if (pressed === undefined) throw new vscode.CancellationError();
  return pressed === bringBack ? 'bring back' : 'start anew';
}

/** @throws {vscode.CancellationError} when it is not to be repaired */
export async function askToRepair(place: Place, problem: string): Promise<void> {
  const repair = 'Repair';
  const pressed = await vscode.window.showErrorMessage(
    `What is remembered for “${place.folder.name}” is damaged.`,
    {
      modal: true,
      detail: `${problem}\n\nRepair saves what can be read into a new database. The damaged one is kept beside it.`,
    },
    repair,
  );
  if (pressed === undefined) throw new vscode.CancellationError();
}

/** What a repair saved and lost, as one message. */
export function repairInWords(salvaged: Salvaged | null): string {
  if (salvaged === null) return 'The database is not damaged any more; nothing was changed.';
  const rows = (table: string): number => salvaged.tables.find((each) => each.table === table)?.rows ?? 0;
  const mayMiss = salvaged.tables.some(
    ({ gaps, refused, isReadable }) => gaps.length > 0 || refused > 0 || !isReadable,
  );
  const lost =
    mayMiss || salvaged.lostPages > 0 ? 'Some may be missing' : 'As far as can be told, nothing is missing';
  return `Repaired: ${rows('runs')} runs were saved. ${lost}; the damaged file is kept at ${salvaged.kept}.`;
}
