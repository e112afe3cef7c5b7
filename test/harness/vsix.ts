import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildExtension } from './extension.js';
import { projectRoot, vsixPath } from './paths.js';
import { capture } from './processes.js';
import { PlainError } from './teardown.js';
import { thirdPartyNotices } from './third-party-notices.js';
import { problemsOf } from './vsix-contents.js';

/**
 * Builds and packages dist/learning-loop.vsix, and says so in one line.
 * @throws {PlainError} when it does not contain exactly what it should
 */
export async function packageExtension(): Promise<string> {
  await buildExtension();
  writeFileSync(join(projectRoot, 'dist', 'THIRD_PARTY_NOTICES.txt'), thirdPartyNotices());
  const relaxed = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  await vsce('package', ...relaxed, '--out', vsixPath);
  const files = (await vsce('ls', '--no-dependencies')).split('\n').filter((line) => line !== '');
  const { size } = statSync(vsixPath);
  const problems = problemsOf(files, size);
  if (problems.length > 0) {
    throw new PlainError(
      `${vsixPath} is not what test/harness/vsix-contents.ts and .vscodeignore say:\n  ${problems.join('\n  ')}`,
    );
  }
  return `${vsixPath}: ${files.length} files, ${Math.round(size / 1000)} kB`;
}

/** Packages an extension that a test needs beside ours, and answers with the file. */
export async function packageFixture(folder: string, file: string): Promise<string> {
  const relaxed = ['--no-dependencies', '--allow-missing-repository', '--skip-license'];
  await vsceIn(folder, 'package', ...relaxed, '--out', file);
  return file;
}

function vsce(...args: string[]): Promise<string> {
  return vsceIn(projectRoot, ...args);
}

function vsceIn(folder: string, ...args: string[]): Promise<string> {
  const program = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  return capture(process.execPath, [program, ...args], { cwd: folder });
}
