import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture } from './processes.js';
import { PlainError } from './teardown.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const advice =
  'No Chromium found for the browser. Install Chromium or Chrome (Debian, Ubuntu: apt-get install chromium), ' +
  'or set CHROME_PATH to its program.';

/** The browser's program: `CHROME_PATH`, an installed Chromium or Chrome, or Debian's package, installed when root. */
export async function findChromium(log: (line: string) => void): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named;
    throw new PlainError(`CHROME_PATH names ${named}, which is not a program that can be run.`);
  }
  const installed = inPath();
  if (installed !== undefined) return installed;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new PlainError(advice);
  log('installing Debian’s chromium (apt-get), once');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await capture('apt-get', ['update', '-q'], { env });
    await capture('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
      env,
    });
  } catch (error) {
    throw new PlainError(`${advice}\napt-get could not: ${String(error)}`);
  }
  const fresh = inPath();
  if (fresh === undefined) throw new PlainError(advice);
  return fresh;
}

function inPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
