import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { env } from 'node:process';

/** Git is missing, failed, or took too long. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/**
 * A repository's configuration can name programs. None of them is to be started because we look at files, and nothing is to be
 * written, fetched or asked for.
 */
const harmless = [
  '--no-optional-locks',
  '--no-pager',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'protocol.allow=never'].flatMap((setting) => [
    '-c',
    setting,
  ]),
];

const timeoutMs = 60_000;
const maxOutputBytes = 256 * 2 ** 20;

/** Starts git in one folder, with the programs of its configuration switched off. */
export class GitProcess {
  readonly #args: readonly string[];

  private constructor(root: string, filters: readonly string[]) {
    const off = filters.flatMap((name) =>
      ['clean=', 'smudge=', 'process=', 'required=false'].flatMap((setting) => [
        '-c',
        `filter.${name}.${setting}`,
      ]),
    );
    // Not as the working directory: Windows would look there for git.exe first.
    this.#args = ['-C', root, ...harmless, ...off];
  }

  /** @throws {GitError} when git is not there, or its configuration cannot be read or made harmless */
  static async in(root: string): Promise<GitProcess> {
    const names = await new GitProcess(root, []).run(
      ['config', '--null', '--name-only', '--get-regexp', '^filter\\.'],
      { isFoundNothing: (status) => status === 1 },
    );
    const filters = names.toString('utf8').split('\0').filter(Boolean);
    const drivers = new Set(filters.map((key) => key.slice('filter.'.length, key.lastIndexOf('.'))));
    // Such a name cannot be overruled with -c.
    if ([...drivers].some((name) => name.includes('='))) throw new GitError('A filter has "=" in its name.');
    return new GitProcess(root, [...drivers]);
  }

  /**
   * What git prints.
   * @param options.isFoundNothing exit statuses besides 0 that mean no output rather than a failure
   * @throws {GitError}
   */
  async run(
    args: readonly string[],
    options: { readonly isFoundNothing?: (status: number) => boolean } = {},
  ): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      execFile(
        'git',
        [...this.#args, ...args],
        {
          env: environment(),
          encoding: 'buffer',
          timeout: timeoutMs,
          maxBuffer: maxOutputBytes,
          windowsHide: true,
        },
        (error, stdout, stderr) => {
          if (error === null) resolve(stdout);
          else if (typeof error.code === 'number' && options.isFoundNothing?.(error.code) === true)
            resolve(Buffer.alloc(0));
          else
            reject(new GitError(`git ${args[0] ?? ''}: ${stderr.toString('utf8').trim() || error.message}`));
        },
      );
    });
  }

  /** A process that is asked and answers until its input is ended, for a minute at most. */
  converse(args: readonly string[]): ChildProcessWithoutNullStreams {
    return spawn('git', [...this.#args, ...args], {
      env: environment(),
      timeout: timeoutMs,
      windowsHide: true,
    });
  }
}

/** Without the variables that lead git to another repository, as they are set inside of hooks. */
function environment(): NodeJS.ProcessEnv {
  const elsewhere =
    /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX)$/;
  const kept = Object.entries(env).filter(([name]) => !elsewhere.test(name));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    LC_ALL: 'C',
  };
}
