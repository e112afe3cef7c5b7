import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../../src/cli/commands/runs.js';
import { stats } from '../../../src/cli/commands/stats.js';
import type { Command, CommandCall } from '../../../src/cli/command.js';
import { ExperienceDB } from '../../../src/learning/experience-db.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';

const root = mkdtempSync(join(tmpdir(), 'stats-'));

async function printed(command: Command, values: CommandCall['values'] = {}): Promise<string> {
  const lines: string[] = [];
  await command.run({ root, positionals: [], values, print: (line) => lines.push(line) });
  return lines.join('\n');
}

beforeAll(async () => {
  await loadSqlite();
  new ExperienceDB(root).close();
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('a database without runs', () => {
  it('has empty stats', async () => {
    expect(await printed(stats)).toContain('Last 0 runs');
    expect(JSON.parse(await printed(stats, { json: true }))).toEqual({
      recentStats: { avgReward: 0, avgCost: 0, avgDuration: 0, totalRuns: 0 },
      modelPerformance: [],
      promptPerformance: [],
    });
  });

  it('has an empty list of runs', async () => {
    expect(await printed(runs)).toBe('No run has been recorded yet.');
    expect(await printed(runs, { json: true })).toBe('[]');
  });
});
