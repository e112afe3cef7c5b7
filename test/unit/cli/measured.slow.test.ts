import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommandCall } from '../../../src/cli/command.js';
import { measured } from '../../../src/cli/commands/measured.js';
import { measuredText } from '../../../src/editor/measured.js';
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
  void measured.run({ root: place.root, positionals: [], values, print: (line) => lines.push(line) });
  return lines.join('\n');
}

describe('learning-loop measured', () => {
  it('shows each value with its interval, or how many runs are missing', () => {
    const ledger = place.open();
    record(ledger, { prompt: 'detailed' }, 1);
    for (let run = 0; run < 60; run++) record(ledger, { prompt: 'concise', model: 'a|b' }, 1, 0.02);
    expect(printed()).toMatch(/^Worked +100 % \(9\d to 100 %\) +5 to 10 % more/m);
    expect(printed()).toMatch(/^Cost of a run +\$0\.0200 \(\$0\.0200 to \$0\.0200\) +10 to 20 % less/m);
    expect(printed()).toMatch(/^concise +100 % \(9\d to 100 %\) +\$0\.0200/m);
    expect(printed()).toMatch(
      /^detailed +not enough runs \(1 of about \d+\) +not enough runs \(0 of about 20\)/m,
    );
    const text = measuredText(ledger.measured());
    expect(text).toMatch(/\| Runs that compile \| not enough runs \(0 of about \d+\) \| 5 to 10 % more/);
    expect(text).toContain('| a\\|b | 100 %');
  });

  it('prints JSON', () => {
    place.open();
    const all: unknown = JSON.parse(printed({ json: true }));
    expect(all).toContainEqual(expect.objectContaining({ measure: 'compileRate', runs: 0, estimate: null }));
  });
});
