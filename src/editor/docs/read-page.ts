import * as vscode from 'vscode';
import type { PageHead } from '../../engine/docs/docs-api.js';
import { UserError } from '../../learning/user-error.js';
import type { Place } from '../ledger/places.js';
import type { DocsEngine } from './docs-engine.js';

/**
 * A page, fetched while a notification says so and offers to cancel it.
 * @throws {UserError} saying why it cannot be had; {vscode.CancellationError}
 */
export async function readPage(
  docs: DocsEngine,
  place: Place,
  address: string,
  query: string | null,
): Promise<PageHead> {
  const title = `Reading ${new URL(address).host}`;
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  const { page, problem } = await vscode.window.withProgress(options, (_, token) =>
    docs.page(place, { address, query, refresh: false }, token),
  );
  if (page === null) throw new UserError(problem ?? `${address} could not be read.`);
  if (problem !== null) void vscode.window.showWarningMessage(`What was kept is shown. ${problem}`);
  return page;
}
