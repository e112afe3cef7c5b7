import { join } from 'node:path';
import type { CodeServerVersion } from './code-server.js';
import { bundleForExtensionHost, runInExtensionHost } from './extension-host.js';
import { outFolder, projectRoot } from './paths.js';
import { testCounts, type TestCounts } from './test-counts.js';
import { testFilesIn } from './test-files.js';

/** Runs test/host inside the extension host. dist/ must be built. `grep` selects tests by title. */
export async function runHostTests(
  version: CodeServerVersion,
  grep: string | undefined,
): Promise<TestCounts> {
  const source = join(projectRoot, 'test', 'host');
  const outdir = join(outFolder, 'host');
  const sources = ['index.ts', ...testFilesIn('host')].map((name) => join(source, name));
  await bundleForExtensionHost(sources, source, outdir);
  const environment = grep === undefined ? {} : { TEST_GREP: grep };
  const counts = await runInExtensionHost(version, join(outdir, 'index.js'), environment);
  if (counts !== undefined) return testCounts.parse(counts);
  console.error('The extension host ended, or hung, without a result.');
  return { passed: 0, failed: 1 };
}
