import * as vscode from 'vscode';
import type { KnownLibrary } from '../../learning/docs/catalogue.js';

/** Lets a person choose a library; undefined when they do not. */
export async function pickLibrary(libraries: readonly KnownLibrary[]): Promise<KnownLibrary | undefined> {
  const items = libraries.map((library) => ({
    label: library.name,
    description: library.isUsed ? `${library.purpose} · used here` : library.purpose,
    detail: library.host,
    library,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Look up in which documentation?',
    placeHolder: 'Its site is asked for its list of pages; what you type stays on this machine.',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.library;
}
