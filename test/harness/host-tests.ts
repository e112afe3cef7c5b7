import { build } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { format } from 'node:util';
import { openBrowser } from './browser.js';
import { installCodeServer, type CodeServerVersion } from './code-server.js';
import { reportFailure } from './failure-report.js';
import { outFolder, projectRoot } from './paths.js';
import { createProfile, startServer } from './server.js';
import { testCounts, type TestCounts } from './test-counts.js';
import { testFilesIn } from './test-files.js';
import { remoteUri, Workbench, workbenchUrl } from './workbench.js';
import { copySampleWorkspace } from './workspace.js';

const limitMs = 10 * 60_000;

/**
 * Runs test/host inside the extension host of a real VS Code, on a copy of the sample workspace. dist/ must be built.
 * `grep` selects tests by title.
 */
export async function runHostTests(
  version: CodeServerVersion,
  grep: string | undefined,
): Promise<TestCounts> {
  const bundle = join(outFolder, 'host');
  await bundleTests(bundle);
  const results = join(bundle, 'results.json');
  const codeServer = await installCodeServer(version, console.log);
  const browser = await openBrowser(console.log);
  const server = await startServer(codeServer, await createProfile(), {
    allowsDevelopment: true,
    environment: { TEST_RESULTS: results, ...(grep === undefined ? {} : { TEST_GREP: grep }) },
  });
  const page = await browser.context.newPage();
  const ended = new Promise<void>((resolve) => {
    void page.exposeFunction('codeAutomationExit', () => {
      resolve();
    });
  });
  // Everything that the window logs comes here; the suite's own lines are marked.
  await page.exposeFunction('codeAutomationLog', (_level: string, values: unknown[]) => {
    if (values[0] === '[test]') console.log(format(...values.slice(1)));
  });
  const workbench = new Workbench(page);
  const payload = [
    ['extensionDevelopmentPath', remoteUri(server, projectRoot)],
    ['extensionTestsPath', remoteUri(server, join(bundle, 'index.js'))],
  ] as const;
  await workbench.open(workbenchUrl(server, await copySampleWorkspace(), payload));
  await Promise.race([ended, sleep(limitMs)]);
  const counts = readCounts(results);
  if (counts.failed > 0) {
    console.log(`Screenshot and logs: ${await reportFailure('host', server, browser.context)}`);
  }
  await browser.close();
  await server.stop();
  return counts;
}

async function bundleTests(outdir: string): Promise<void> {
  const source = join(projectRoot, 'test', 'host');
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  await build({
    entryPoints: ['index.ts', ...testFilesIn('host')].map((name) => join(source, name)),
    outbase: source,
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
}

/** What `run()` in test/host/index.ts wrote; a suite that wrote nothing has failed. */
function readCounts(path: string): TestCounts {
  if (!existsSync(path)) {
    console.error('The extension host ended, or hung, without a result.');
    return { passed: 0, failed: 1 };
  }
  return testCounts.parse(JSON.parse(readFileSync(path, 'utf8')));
}
