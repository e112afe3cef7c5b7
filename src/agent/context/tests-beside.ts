import { basename } from 'node:path/posix';

const mostFiles = 8;

/** The tests of some files, by the names that test runners look for: `a.test.ts`, `test_a.py`, `a_test.go`, `ATest.java`. */
export function testsBeside(paths: readonly string[], all: readonly string[]): string[] {
  const names = new Set(paths.map((path) => stemOf(path)));
  const given = new Set(paths);
  const isTestOf = (path: string): boolean => {
    const tested = testedBy(path);
    return tested !== undefined && names.has(tested);
  };
  return all.filter((path) => !given.has(path) && isTestOf(path)).slice(0, mostFiles);
}

function stemOf(path: string): string {
  return basename(path)
    .replace(/\.[^.]+$/, '')
    .toLowerCase();
}

/** What a test file tests, by its name; undefined for what is no test. */
function testedBy(path: string): string | undefined {
  const name = basename(path).replace(/\.[^.]+$/, '');
  const [, before, python, after, camel] =
    /^(?:(.+)[.-](?:test|spec)|test_(.+)|(.+)_(?:test|spec)|(.+)Tests?)$/.exec(name) ?? [];
  return (before ?? python ?? after ?? camel)?.toLowerCase();
}
