import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import type {
  BaselineChange,
  BaselineEntry,
  BaselineRecords,
  RecordedBaseline,
} from '../../../../src/review/snapshot/baseline-records.js';

/** A folder of its own for each test, and git with nobody's configuration. */
export function useSandbox(): { readonly root: string } {
  const sandbox = { root: '' };
  beforeEach(() => {
    sandbox.root = mkdtempSync(join(tmpdir(), 'll-review-'));
    for (const name of ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM']) vi.stubEnv(name, '/dev/null');
    for (const who of ['AUTHOR', 'COMMITTER']) {
      vi.stubEnv(`GIT_${who}_NAME`, 'somebody');
      vi.stubEnv(`GIT_${who}_EMAIL`, 'somebody@example.org');
    }
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(sandbox.root, { recursive: true, force: true });
  });
  return sandbox;
}

export function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

export function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Writes the files and commits everything; returns the commit. */
export function commit(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  write(folder, files);
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message=files');
  return git(folder, 'rev-parse', 'HEAD');
}

/** A baseline's records, in memory. */
export class MemoryRecords implements BaselineRecords {
  commit: string | null = null;
  readonly entries = new Map<string, BaselineEntry>();
  saves = 0;

  async load(): Promise<RecordedBaseline> {
    return Promise.resolve({ commit: this.commit, entries: [...this.entries.values()] });
  }

  async save({ commit, put, drop }: BaselineChange): Promise<void> {
    this.saves += 1;
    if (commit !== undefined) this.commit = commit;
    for (const path of drop) this.entries.delete(path);
    for (const entry of put) this.entries.set(entry.path, entry);
    return Promise.resolve();
  }
}
