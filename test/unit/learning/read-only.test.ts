import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';

let root: string;

beforeAll(loadSqlite);
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'read-only-')));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function contents(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry): [string, string] => {
      const path = join(entry.parentPath, entry.name);
      return [path, entry.isFile() ? readFileSync(path, 'latin1') : ''];
    })
    .sort();
}

describe('a ledger that is only read', () => {
  it('shows its runs and leaves every byte as it was', () => {
    const writer = new Ledger(root);
    const author = { agent: 'a', modelName: 'm', promptId: 'concise', provenance: 'told' } as const;
    const { id } = writer.startRun({ goal: 'g', role: 'coder', complexity: null, author, decisionIds: [] });
    writer.finishRun(id, {});
    writer.setVerdict(id, 'accepted');
    writer.close();
    const before = contents(root);

    const reader = new Ledger(root, { readOnly: true });
    expect(reader.listRuns({ limit: 5 })).toMatchObject([{ id, verdict: 1 }]);
    expect(reader.choosing.standings().find(({ arm }) => arm === 'concise')).toMatchObject({ trials: 1 });
    expect(() => reader.setVerdict(id, 'rejected')).toThrow(/reading/);
    expect(contents(root)).toEqual(before);
    reader.close();
    expect(contents(root)).toEqual(before);
  });

  it('is not mended behind the back of whoever only reads', () => {
    const writer = new Ledger(root);
    writer.commit(() => {
      writer.db.insertRun({
        taskSlug: 't',
        modelName: 'm',
        promptId: 'p',
        reward: 1,
        costTokens: null,
        durationMs: null,
      });
      // Pages that do not fit the cache go to the disk, journal first, as before a crash in mid-commit.
      writer.db.connection.exec('PRAGMA cache_size = 1');
      const wide = JSON.stringify('x'.repeat(50_000));
      for (let i = 0; i < 50; i++) {
        writer.db.insertPair({ taskSlug: 't', role: 'coder', promptJson: wide, outputJson: wide, label: 1 });
      }
      cpSync(root, `${root}-crashed`, { recursive: true });
    });
    writer.close();
    const crashed = `${root}-crashed`;
    try {
      rmSync(join(crashed, '.agent', 'experience.db-lock'), { recursive: true });
      expect(() => new Ledger(crashed, { readOnly: true })).toThrow(/must be opened for writing once/);
      const mended = new Ledger(crashed);
      expect(mended.listRuns({ limit: 5 })).toEqual([]);
      mended.close();
      new Ledger(crashed, { readOnly: true }).close();
    } finally {
      rmSync(crashed, { recursive: true, force: true });
    }
  });
});
