import { build } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { format } from 'node:util';
import { openBrowser } from './browser.js';
import { installCodeServer, type CodeServerVersion } from './code-server.js';
import { reportFailure } from './failure-report.js';
import { projectRoot } from './paths.js';
import { createProfile, startServer } from './server.js';
import { remoteUri, Workbench, workbenchUrl } from './workbench.js';
import { copySampleWorkspace } from './workspace.js';

const limitMs = 10 * 60_000;

/** Bundles programs and tests for the extension host, which gives them `vscode`; `outdir` is emptied first. */
export async function bundleForExtensionHost(
  sources: readonly string[],
  outbase: string,
  outdir: string,
): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  await build({
    entryPoints: [...sources],
    outbase,
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
}

/**
 * Calls the `run()` of a bundled program inside the extension host of a real VS Code, with the extension under
 * development from dist/ and a copy of the sample workspace open. The program writes its result to the file that
 * TEST_RESULTS names; undefined where it did not. Its console lines that begin with `[test]` are printed.
 */
export async function runInExtensionHost(
  version: CodeServerVersion,
  program: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const results = `${program}.results.json`;
  rmSync(results, { force: true });
  const codeServer = await installCodeServer(version, console.log);
  const browser = await openBrowser(console.log);
  const server = await startServer(codeServer, await createProfile(), {
    allowsDevelopment: true,
    environment: { ...environment, TEST_RESULTS: results },
  });
  const page = await browser.context.newPage();
  const ended = new Promise<number>((resolve) => {
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction('codeAutomationLog', (_level: string, values: unknown[]) => {
    if (values[0] === '[test]') console.log(format(...values.slice(1)));
  });
  const payload = [
    ['extensionDevelopmentPath', remoteUri(server, projectRoot)],
    ['extensionTestsPath', remoteUri(server, program)],
  ] as const;
  await new Workbench(page).open(workbenchUrl(server, await copySampleWorkspace(), payload));
  const status = await Promise.race([ended, sleep(limitMs, 1)]);
  if (status !== 0) {
    const name = basename(dirname(program));
    console.log(`Screenshot and logs: ${await reportFailure(name, server, browser.context)}`);
  }
  await browser.close();
  await server.stop();
  return existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined;
}
