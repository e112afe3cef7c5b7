import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { commitFormat } from '../../adapters/commit-trailers.js';

const mostCommits = 10_000;
const timeoutMs = 60_000;
const maxOutputBytes = 256 * 2 ** 20;

/**
 * The newest commits of a checkout, or one of them, as `eventsOfCommits` reads them; undefined where git is missing or there
 * are none.
 * @param commit its hash
 */
export function commitLog(root: string, commit?: string): string | undefined {
  if (commit !== undefined && !/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
  try {
    return execFileSync(
      'git',
      [
        ...['-C', root, '--no-optional-locks', '--no-pager', '-c', 'core.fsmonitor=false'],
        ...['log', '-z', '--no-merges', '--no-show-signature', '--no-ext-diff', '--name-only'],
        ...[`--max-count=${commit === undefined ? mostCommits : 1}`, `--format=${commitFormat}`],
        ...(commit === undefined ? [] : [commit]),
      ],
      {
        cwd: homedir(), // On Windows a program lying in the working directory would be taken for git.
        env: {
          ...process.env,
          GIT_DIR: undefined,
          GIT_WORK_TREE: undefined,
          GIT_NO_LAZY_FETCH: '1',
          LC_ALL: 'C',
        },
        timeout: timeoutMs,
        maxBuffer: maxOutputBytes,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        windowsHide: true,
      },
    );
  } catch {
    return undefined;
  }
}
