import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, shortTempFolder } from './paths.js';
import { capture } from './processes.js';
import { atExit } from './teardown.js';

const sample = join(projectRoot, 'test', 'fixtures', 'sample-workspace');

/** A fresh copy of the sample workspace as a git repository with one commit; deleted with this process. */
export async function copySampleWorkspace(): Promise<string> {
  const parent = mkdtempSync(join(shortTempFolder(), 'll-work-'));
  atExit.add(() => {
    rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
  });
  const workspace = join(parent, 'corner-shop');
  await copySampleWorkspaceTo(workspace);
  return workspace;
}

/** The same in a folder that is replaced, and stays. */
export async function copySampleWorkspaceTo(workspace: string): Promise<void> {
  rmSync(workspace, { recursive: true, force: true });
  cpSync(sample, workspace, { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(workspace, 'node_modules'), 'junction');
  const git = (...args: string[]): Promise<string> => capture('git', args, { cwd: workspace });
  await git('init', '--quiet', '--initial-branch=main');
  await git('config', 'user.name', 'Sample');
  await git('config', 'user.email', 'sample@example.invalid');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'A corner shop with three things wrong');
}

/** Runs the fixture that stands for a coding agent: real edits on disk. */
export async function runFixtureAgent(mode: 'fix' | 'break', workspace: string): Promise<void> {
  const program = join(projectRoot, 'test', 'fixtures', 'fixture-agent', 'fixture-agent.mjs');
  await capture(process.execPath, [program, `--${mode}`, workspace]);
}
