import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { agentFolder } from '../../learning/agent-folder.js';
import type { StoredFile } from '../../shared/data-content.js';

const kinds: readonly (readonly [name: string, what: string])[] = [
  ['experience.db', 'every run, what was seen of it and what was learned; pages and look-ups'],
  ['experience.db-journal', 'what takes a change back that was cut short'],
  ['blobs', 'files as they were before pending edits and runs'],
  ['prompt_variants.json', 'the prompts and their counts'],
  ['model_variants.json', 'the models and their counts'],
  ['context_bundles.json', 'the context sets and their counts'],
  ['prompts', 'texts of the prompts'],
  ['tasks', 'design cards'],
  ['sft', 'exported training data'],
];

/** What a ledger keeps on the disk. @param copiesIn where its daily copies are; undefined for none */
export function storedFiles(root: string, copiesIn: string | undefined): StoredFile[] {
  const own = kinds.map(([name, what]) => ({
    path: name,
    what,
    bytes: bytesIn(join(agentFolder(root), name)),
  }));
  const copies = copiesIn === undefined ? 0 : bytesIn(copiesIn);
  return [
    ...own,
    { path: copiesIn ?? '', what: 'daily copies of the database, outside the workspace', bytes: copies },
  ].filter(({ bytes }) => bytes > 0);
}

/** The size of a file, or of all files in a folder; links are not followed. */
function bytesIn(path: string): number {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}
