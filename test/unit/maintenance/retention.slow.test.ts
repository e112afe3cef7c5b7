import { statSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findProblems } from '../../../src/learning/maintenance/find-problems.js';
import { defaultRetention, prunePlan, pruneStep } from '../../../src/learning/maintenance/retention.js';
import type { Connection } from '../../../src/learning/sqlite/connection.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { fillDatabase, temporaryDatabase, using } from './sample-database.js';

beforeAll(loadSqlite);
const now = new Date('2026-03-01T00:00:00Z');

describe('retention', () => {
  let place: ReturnType<typeof temporaryDatabase>;
  beforeEach(() => {
    place = temporaryDatabase();
    fillDatabase(place.file, 500, 4000);
  });
  afterEach(() => {
    place.remove();
  });

  const count = (connection: Connection, table: string): unknown =>
    connection.get(`SELECT count(*) AS n FROM ${table}`)?.['n'];
  function pruned(connection: Connection, limits: Partial<typeof defaultRetention>): number {
    let steps = 1;
    while (pruneStep(connection, now, { ...defaultRetention, ...limits })) steps += 1;
    return steps;
  }

  it('removes nothing that is young and within the limits', () => {
    using(place.file, (connection) => {
      expect(prunePlan(connection, now)).toEqual({ pages: 0, pairs: 0, bytesAboveLimit: 0 });
      expect(pruneStep(connection, now)).toBe(false);
      expect(count(connection, 'pairs')).toBe(500);
    });
  });

  it('removes old pages with what is known of them', () => {
    using(place.file, (connection) => {
      expect(prunePlan(connection, now, { ...defaultRetention, pageDays: 30 }).pages).toBe(1);
      pruned(connection, { pageDays: 30 });
      expect([count(connection, 'web_cache'), count(connection, 'web_pages')]).toEqual([0, 0]);
    });
  });

  it('keeps the newest pairs, in small steps', () => {
    using(place.file, (connection) => {
      expect(pruned(connection, { pairs: 60 })).toBeGreaterThan(2);
      expect(connection.get('SELECT min(id) AS lowest, count(*) AS n FROM pairs')).toEqual({
        lowest: 441,
        n: 60,
      });
      expect(count(connection, 'pair_runs')).toBe(60);
    });
  });

  it('brings a database below its size, keeps every number, and shrinks the file', () => {
    const before = statSync(place.file).size;
    using(place.file, (connection) => {
      pruned(connection, { databaseBytes: 1_400_000 });
      expect(count(connection, 'pairs')).toBeGreaterThan(0);
      for (const table of ['runs', 'signals', 'run_facts', 'pulls', 'evidence'])
        expect(count(connection, table)).toBe(500);
      expect(findProblems(connection)).toEqual([]);
      expect(
        prunePlan(connection, now, { ...defaultRetention, databaseBytes: 1_400_000 }).bytesAboveLimit,
      ).toBe(0);
    });
    const after = statSync(place.file).size;
    expect(before).toBeGreaterThan(2_000_000);
    expect(after).toBeLessThanOrEqual(1_400_000 + 256 * 4096);
  });

  it('ends when only numbers are left', () => {
    using(place.file, (connection) => {
      pruned(connection, { databaseBytes: 1 });
      expect([count(connection, 'pairs'), count(connection, 'runs')]).toEqual([0, 500]);
    });
  });
});
