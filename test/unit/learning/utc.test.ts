import { describe, expect, it } from 'vitest';
import { fromSqlUtc, toSqlUtc, toSqlUtcMs } from '../../../src/learning/utc.js';

describe('times in the database', () => {
  const moment = new Date('2026-03-01T23:59:58.123Z');

  it("are written as SQLite's own and with milliseconds, in UTC", () => {
    expect(toSqlUtc(moment)).toBe('2026-03-01 23:59:58');
    expect(toSqlUtcMs(moment)).toBe('2026-03-01 23:59:58.123');
  });

  it('are read back as UTC, whatever zone the machine is in', () => {
    expect(fromSqlUtc('2026-03-01 23:59:58')).toBe('2026-03-01T23:59:58.000Z');
    expect(fromSqlUtc(toSqlUtcMs(moment))).toBe(moment.toISOString());
  });
});
