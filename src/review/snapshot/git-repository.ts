import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { largestFileBytes, noFile, type FileState, type Uncovered } from './file-state.js';
import { GitError, GitProcess } from './git-process.js';
import { parseGitStatus, type GitStatus } from './git-status.js';
import { asOnDisk } from './on-disk.js';
import { ObjectReader } from './object-reader.js';
import { linkMode, submoduleMode, TreeReader } from './tree-reader.js';

const oidPattern = /^[0-9a-f]{40,64}$/;

/** What git knows of a folder: a checkout's top, a folder in it, or a linked worktree. Nothing here writes. */
export class GitRepository {
  /** Where HEAD, the index and their locks are. */
  readonly gitDir: string;
  /** The folder's place in the checkout: empty, or a path that ends in a slash. */
  readonly #prefix: string;
  readonly #git: GitProcess;
  readonly #objects: ObjectReader;
  readonly #trees: TreeReader;

  private constructor(git: GitProcess, gitDir: string, prefix: string) {
    this.gitDir = gitDir;
    this.#prefix = prefix;
    this.#git = git;
    this.#objects = new ObjectReader(git);
    this.#trees = new TreeReader(this.#objects);
  }

  /** Null where git is missing, refuses the folder (another owner), or there is no checkout. */
  static async find(root: string): Promise<GitRepository | null> {
    try {
      const git = await GitProcess.in(root);
      const printed = await git.run([
        'rev-parse',
        '--absolute-git-dir',
        '--is-inside-work-tree',
        '--show-prefix',
      ]);
      const [gitDir = '', isInside, prefix = ''] = printed.toString('utf8').split('\n');
      return isInside === 'true' ? new GitRepository(git, resolve(gitDir), prefix) : null;
    } catch (error) {
      if (error instanceof GitError) return null;
      throw error;
    }
  }

  /** The commit that is checked out; null before the first one. */
  async head(): Promise<string | null> {
    const printed = await this.#git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], {
      isFoundNothing: (status) => status === 1,
    });
    return printed.toString('latin1').trim() || null;
  }

  /** How the folder differs from the commit; paths are relative to the folder. */
  async status(): Promise<GitStatus> {
    // Looking for edits inside a submodule would start git there, with that repository's own configuration.
    const printed = await this.#git.run([
      'status',
      ...['--porcelain=v2', '--branch', '--no-ahead-behind', '-z'],
      ...['--untracked-files=all', '--no-renames', '--ignore-submodules=dirty'],
      ...(this.#prefix === '' ? [] : ['--', '.']),
    ]);
    const status = parseGitStatus(printed.toString('utf8'));
    return { ...status, paths: this.#inside(status.paths), repositories: this.#inside(status.repositories) };
  }

  /**
   * A file as a checkout of the commit has it on the disk: what is on the disk can differ from git's object where line endings
   * are converted.
   */
  async read(commit: string, path: string): Promise<FileState | Uncovered> {
    assertOid(commit);
    const entry = await this.#trees.find(commit, this.#prefix + path);
    if (entry === 'lost') return 'lost';
    if (entry === 'none') return noFile;
    if (entry.mode === linkMode) return 'link';
    if (entry.mode === submoduleMode) return 'repository';
    if (!entry.mode.startsWith('100')) return 'notAFile';
    const size = await this.#objects.sizeOf(entry.oid);
    if (size === undefined) return 'lost';
    if (size > largestFileBytes) return 'tooLarge';
    const [bytes, checkedOutBytes] = await Promise.all([
      this.#objects.read(entry.oid),
      this.#checkedOutBytes(entry.oid, path),
    ]);
    if (bytes === undefined) return 'lost';
    const content = checkedOutBytes === undefined ? bytes : asOnDisk(bytes, checkedOutBytes);
    return content === undefined ? 'converted' : { content, executable: entry.mode === '100755' };
  }

  /** The files that differ between two commits. */
  async changedPaths(from: string, to: string): Promise<string[]> {
    assertOid(from);
    assertOid(to);
    const flags = ['-r', '-z', '--name-only', '--no-renames', '--no-ext-diff', '--no-textconv', '--relative'];
    const printed = await this.#git.run(['diff-tree', ...flags, from, to]);
    return printed.toString('utf8').split('\0').filter(Boolean);
  }

  /** Whether git is at work now, or a rebase, merge or the like waits for a person. */
  async isBusy(): Promise<boolean> {
    const signs = [
      'index.lock',
      'HEAD.lock',
      'rebase-merge',
      'rebase-apply',
      'MERGE_HEAD',
      'CHERRY_PICK_HEAD',
      'REVERT_HEAD',
    ];
    const found = await Promise.all(signs.map(async (sign) => isThere(join(this.gitDir, sign))));
    return found.includes(true);
  }

  dispose(): void {
    this.#objects.dispose();
  }

  #inside(paths: readonly string[]): string[] {
    return paths
      .filter((path) => path.startsWith(this.#prefix))
      .map((path) => path.slice(this.#prefix.length));
  }

  /**
   * How large the file was on the disk when git last found it to be this object; undefined when git does not say. The index
   * keeps this size to see changes quickly.
   */
  async #checkedOutBytes(oid: string, path: string): Promise<number | undefined> {
    const printed = await this.#git.run([
      '--literal-pathspecs',
      'ls-files',
      '--stage',
      '--debug',
      '-z',
      '--',
      path,
    ]);
    const [, indexed, size] =
      /^\d{6} ([0-9a-f]+) 0\t[^\0]*\0[^]*?\n\s*size: (\d+)\t/.exec(printed.toString('utf8')) ?? [];
    return indexed === oid && size !== undefined && size !== '0' ? Number(size) : undefined;
  }
}

function assertOid(oid: string): void {
  if (!oidPattern.test(oid)) throw new RangeError(`"${oid}" is not the name of a commit.`);
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
