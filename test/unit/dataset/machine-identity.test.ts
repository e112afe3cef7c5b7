import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { machineIdentity } from '../../../src/learning/dataset/machine-identity.js';

const folder = mkdtempSync(join(tmpdir(), 'identity-'));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('machineIdentity', () => {
  it('reads machine, account and what git knows', () => {
    execFileSync('git', ['init', '-q', folder]);
    execFileSync('git', ['-C', folder, 'config', 'user.name', 'Alice\tWonder']);
    execFileSync('git', ['-C', folder, 'config', 'user.email', 'alice@wonder.dev']);
    expect(machineIdentity(folder)).toMatchObject({
      homeDir: homedir(),
      host: hostname(),
      gitName: 'Alice\tWonder',
      gitEmail: 'alice@wonder.dev',
      repoRoot: folder,
    });
  });

  it('leaves out what cannot be read', () => {
    const identity = machineIdentity(join(folder, 'not there'));
    expect(identity.gitEmail).toBeUndefined();
  });
});
