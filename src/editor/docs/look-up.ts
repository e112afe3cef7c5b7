import * as vscode from 'vscode';
import type { FoundPlace } from '../../learning/docs/found-place.js';
import { UserError } from '../../learning/user-error.js';
import { copyPage } from './copy-page.js';
import { toLookUpArgument, type LookUpArgument } from './docs-arguments.js';
import { placeForDocs, type DocsParts } from './docs-parts.js';
import { pickLibrary } from './library-picker.js';
import { LookUpPicker } from './look-up-picker.js';
import { readPage } from './read-page.js';

/** By quick pick, or as an argument says: then it answers with the places it found. */
export async function lookUpDocs(
  parts: DocsParts,
  argument: unknown,
): Promise<readonly FoundPlace[] | undefined> {
  if (argument !== undefined) return lookUpFor(parts, toLookUpArgument(argument));
  await lookUpByHand(parts);
  return undefined;
}

async function lookUpFor(
  parts: DocsParts,
  { query, library, folder }: LookUpArgument,
): Promise<readonly FoundPlace[]> {
  const place = await placeForDocs(parts, folder);
  const cancelled = new vscode.CancellationTokenSource();
  const request = { query, library: library ?? null, cacheOnly: false };
  const { places, problem } = await parts.docs.search(place, request, cancelled.token);
  cancelled.dispose();
  if (places.length === 0 && problem !== null) throw new UserError(problem);
  return places;
}

async function lookUpByHand(parts: DocsParts): Promise<void> {
  const { docs, shown } = parts;
  const place = await placeForDocs(parts);
  const known = {
    libraries: await docs.engine.docsLibraries(place.root, docs.access),
    kept: await docs.engine.keptDocs(place.root, docs.access),
  };
  let [chosen, query]: [string | null, string] = [null, ''];
  for (;;) {
    const picked = await new LookUpPicker(docs, place, known, chosen).run(query);
    if (picked === undefined) throw new vscode.CancellationError();
    ({ query } = picked);
    if (picked.kind === 'library') {
      chosen = (await pickLibrary(known.libraries))?.name ?? chosen;
      continue;
    }
    const page = await readPage(docs, place, picked.address, query);
    if (picked.kind === 'read') await shown.show(place, page, query);
    else await copyPage(parts, { root: place.root, address: picked.address, query });
    return;
  }
}
