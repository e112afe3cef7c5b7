import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';

const gitTimeoutMs = 5000;
/** Never anybody's work: git's and our own files, and what a package manager put there. */
const never = ['.git', '.agent', 'node_modules'];

/**
 * Keeps files out that must not be looked at: excluded by the setting, ignored by git, or nobody's work.
 * Paths are relative to `root`, with forward slashes.
 */
export class Exclusions {
  readonly #root: string;
  readonly #excluded: Ignore;

  /** @param patterns as in `.gitignore` */
  constructor(root: string, patterns: readonly string[]) {
    this.#root = root;
    this.#excluded = ignore().add([...never, ...patterns]);
  }

  /** Whether the setting keeps a path out, whatever git says. */
  isExcluded(path: string): boolean {
    return !ignore.isPathValid(path) || this.#excluded.ignores(path);
  }

  /** Those of `paths` that may be looked at, in their order. */
  async keep(paths: readonly string[]): Promise<string[]> {
    const open = paths.filter((path) => !this.isExcluded(path));
    if (open.length === 0) return [];
    const ignored = (await askGit(this.#root, open)) ?? (await readGitignores(this.#root, open));
    return open.filter((path) => !ignored.has(path));
  }
}

/** What git ignores of `paths`; undefined when git cannot say. */
async function askGit(root: string, paths: readonly string[]): Promise<ReadonlySet<string> | undefined> {
  return new Promise((resolve) => {
    // A repository's own configuration may name a program for fsmonitor; it is not to be started for this.
    const args = ['-C', root, '-c', 'core.fsmonitor=false', 'check-ignore', '-z', '--stdin'];
    const git = execFile('git', args, { timeout: gitTimeoutMs, maxBuffer: 64 * 2 ** 20 }, (error, stdout) => {
      const foundNone = error?.code === 1;
      resolve(error === null || foundNone ? new Set(stdout.split('\0')) : undefined);
    });
    git.stdin?.on('error', () => undefined);
    git.stdin?.end(paths.join('\0'));
  });
}

/** The same from the `.gitignore` files on the way to each path, for folders without git. */
async function readGitignores(root: string, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const byFolder = new Map<string, Ignore>();
  const ignored = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/');
    for (let depth = 0; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/');
      const rules = byFolder.get(folder) ?? (await gitignoreOf(join(root, folder)));
      byFolder.set(folder, rules);
      if (rules.ignores(parts.slice(depth).join('/'))) ignored.add(path);
    }
  }
  return ignored;
}

async function gitignoreOf(folder: string): Promise<Ignore> {
  const text = await readFile(join(folder, '.gitignore'), 'utf8').catch(() => '');
  return ignore().add(text);
}
