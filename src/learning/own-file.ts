import { lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sync as writeFileAtomicSync } from 'write-file-atomic';
import { UserError } from './user-error.js';

/**
 * The text of one of our files under `.agent`, or undefined when it is not there.
 * @throws {UserError} when it is a symbolic link or not a file: a repository must not point us elsewhere
 */
export function readOwnFile(file: string): string | undefined {
  if (!isOwnFile(file)) return undefined;
  return readFileSync(file, 'utf8');
}

/** Replaces one of our files as a whole, durably; its folder is made when missing. */
export function writeOwnFile(file: string, text: string): void {
  isOwnFile(file);
  mkdirSync(dirname(file), { recursive: true });
  writeFileAtomicSync(file, text);
}

/** What changes when somebody writes the file; undefined when it is not there. */
export function fileStamp(file: string): string | undefined {
  const stat = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.ino}:${stat.size}:${stat.mtimeNs}`;
}

function isOwnFile(file: string): boolean {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  if (stat.isFile()) return true;
  const kind = stat.isSymbolicLink() ? 'a symbolic link' : 'not a file';
  throw new UserError(`${file} is ${kind}. Learning Loop does not follow it; remove it and try again.`);
}
