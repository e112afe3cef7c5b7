import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { outFolder, projectRoot } from './paths.js';
import { runAttached } from './processes.js';
import type { TestCounts } from './test-counts.js';

const reportSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

/** Runs test/unit with vitest. */
export async function runUnitTests(): Promise<TestCounts> {
  const report = join(outFolder, 'unit.json');
  rmSync(report, { force: true });
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
  const status = await runAttached(process.execPath, [vitest, 'run', ...reporters], { cwd: projectRoot });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const counts = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  // A file that cannot even be loaded fails the run without a failed test.
  const unnamed = status !== 0 && counts.numFailedTests === 0 ? 1 : 0;
  return { passed: counts.numPassedTests, failed: counts.numFailedTests + unnamed };
}
