import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { outFolder, projectRoot } from './paths.js';
import { runAttached } from './processes.js';
import type { TestCounts } from './test-counts.js';

const longestMessage = 2000;

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});
type TestFile = z.infer<typeof reportSchema>['testResults'][number];

interface UnitTestCounts extends TestCounts {
  /** Each failed test with the beginning of its message, also those that passed when they ran again. */
  readonly failures: readonly string[];
}

interface Run {
  readonly files: readonly TestFile[];
  /** Whether it ended as the tests of its files say: an error between tests, or no report, is not told by any of them. */
  readonly isWhole: boolean;
}

/**
 * Runs test/unit and test/torture with vitest. Where a file fails that starts programs or waits for clocks, as the slow ones do,
 * it runs once more with nothing beside it, and that counts; pure ones have no such excuse.
 */
export async function runUnitTests(): Promise<UnitTestCounts> {
  const first = await runVitest([]);
  const again = first.files.filter((file) => hasFailed(file) && isSlow(file)).map(({ name }) => name);
  const second = again.length === 0 ? undefined : await runVitest(['--maxWorkers=1', ...again]);
  const files = [...first.files.filter(({ name }) => !again.includes(name)), ...(second?.files ?? [])];
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  // A file that cannot even be loaded fails without a failed test.
  const unnamed = files.filter((file) => hasFailed(file) && !file.assertionResults.some(hasFailed)).length;
  const broken = [first, second].filter((run) => run?.isWhole === false).length;
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(hasFailed).length + unnamed + broken,
    failures: [...first.files, ...(second?.files ?? [])].flatMap(failuresIn),
  };
}

async function runVitest(args: readonly string[]): Promise<Run> {
  const report = join(outFolder, 'unit.json');
  rmSync(report, { force: true });
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
  const options = { cwd: projectRoot };
  const status = await runAttached(process.execPath, [vitest, 'run', ...reporters, ...args], options);
  if (!existsSync(report)) return { files: [], isWhole: false };
  const { testResults: files } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  return { files, isWhole: (status !== 0) === files.some(hasFailed) };
}

const hasFailed = ({ status }: { readonly status: string }): boolean => status === 'failed';

const isSlow = ({ name }: TestFile): boolean => /\.slow\.test\.ts$|\/test\/torture\//.test(name);

function failuresIn({ name, message, assertionResults, status }: TestFile): string[] {
  if (status !== 'failed') return [];
  const file = relative(projectRoot, name);
  const failed = assertionResults.filter(hasFailed);
  if (failed.length === 0) return [`${file}: ${message.slice(0, longestMessage)}`];
  return failed.map(
    (test) => `${file}: ${test.fullName}\n${test.failureMessages.join('\n').slice(0, longestMessage)}`,
  );
}
