// npm test: unit tests, then those inside VS Code, then those that drive it with a browser; all of them, whatever fails.
import { currentVersion } from './code-server.js';
import { runE2eTests } from './e2e-tests.js';
import { runHostTests } from './host-tests.js';
import { preparePrerequisites } from './prerequisites.js';
import { printError, runProgram } from './teardown.js';
import { closingLine, exitStatus, type TestCounts } from './test-counts.js';
import { runUnitTests } from './unit-tests.js';
import { packageExtension } from './vsix.js';

runProgram(async () => {
  await preparePrerequisites();
  const unit = await attempt('unit', runUnitTests);
  const host = await attempt('in the extension host', async () => {
    console.log(await packageExtension());
    return runHostTests(currentVersion, undefined);
  });
  const e2e = await attempt('in the browser', () => runE2eTests(undefined));
  const suites = [unit, host, e2e];
  const total = {
    passed: suites.reduce((sum, { passed }) => sum + passed, 0),
    failed: suites.reduce((sum, { failed }) => sum + failed, 0),
  };
  console.log(closingLine(total));
  return exitStatus(total);
});

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
