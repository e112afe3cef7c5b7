import { execFileSync } from 'node:child_process';
import { homedir, hostname, userInfo } from 'node:os';
import type { ScrubIdentity } from './scrub-identity.js';

const gitTimeoutMs = 2_000;

/** What this machine, its account and git say about themselves; what cannot be read is left out. Takes milliseconds: call it once. */
export function machineIdentity(repoRoot: string): ScrubIdentity {
  const git = gitUser(repoRoot);
  return {
    homeDir: homedir(),
    user: accountName(),
    host: hostname(),
    gitName: git.get('user.name'),
    gitEmail: git.get('user.email'),
    repoRoot,
  };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return ''; // An account without an entry, as in some containers.
  }
}

function gitUser(repoRoot: string): Map<string, string> {
  try {
    const output = execFileSync(
      'git',
      ['-C', repoRoot, 'config', '-z', '--get-regexp', '^user\\.(name|email)$'],
      {
        cwd: homedir(), // On Windows a program lying in the working directory would be taken for git.
        timeout: gitTimeoutMs,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        windowsHide: true,
      },
    );
    return new Map(output.split('\0').map((entry) => splitOnce(entry)));
  } catch {
    return new Map();
  }
}

function splitOnce(entry: string): [key: string, value: string] {
  const at = entry.indexOf('\n');
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
}
