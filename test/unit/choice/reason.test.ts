import { describe, expect, it } from 'vitest';
import { reasonInWords } from '../../../src/learning/choice/reason.js';

const arms = [
  { arm: 'default', trials: 9, wins: 6.39 },
  { arm: 'concise', trials: 12, wins: 9.84 },
];

describe('the reason of a choice', () => {
  it('names the counts that decided', () => {
    expect(reasonInWords({ arm: 'concise', ground: 'best' }, arms)).toBe(
      'Best score here: 82 % over 12 runs; next is default with 71 % over 9 runs.',
    );
  });

  it('changes when the counts are swapped', () => {
    const [first, second] = arms;
    const swapped = [
      { ...first!, trials: second!.trials, wins: second!.wins },
      { ...second!, trials: first!.trials, wins: first!.wins },
    ];
    expect(reasonInWords({ arm: 'default', ground: 'best' }, swapped)).toBe(
      'Best score here: 82 % over 12 runs; next is concise with 71 % over 9 runs.',
    );
  });

  it('says when an option was not tried, and when it is tried to learn more', () => {
    const untried = [...arms, { arm: 'detailed', trials: 0, wins: 0 }];
    expect(reasonInWords({ arm: 'detailed', ground: 'untried' }, untried)).toContain('1 of 3 left');
    expect(reasonInWords({ arm: 'default', ground: 'exploring' }, arms)).toContain('71 % over 9 runs');
  });

  it('names the runs of the same difficulty, and the starting guess with who published it', () => {
    const known = { ...arms[1]!, ofKind: { trials: 4, wins: 2 }, prior: { mean: 0.62, mass: 10 } };
    const reason = reasonInWords({ arm: 'concise', ground: 'best' }, [arms[0]!, known]);
    expect(reason).toContain('82 % over 12 runs (50 % over 4 runs of this difficulty; starting guess 62 %');
    const guessed = { arm: 'new', trials: 0, wins: 0, prior: { mean: 0.62, mass: 10 } };
    expect(reasonInWords({ arm: 'new', ground: 'best' }, [guessed, arms[0]!])).toBe(
      'Best score here: no run, starting guess 62 %, published by aider polyglot leaderboard; next is default with 71 % over 9 runs.',
    );
  });

  it('says who goes first', () => {
    const untried = [...arms, { arm: 'local', trials: 0, wins: 0 }];
    expect(
      reasonInWords({ arm: 'local', ground: 'untried' }, untried, 'for an easy task, local ones do'),
    ).toContain('Not tried here yet; for an easy task, local ones do (1 of 3 left to try).');
  });
});
