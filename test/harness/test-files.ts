import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './paths.js';

/** The test files of a folder of test/, sub-folders included, as paths below it. */
export function testFilesIn(folder: 'host' | 'e2e'): string[] {
  const names = readdirSync(join(projectRoot, 'test', folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.test.ts')).sort();
}

/** What to run: files of the folder by their names, tests by their titles; everything where absent. */
export interface TestSelection {
  readonly files?: readonly string[];
  readonly grep?: string | undefined;
}
