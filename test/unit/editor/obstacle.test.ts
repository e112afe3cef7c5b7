import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { obstacleAt } from '../../../src/editor/ledger/obstacle.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'll-obstacle-'));
});

afterEach(() => {
  chmodSync(root, 0o700);
  rmSync(root, { recursive: true, force: true });
});

describe('obstacleAt', () => {
  it('finds none in a folder with or without a ledger', async () => {
    expect(await obstacleAt(root)).toBeNull();
    mkdirSync(join(root, '.agent'));
    expect(await obstacleAt(root)).toBeNull();
  });

  it('names a file called .agent', async () => {
    writeFileSync(join(root, '.agent'), '');
    expect(await obstacleAt(root)).toMatch(/is a file.*Rename or move/);
  });

  it('names a link called .agent, wherever it leads', async () => {
    symlinkSync('/nowhere', join(root, '.agent'));
    expect(await obstacleAt(root)).toMatch(/is a link.*remove the link/);
  });

  it('names a folder that is not there', async () => {
    expect(await obstacleAt(join(root, 'gone'))).toMatch(/read-only/);
  });

  // Root may write everywhere.
  it.skipIf(process.getuid?.() === 0)('names a read-only folder', async () => {
    chmodSync(root, 0o500);
    expect(await obstacleAt(root)).toMatch(/read-only.*writable/);
  });
});
