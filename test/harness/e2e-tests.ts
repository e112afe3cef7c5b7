import Mocha from 'mocha';
import { preparePrerequisites } from './prerequisites.js';
import { testFilesIn, type TestSelection } from './test-files.js';
import type { TestCounts } from './test-counts.js';

/**
 * Runs test/e2e in this process, file after file: a browser drives a VS Code into which dist/learning-loop.vsix was
 * installed.
 */
export async function runE2eTests({ files, grep }: TestSelection): Promise<TestCounts> {
  await preparePrerequisites();
  const mocha = new Mocha({ timeout: 120_000, slow: 60_000, ...(grep === undefined ? {} : { grep }) });
  for (const file of files ?? testFilesIn('e2e')) {
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    // The bundler turns this pattern into an import of every file it matches.
    await import(`../e2e/${file.slice(0, -'.test.ts'.length)}.test.ts`);
  }
  let passed = 0;
  const failed = await new Promise<number>((resolve) => {
    mocha.run(resolve).on('pass', () => {
      passed += 1;
    });
  });
  return { passed, failed };
}
