import { spawn } from 'node:child_process';
import PQueue from 'p-queue';
import { endTree } from './processes.js';
import { atExit } from './teardown.js';
import { countsOf, sumOf, type TestCounts } from './test-counts.js';

const lanes = 2;
const timesAgain = 2;

/**
 * Runs test files with this same program, each in a process and a VS Code of its own, two at a time, and prints what each said
 * when it ends. Where one fails it runs again, alone in the end and twice at the most, and that counts: windows are slow when others
 * start. Which ones needed that is said last, since a file that needs it often hides something.
 * @param files below test/, as `e2e/panel.test.ts`
 */
export async function runFilesSideBySide(files: readonly string[]): Promise<TestCounts> {
  const results = new Map<string, TestCounts>();
  const queue = new PQueue({ concurrency: lanes });
  const run = async (file: string): Promise<void> => {
    const said = await outputOf(file);
    console.log(`${file}\n${said}`);
    results.set(file, countsOf(said));
  };
  await queue.addAll(files.map((file) => () => run(file)));
  const failing = (): string[] => files.filter((file) => (results.get(file)?.failed ?? 1) > 0);
  const atFirst = failing();
  for (let again = 1; again <= timesAgain; again += 1)
    for (const file of failing()) {
      console.log(`once more, alone: ${file}`);
      await run(file);
    }
  if (atFirst.length > 0) console.log(`These failed at first: ${atFirst.join(', ')}`);
  return sumOf([...results.values()]);
}

/** Everything that the program prints for one file, its closing line included. */
async function outputOf(file: string): Promise<string> {
  const program = process.argv[1] ?? '';
  const child = spawn(process.execPath, ['--enable-source-maps', program, '--file', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const forget = atExit.add(() => endTree(child.pid));
  let said = '';
  const keep = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  await new Promise((resolve) => child.once('close', resolve));
  await forget();
  return child.exitCode === 0 ? said : `${said}\nended with status ${child.exitCode ?? child.signalCode}`;
}
