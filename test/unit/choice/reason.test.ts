import { describe, expect, it } from 'vitest';
import { reasonInWords } from '../../../src/learning/choice/reason.js';

const arms = [
  { arm: 'default', trials: 9, wins: 6.39 },
  { arm: 'concise', trials: 12, wins: 9.84 },
];

describe('the reason of a choice', () => {
  it('names the counts that decided', () => {
    expect(reasonInWords({ arm: 'concise', propensity: 0.95, ground: 'best' }, arms)).toBe(
      'Best score here: 82 % over 12 runs; next is default with 71 % over 9 runs.',
    );
  });

  it('changes when the counts are swapped', () => {
    const [first, second] = arms;
    const swapped = [
      { ...first!, trials: second!.trials, wins: second!.wins },
      { ...second!, trials: first!.trials, wins: first!.wins },
    ];
    expect(reasonInWords({ arm: 'default', propensity: 0.95, ground: 'best' }, swapped)).toBe(
      'Best score here: 82 % over 12 runs; next is concise with 71 % over 9 runs.',
    );
  });

  it('says when an option was not tried, and when it is tried to learn more', () => {
    const untried = [...arms, { arm: 'detailed', trials: 0, wins: 0 }];
    expect(reasonInWords({ arm: 'detailed', propensity: 1, ground: 'untried' }, untried)).toContain(
      '1 of 3 left',
    );
    expect(reasonInWords({ arm: 'default', propensity: 0.05, ground: 'exploring' }, arms)).toContain(
      '71 % over 9 runs',
    );
  });
});
