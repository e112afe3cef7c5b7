import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backup } from './backup.js';

const copiesKept = 3;
const namePattern = /^experience-(\d{4}-\d\d-\d\d)\.db$/;

export interface DailyCopy {
  readonly file: string;
  /** UTC, `YYYY-MM-DD`. */
  readonly day: string;
}

/**
 * Copies the database into the folder, once a day, and keeps the newest three copies. A database that is damaged or not
 * there leaves the copies as they are.
 * @param folder belongs to this database alone; made when missing
 * @returns whether a copy was made
 * @throws {UserError} when the database is damaged; {StorageError}
 */
export function makeDailyCopy(file: string, folder: string, now: Date): boolean {
  if (!existsSync(file)) return false;
  const target = join(folder, `experience-${now.toISOString().slice(0, 10)}.db`);
  if (existsSync(target)) return false;
  mkdirSync(folder, { recursive: true });
  backup(file, target);
  for (const old of dailyCopies(folder).slice(copiesKept)) rmSync(old.file, { force: true });
  return true;
}

/** The copy to offer for a database that has vanished; undefined while it is there, or when there is no copy. */
export function copyOfVanished(file: string, folder: string): DailyCopy | undefined {
  return existsSync(file) ? undefined : dailyCopies(folder)[0];
}

/** Newest first. */
function dailyCopies(folder: string): DailyCopy[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const day = namePattern.exec(name)?.[1];
      return day === undefined ? [] : [{ file: join(folder, name), day }];
    })
    .sort((a, b) => (a.day < b.day ? 1 : -1));
}
