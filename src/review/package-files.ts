import { basename, dirname, join } from 'node:path/posix';

/** Files that only package managers write, each with those beside it that both they and people write. */
const manifestsBeside: Readonly<Record<string, readonly string[]>> = {
  'package-lock.json': ['package.json'],
  'npm-shrinkwrap.json': ['package.json'],
  'yarn.lock': ['package.json'],
  'pnpm-lock.yaml': ['package.json', 'pnpm-workspace.yaml'],
  'bun.lock': ['package.json'],
  'bun.lockb': ['package.json'],
  'deno.lock': ['deno.json'],
  'Cargo.lock': ['Cargo.toml'],
  'go.sum': ['go.mod'],
  'poetry.lock': ['pyproject.toml'],
  'uv.lock': ['pyproject.toml'],
  'pdm.lock': ['pyproject.toml'],
  'Pipfile.lock': ['Pipfile'],
  'composer.lock': ['composer.json'],
  'Gemfile.lock': ['Gemfile'],
  'pubspec.lock': ['pubspec.yaml'],
  'mix.lock': ['mix.exs'],
  'packages.lock.json': [],
  'gradle.lockfile': [],
  'flake.lock': ['flake.nix'],
};

/**
 * Those of the files changed together that a package manager wrote: lock files, and the manifests beside them.
 * @param paths with forward slashes
 */
export function writtenByPackageManager(paths: readonly string[]): ReadonlySet<string> {
  const written = new Set<string>();
  for (const lockFile of paths) {
    const manifests = manifestsBeside[basename(lockFile)];
    if (manifests === undefined) continue;
    for (const name of [basename(lockFile), ...manifests]) written.add(join(dirname(lockFile), name));
  }
  return new Set(paths.filter((path) => written.has(path)));
}
