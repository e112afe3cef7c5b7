import * as vscode from 'vscode';
import { UserError } from '../../learning/user-error.js';
import { toPageArgument } from './docs-arguments.js';
import { placeForDocs, type DocsParts } from './docs-parts.js';
import { shownAddress } from './docs-words.js';
import type { ShownPage } from './shown-docs.js';

/**
 * The page that code named, the one in front, or those that a person picks of the pages that are kept.
 * @param all what taking every page is called; undefined where only one can be taken
 * @throws {UserError} when none is kept; {vscode.CancellationError}
 */
export async function pickPages(
  parts: DocsParts,
  argument: unknown,
  title: string,
  all: string | undefined,
): Promise<readonly ShownPage[]> {
  // The buttons of an editor give its address.
  if (argument !== undefined && !(argument instanceof vscode.Uri)) {
    const { address, folder } = toPageArgument(argument);
    const { root } = await placeForDocs(parts, folder);
    return [{ root, address, query: null }];
  }
  const active = parts.shown.active();
  const place = await placeForDocs(parts, active?.root);
  if (active !== undefined) return [active];
  const kept = await parts.docs.engine.keptDocs(place.root, parts.docs.access);
  const pages = kept.map(({ url }): ShownPage => ({ root: place.root, address: url, query: null }));
  if (kept.length === 0) throw new UserError('No page is kept yet. Look one up first: “Look Up Docs”.');
  const items = kept.map(({ url, title: name }, index) => ({
    label: name ?? shownAddress(url, null),
    description: shownAddress(url, null),
    pages: pages.slice(index, index + 1),
  }));
  const everything = all === undefined ? [] : [{ label: `$(files) ${all}`, description: '', pages }];
  const picked = await vscode.window.showQuickPick([...everything, ...items], {
    title,
    matchOnDescription: true,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.pages;
}
