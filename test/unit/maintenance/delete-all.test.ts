import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Ledger } from '../../../src/learning/ledger.js';
import { deleteAll } from '../../../src/learning/maintenance/delete-all.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';

let root: string;
let copies: string;

beforeAll(loadSqlite);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'll-delete-'));
  copies = join(root, 'copies');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('deleteAll', () => {
  it('leaves what people wrote and nothing of what was recorded, the copies included', () => {
    new Ledger(root).close();
    const agent = join(root, '.agent');
    mkdirSync(copies);
    writeFileSync(join(copies, 'experience-2026-01-01.db'), 'copy');
    for (const folder of ['blobs', 'sft', 'tasks', 'prompts']) {
      mkdirSync(join(agent, folder), { recursive: true });
      writeFileSync(join(agent, folder, 'file'), folder);
    }
    expect(deleteAll(root, copies)).toEqual([]);
    expect(readdirSync(agent).sort()).toEqual(['.gitignore', 'prompts', 'tasks']);
    expect(existsSync(copies)).toBe(false);
  });

  it('removes nothing while somebody else has the database open', () => {
    const ledger = new Ledger(root);
    try {
      expect(() => deleteAll(root, undefined)).toThrow(/is open in/);
      expect(existsSync(join(root, '.agent', 'experience.db'))).toBe(true);
    } finally {
      ledger.close();
    }
  });

  it('has nothing to do where nothing was recorded', () => {
    expect(deleteAll(root, undefined)).toEqual([]);
  });
});
