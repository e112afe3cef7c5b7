import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';
import { format } from 'node:util';

/** Called by VS Code inside the extension host: runs one file of tests and writes how many passed and failed. */
export async function run(): Promise<void> {
  const { TEST_RESULTS: results, TEST_FILE: file, TEST_GREP: grep } = process.env;
  if (results === undefined) throw new Error('TEST_RESULTS names the file for the results');
  if (file === undefined) throw new Error('TEST_FILE names the tests');
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    console.log('[test]', format(...values));
  };
  const mocha = new Mocha({ timeout: 30_000, color: false, ...(grep === undefined ? {} : { grep }) });
  mocha.addFile(file);
  let passed = 0;
  const failed = await new Promise<number>((resolve) => {
    mocha.run(resolve).on('pass', () => {
      passed += 1;
    });
  });
  writeFileSync(results, JSON.stringify({ passed, failed }));
  if (failed > 0) throw new Error(`${failed} tests failed`);
}
