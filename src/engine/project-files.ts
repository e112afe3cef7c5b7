import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectFiles } from '../evidence/check-definition.js';
import { checkFiles } from '../evidence/find-checks.js';

const largestBytes = 1024 * 1024;

/** The files of a folder that tell of its checks. Links and files of more than 1 MB are left out. */
export function projectFiles(folder: string): ProjectFiles {
  const files = new Map<string, string>();
  for (const name of checkFiles) {
    const text = textOf(join(folder, name));
    if (text !== undefined) files.set(name, text);
  }
  return files;
}

function textOf(file: string): string | undefined {
  try {
    const found = lstatSync(file);
    return found.isFile() && found.size <= largestBytes ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
