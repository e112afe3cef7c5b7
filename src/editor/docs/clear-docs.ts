import * as vscode from 'vscode';
import { placeForDocs, type DocsParts } from './docs-parts.js';

/** Forgets every page that is kept, and what was looked up, once a person has confirmed it. */
export async function clearDocs(parts: DocsParts): Promise<void> {
  const { docs, shown } = parts;
  const place = await placeForDocs(parts);
  const kept = (await docs.engine.keptDocs(place.root, docs.access)).length;
  const pages = kept === 1 ? '1 page' : `${kept} pages`;
  const detail =
    'What was looked up is forgotten, too. Which page served which run stays. Without a connection the pages cannot be had again.';
  const pressed = await vscode.window.showWarningMessage(
    `Forget ${pages} of documentation?`,
    { modal: true, detail },
    'Forget',
  );
  if (pressed === undefined) throw new vscode.CancellationError();
  await docs.engine.clearDocs(place.root, docs.access);
  shown.refresh();
  vscode.window.setStatusBarMessage(`$(trash) ${pages} of documentation forgotten`, 5000);
}
