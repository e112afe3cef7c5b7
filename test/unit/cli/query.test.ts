import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { query } from '../../../src/cli/commands/query.js';
import { ExperienceDB } from '../../../src/learning/experience-db.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';

describe('query', () => {
  const root = mkdtempSync(join(tmpdir(), 'query-'));
  const database = join(root, '.agent', 'experience.db');

  beforeAll(async () => {
    await loadSqlite();
    const db = new ExperienceDB(root);
    db.insertRun({ taskSlug: 'a', modelName: 'm', promptId: 'p', reward: 0.5, costTokens: 1, durationMs: 1 });
    db.close();
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it.each([
    'DELETE FROM runs',
    "INSERT INTO runs (task_slug) VALUES ('x') RETURNING id",
    'WITH x AS (SELECT 1) UPDATE runs SET reward = 0 RETURNING id',
    'PRAGMA user_version = 7',
    'PRAGMA writable_schema = ON',
    'PRAGMA journal_mode = DELETE',
    'CREATE TABLE t (a)',
    'VACUUM',
    `ATTACH '${join(root, 'other.db')}' AS other`,
    `VACUUM INTO '${join(root, 'other.db')}'`,
    'SELECT 1; DELETE FROM runs',
  ])('cannot change anything by %s', async (sql) => {
    const before = readFileSync(database);
    try {
      await query.run({ root, positionals: [sql], values: {}, print: () => undefined });
    } catch {
      // Most are refused; none may have an effect.
    }
    expect(readFileSync(database).equals(before)).toBe(true);
    expect(existsSync(join(root, 'other.db'))).toBe(false);
  });
});
