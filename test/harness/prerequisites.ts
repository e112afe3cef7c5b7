import { findChromium } from './chromium.js';
import { currentVersion, installCodeServer } from './code-server.js';
import { requireProgram } from './programs.js';

const sqliteAdvice =
  'The tests read the database with the sqlite3 program, which is not installed (Debian: apt-get install sqlite3).';

/** Installs or finds what the tests need besides npm's packages: it may take longer than any test may. */
export async function preparePrerequisites(): Promise<void> {
  await requireProgram(['git'], ['git'], 'The tests need git, which is not installed.', console.log);
  await requireProgram(['sqlite3'], ['sqlite3'], sqliteAdvice, console.log);
  await findChromium(console.log);
  await installCodeServer(currentVersion, console.log);
}
