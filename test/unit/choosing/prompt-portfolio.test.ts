import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/learning/ledger.js';
import { loadSqlite } from '../../../src/learning/sqlite/load.js';
import { shippedPromptText } from '../../../src/learning/variants/shipped-prompts.js';
import { record, TemporaryLedger } from './temporary-ledger.js';

let place: TemporaryLedger;
let ledger: Ledger;

beforeAll(loadSqlite);
beforeEach(() => {
  place = new TemporaryLedger();
  ledger = place.open();
});
afterEach(() => {
  place.remove();
});

const task = { complexity: null, maxCostPer1k: 1 };

function suggestedPrompts(count: number): Set<string> {
  return new Set(Array.from({ length: count }, () => ledger.choosing.suggest(task).prompt.arm));
}

describe('the prompts', () => {
  it('have shipped texts, written down when a person first edits one', () => {
    const file = ledger.choosing.promptFile('detailed');
    expect(readFileSync(file, 'utf8')).toBe(shippedPromptText('detailed'));
    writeFileSync(file, 'Mine.');
    expect(readFileSync(ledger.choosing.promptFile('detailed'), 'utf8')).toBe('Mine.');
    ledger.choosing.setRule('prompt', 'detailed', 'pinned');
    expect(ledger.choosing.suggest(task).prompt.text).toBe('Mine.');
  });

  it('can be added, and are chosen from then on', () => {
    const file = ledger.choosing.addPrompt('Test first!', 'Write the test first.');
    expect(readFileSync(file, 'utf8')).toBe('Write the test first.');
    expect(ledger.choosing.prompts().at(-1)).toEqual({
      id: 'test-first',
      name: 'Test first!',
      isRetired: false,
    });
    expect(() => ledger.choosing.addPrompt('Test first!', 'again')).toThrow(/already/);
    for (const prompt of ['default', 'detailed', 'concise']) record(ledger, { prompt }, 1);
    expect(suggestedPrompts(3)).toEqual(new Set(['test-first']));
  });

  it('take over a text that is in no index, once, and keep its counts', () => {
    place.write('prompts/reviewer.md', 'Review as you go.');
    place.write('prompts/README.md', 'About these prompts.');
    expect(ledger.choosing.prompts().map(({ id }) => id)).toEqual([
      'default',
      'detailed',
      'concise',
      'reviewer',
    ]);
    record(ledger, { prompt: 'reviewer' }, 1);
    const again = place.open();
    expect(again.pulls.tally('prompt', 'reviewer')).toMatchObject({ trials: 1, wins: 1 });
    expect(JSON.parse(readFileSync(place.path('prompt_variants.json'), 'utf8'))).toHaveLength(4);
  });

  it('can be retired with their counts and brought back', () => {
    record(ledger, { prompt: 'concise' }, 1);
    ledger.choosing.retirePrompt('concise', true);
    expect(suggestedPrompts(12)).not.toContain('concise');
    expect(ledger.choosing.standings().find(({ arm }) => arm === 'concise')).toMatchObject({
      trials: 1,
      isRetired: true,
      chanceToBeBest: 0,
    });
    ledger.choosing.retirePrompt('concise', false);
    for (const prompt of ['default', 'detailed']) record(ledger, { prompt }, 0);
    expect(suggestedPrompts(12)).toContain('concise');
    ledger.choosing.retirePrompt('concise', true);
    ledger.choosing.retirePrompt('default', true);
    expect(() => {
      ledger.choosing.retirePrompt('detailed', true);
    }).toThrow(/last prompt/);
  });

  it('without a text are not chosen', () => {
    place.write('prompt_variants.json', [{ id: 'gone' }, { id: 'concise' }]);
    expect(suggestedPrompts(6)).toEqual(new Set(['concise']));
    place.write('prompt_variants.json', [{ id: 'gone' }]);
    expect(() => ledger.choosing.suggest(task)).toThrow(/no prompt that has a text/);
  });

  it('follow no link out of the repository', () => {
    mkdirSync(place.path('prompts'));
    symlinkSync('/etc/hostname', place.path('prompts/leak.md'));
    expect(ledger.choosing.prompts().map(({ id }) => id)).not.toContain('leak');
    place.write('prompt_variants.json', [{ id: 'leak' }, { id: '../../x', template: '../../etc/passwd' }]);
    expect(() => ledger.choosing.suggest(task)).toThrow(/no prompt that has a text/);
  });

  it('keep comments in their index', () => {
    place.write('prompt_variants.json', '[\n  // short\n  { "id": "concise" },\n  { "id": "default" }\n]\n');
    ledger.choosing.retirePrompt('concise', true);
    ledger.choosing.retirePrompt('concise', false);
    const text = readFileSync(place.path('prompt_variants.json'), 'utf8');
    expect(text).toContain('// short');
    expect(text).not.toContain('retired');
  });
});
