import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CardResult } from './design-card.js';
import { parseDesignCard } from './parse-card.js';

/** A design card of a repository, whole or with what is wrong with it. */
export interface CardFile {
  /** Absolute path. */
  readonly file: string;
  readonly name: string;
  readonly result: CardResult;
}

/** The design cards in `.agent/tasks` below a root, by file name. Links are not followed. */
export function readDesignCards(root: string): CardFile[] {
  const folder = join(root, '.agent', 'tasks');
  return namesIn(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => ({ file: join(folder, name), name }))
    .filter(({ file }) => lstatSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .map((card) => ({ ...card, result: parseDesignCard(readFileSync(card.file, 'utf8')) }));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
