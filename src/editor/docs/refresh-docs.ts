import * as vscode from 'vscode';
import { UserError } from '../../learning/user-error.js';
import type { DocsParts } from './docs-parts.js';
import { refreshedAllInWords, refreshedInWords, shownAddress } from './docs-words.js';
import { pickPages } from './pick-page.js';
import type { ShownPage } from './shown-docs.js';

interface Refreshed {
  readonly refreshed: number;
  readonly problems: readonly string[];
  /** What is said of it. */
  readonly message: string;
}

/** Asks the sites of the page in front, or of the picked ones, anew; what cannot be had stays as it is kept. */
export async function refreshDocs(parts: DocsParts, argument: unknown): Promise<Refreshed> {
  const pages = await pickPages(parts, argument, 'Refresh which page?', 'All Kept Pages');
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title: 'Refreshing' };
  const result = await vscode.window.withProgress(options, (progress, token) =>
    refreshAll(parts, pages, progress, token),
  );
  parts.shown.refresh();
  if (result.problems.length > 0) void vscode.window.showWarningMessage(result.message);
  else void vscode.window.showInformationMessage(result.message);
  return result;
}

async function refreshAll(
  { docs, places }: DocsParts,
  pages: readonly ShownPage[],
  progress: vscode.Progress<{ message: string }>,
  token: vscode.CancellationToken,
): Promise<Refreshed> {
  const problems: string[] = [];
  /** Sites that were not heard are not asked for each of their pages. */
  const silent = new Map<string, string>();
  let words = '';
  for (const [index, { root, address }] of pages.entries()) {
    const place = places.at(root);
    if (place === undefined) throw new UserError('The folder that keeps this page is not open any more.');
    const { host } = new URL(address);
    const known = silent.get(host);
    if (known !== undefined) {
      problems.push(known);
      continue;
    }
    progress.report({
      message: `${index + 1} of ${pages.length}: ${shownAddress(address.split('#')[0] ?? '', null)}`,
    });
    const { page, problem, isOffline } = await docs.page(
      place,
      { address, query: null, refresh: true },
      token,
    );
    if (problem !== null) problems.push(problem);
    if (problem !== null && isOffline) silent.set(host, problem);
    if (page === null) words = problem ?? '';
    else words = refreshedInWords(page, problem);
  }
  const refreshed = pages.length - problems.length;
  const message = pages.length === 1 ? words : refreshedAllInWords(refreshed, problems);
  return { refreshed, problems, message };
}
