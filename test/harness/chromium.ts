import { isProgram, requireProgram } from './programs.js';
import { PlainError } from './teardown.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const advice =
  'No Chromium found for the browser. Install Chromium or Chrome (Debian, Ubuntu: apt-get install chromium), ' +
  'or set CHROME_PATH to its program.';

/** The browser's program: `CHROME_PATH`, an installed Chromium or Chrome, or Debian's package, installed when root. */
export async function findChromium(log: (line: string) => void): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named === undefined || named === '') {
    return requireProgram(names, ['chromium', 'fonts-dejavu-core'], advice, log);
  }
  if (isProgram(named)) return named;
  throw new PlainError(`CHROME_PATH names ${named}, which is not a program that can be run.`);
}
