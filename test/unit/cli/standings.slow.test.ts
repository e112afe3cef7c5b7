import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommandCall } from '../../../src/cli/command.js';
import { standings } from '../../../src/cli/commands/standings.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { record, TemporaryLedger } from '../choosing/temporary-ledger.js';

let place: TemporaryLedger;

beforeAll(loadSqlite);
beforeEach(() => {
  place = new TemporaryLedger();
});
afterEach(() => {
  place.remove();
});

function printed(values: CommandCall['values'] = {}): string {
  const lines: string[] = [];
  void standings.run({ root: place.root, positionals: [], values, print: (line) => lines.push(line) });
  return lines.join('\n');
}

const lineOf = (arm: string): string =>
  printed()
    .split('\n')
    .find((line) => line.startsWith(`${arm} `)) ?? '';

describe('learning-loop standings', () => {
  it('shows what is known of each option, and how sure it is', () => {
    const ledger = place.open();
    for (let run = 0; run < 60; run++) {
      record(ledger, { prompt: 'concise', model: 'gpt-4o-mini' }, 1, 0.02);
      record(ledger, { prompt: 'detailed', model: 'claude-sonnet-4' }, 0);
    }
    expect(lineOf('concise')).toMatch(/^concise +60 +100 % +9\d-100 % +\d+ % +too early to tell/);
    expect(lineOf('detailed')).toMatch(/^detailed +60 +75 % .* (probably|clearly) worse/);
    expect(lineOf('default')).toContain('not tried');
    ledger.choosing.retirePrompt('default', true);
    expect(lineOf('concise')).toMatch(/(probably|clearly) better/);
    expect(lineOf('default')).toContain('retired');
    expect(lineOf('gpt-4o-mini')).toContain('$0.020');
    expect(lineOf('gpt-4o-mini')).toContain('starting guess: 4 % published by aider polyglot leaderboard');
    expect(lineOf('claude-sonnet-4')).toContain('seen with other agents');
    expect(printed({ 'no-starting-guesses': true })).not.toContain('starting guess');
  });

  it('declares nobody the winner of equal options', () => {
    const ledger = place.open();
    for (let run = 0; run < 40; run++) {
      for (const prompt of ['concise', 'detailed']) record(ledger, { prompt }, run % 2 === 0 ? 1 : 0);
    }
    expect(lineOf('concise')).toMatch(/too early to tell|no real difference/);
  });

  it('prints the same as JSON', () => {
    record(place.open(), { prompt: 'concise' }, 1);
    const { arms, sources } = JSON.parse(printed({ json: true })) as { arms: object[]; sources: object[] };
    expect(arms[0]).toMatchObject({
      chooser: 'prompt',
      arm: 'concise',
      trials: 1,
      mean: 1,
      verdict: 'too early',
    });
    expect(sources).toEqual([]);
  });
});
