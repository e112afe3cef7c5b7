import { join } from 'node:path';
import type { CodeServerVersion } from './code-server.js';
import { bundleForExtensionHost, runInExtensionHost } from './extension-host.js';
import { outFolder, projectRoot } from './paths.js';
import { testCounts, type TestCounts } from './test-counts.js';
import { testFilesIn, type TestSelection } from './test-files.js';

/**
 * Runs test/host inside the extension host, each file in a window and a workspace of its own, so that none finds what another
 * left behind. dist/ must be built.
 */
export async function runHostTests(
  version: CodeServerVersion,
  { files = testFilesIn('host'), grep }: TestSelection = {},
): Promise<TestCounts> {
  const source = join(projectRoot, 'test', 'host');
  const outdir = join(outFolder, 'host', ...(files.length === 1 ? files : []));
  const sources = ['index.ts', ...files].map((name) => join(source, name));
  await bundleForExtensionHost(sources, source, outdir);
  let [passed, failed] = [0, 0];
  for (const name of files) {
    const environment = {
      TEST_FILE: join(outdir, name.replace(/\.ts$/, '.js')),
      ...(grep === undefined ? {} : { TEST_GREP: grep }),
    };
    const results = await runInExtensionHost(version, join(outdir, 'index.js'), environment);
    if (results === undefined) console.error(`The extension host ended, or hung, without a result: ${name}`);
    const counts = results === undefined ? { passed: 0, failed: 1 } : testCounts.parse(results);
    passed += counts.passed;
    failed += counts.failed;
  }
  return { passed, failed };
}
