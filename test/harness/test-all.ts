// npm test: unit tests, then those inside VS Code and those that drive it with a browser; all of them, whatever fails.
import { parseArgs } from 'node:util';
import { currentVersion } from './code-server.js';
import { runE2eTests } from './e2e-tests.js';
import { runHostTests } from './host-tests.js';
import { preparePrerequisites } from './prerequisites.js';
import { runFilesSideBySide } from './side-by-side.js';
import { printError, runProgram } from './teardown.js';
import { closingLine, exitStatus, sumOf, type TestCounts } from './test-counts.js';
import { testFilesIn } from './test-files.js';
import { runUnitTests } from './unit-tests.js';
import { packageExtension } from './vsix.js';

runProgram(async () => {
  const { values } = parseArgs({ options: { file: { type: 'string' } } });
  const counts = values.file === undefined ? await runAll() : await runFile(values.file);
  console.log(closingLine(counts));
  return exitStatus(counts);
});

async function runAll(): Promise<TestCounts> {
  await preparePrerequisites();
  const failures: string[] = [];
  const unit = await attempt('unit', async () => {
    const ended = await runUnitTests();
    failures.push(...ended.failures);
    return ended;
  });
  const editor = await attempt('in VS Code and in the browser', async () => {
    console.log(await packageExtension());
    const folders = ['host', 'e2e'] as const;
    return runFilesSideBySide(
      folders.flatMap((folder) => testFilesIn(folder).map((file) => `${folder}/${file}`)),
    );
  });
  // Logs are cut at their beginning.
  for (const failure of failures) console.log(`failed, at first at least: ${failure}\n`);
  return sumOf([unit, editor]);
}

/** @param file of those that run side by side */
async function runFile(file: string): Promise<TestCounts> {
  const [folder, ...below] = file.split('/');
  const files = [below.join('/')];
  return folder === 'host' ? runHostTests(currentVersion, { files }) : runE2eTests({ files });
}

/** A suite that cannot run, or in which nothing ran, counts as one failure. */
async function attempt(name: string, suite: () => Promise<TestCounts>): Promise<TestCounts> {
  const counts = await suite().catch((error: unknown) => {
    printError(error);
    return { passed: 0, failed: 1 };
  });
  const honest = exitStatus(counts) === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
  console.log(`${name}: ${closingLine(honest)}\n`);
  return honest;
}
