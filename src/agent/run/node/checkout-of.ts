import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The working tree that a folder is in: the nearest folder above with `.git`, else the folder itself. */
export function checkoutOf(folder: string): string {
  const start = realpathSync(folder);
  for (let current = start; ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return current;
    if (dirname(current) === current) return start;
  }
}
