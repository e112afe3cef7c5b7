import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Workbench } from '../harness/workbench.js';
import type { Editor } from './support/editor.js';

/** Answers the question that comes before anything is written. */
export async function agree(
  workbench: Workbench,
  texts: 'Numbers only' | 'Numbers and texts',
): Promise<void> {
  await workbench.pick('Yes');
  await workbench.pick(texts);
}

/** From the palette to the question of what is used; the consent is given if it is asked for. */
export async function typeGoal(workbench: Workbench, goal: string): Promise<void> {
  await workbench.pick('Type a goal…');
  await workbench.enter(goal);
  await workbench.pick('Not sure');
  await workbench.option('By hand').waitFor();
}

/**
 * Opens a workspace of several folders, of which `folder` is one. VS Code in a browser shows such a workspace without its
 * folders now and then (seen in 1.139); it is loaded again then.
 */
export async function openWorkspaceFile(editor: Editor, file: string, folder: string): Promise<void> {
  const { workbench, server } = editor;
  const row = workbench.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: folder });
  for (let attempt = 1; ; attempt += 1) {
    await workbench.open(`${server.url}/?workspace=${encodeURI(file)}`);
    try {
      await row.first().waitFor({ timeout: 5000 });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

/** Every file below a folder with its size and time, git's own and linked folders left out. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === '.git' || entry.isSymbolicLink()) return [];
    if (entry.isDirectory()) return filesBelow(path);
    const { size, mtimeMs } = statSync(path);
    return [`${path} ${size} ${mtimeMs}`];
  });
}

/** Puts the sample workspace back to its only commit. */
export function startOver(folder: string): void {
  execFileSync('git', ['checkout', '--quiet', '--', '.'], { cwd: folder });
}

export interface ToolResults {
  readonly buildPasses: boolean;
  readonly typeErrors: number;
  readonly lintErrors: number;
}

/** What the compiler and the linter say of the workspace as it is, asked outside the editor. */
export function askTools(folder: string): ToolResults {
  const compiler = run(folder, 'node_modules/.bin/tsc', ['-p', '.', '--noEmit']);
  const linter = run(folder, 'node_modules/.bin/eslint', ['.', '--format', 'json']);
  const files = z.array(z.object({ errorCount: z.number() })).parse(JSON.parse(linter.output));
  return {
    buildPasses: compiler.passes,
    typeErrors: compiler.output.match(/error TS\d+/g)?.length ?? 0,
    lintErrors: files.reduce((sum, { errorCount }) => sum + errorCount, 0),
  };
}

/** What the test task wrote when it ran in the editor. */
export function testReport(folder: string): { passed: number; total: number } {
  const file = join(folder, 'reports', 'vitest.json');
  if (!existsSync(file)) throw new Error('the test task left no report');
  const report = z
    .object({ numPassedTests: z.number(), numTotalTests: z.number() })
    .parse(JSON.parse(readFileSync(file, 'utf8')));
  return { passed: report.numPassedTests, total: report.numTotalTests };
}

function run(folder: string, program: string, args: readonly string[]): { passes: boolean; output: string } {
  try {
    return {
      passes: true,
      output: execFileSync(join(folder, program), args, { cwd: folder, encoding: 'utf8' }),
    };
  } catch (error) {
    const { stdout } = z.object({ stdout: z.string() }).parse(error);
    return { passes: false, output: stdout };
  }
}
