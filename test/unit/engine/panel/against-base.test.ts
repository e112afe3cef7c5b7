import { expect, it } from 'vitest';
import { againstBase } from '../../../../src/engine/panel/against-base.js';
import { standing } from './standing.js';

const base = standing('base', { name: 'Base 7B', trials: 200, wins: 100, mean: 0.5 });
const tuned = (wins: number, trials: number): string | null => {
  const one = standing('tuned', { base: 'base', trials, wins, mean: trials === 0 ? null : wins / trials });
  return againstBase(one, [one, base]);
};

it('says what the runs say of a tuned model against its base', () => {
  expect(tuned(190, 200)).toBe('tuned from Base 7B (50 % worked); against it clearly better');
  expect(tuned(10, 200)).toBe('tuned from Base 7B (50 % worked); against it clearly worse');
  expect(tuned(4, 6)).toMatch(/against it too early to tell \(it would take hundreds of runs\)$/);
  expect(tuned(0, 0)).toBe('tuned from Base 7B');
});

it('names a base that is not listed, and says nothing of other models', () => {
  expect(againstBase(standing('tuned', { base: 'gone' }), [])).toBe('tuned from gone');
  expect(againstBase(base, [base])).toBeNull();
});
