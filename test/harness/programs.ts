import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture } from './processes.js';
import { PlainError } from './teardown.js';

/** The first of the named programs that is in PATH. */
export function findProgram(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * One of the named programs: in PATH, or installed from Debian's packages where this process is root.
 * @throws {PlainError} with `advice` where neither is possible
 */
export async function requireProgram(
  names: readonly string[],
  debianPackages: readonly string[],
  advice: string,
  log: (line: string) => void,
): Promise<string> {
  const installed = findProgram(names);
  if (installed !== undefined) return installed;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new PlainError(advice);
  log(`installing Debian’s ${debianPackages.join(', ')} (apt-get), once`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await capture('apt-get', ['update', '-q'], { env });
    await capture('apt-get', ['install', '-qy', '--no-install-recommends', ...debianPackages], { env });
  } catch (error) {
    throw new PlainError(`${advice}\napt-get could not: ${String(error)}`);
  }
  const fresh = findProgram(names);
  if (fresh === undefined) throw new PlainError(advice);
  return fresh;
}
