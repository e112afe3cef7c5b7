import Mocha from 'mocha';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';

/** Called by VS Code inside the extension host: runs all tests beside this file and writes how many passed and failed. */
export async function run(): Promise<void> {
  const { TEST_RESULTS: results, TEST_GREP: grep } = process.env;
  if (results === undefined) throw new Error('TEST_RESULTS names the file for the results');
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    console.log('[test]', format(...values));
  };
  const mocha = new Mocha({ timeout: 30_000, color: false, ...(grep === undefined ? {} : { grep }) });
  for (const name of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(join(__dirname, name));
  }
  let passed = 0;
  const failed = await new Promise<number>((resolve) => {
    mocha.run(resolve).on('pass', () => {
      passed += 1;
    });
  });
  writeFileSync(results, JSON.stringify({ passed, failed }));
  if (failed > 0) throw new Error(`${failed} tests failed`);
}
