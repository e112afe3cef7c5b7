import { describe, expect, it } from 'vitest';
import { fixerCard } from '../../../../src/editor/agent/fixer-card.js';

const at = (line: number) => ({ start: { line }, end: { line } }) as never;

describe('the card of a fix', () => {
  it('names each problem with its place, and hides none', () => {
    const card = fixerCard('src/money.ts', [
      { message: 'Type "number" is not\n assignable.', range: at(4), source: 'ts' },
      { message: 'Unused.', range: at(9) },
    ]);
    expect(card.role).toBe('fixer');
    expect(card.name).toBe('fix-money-ts');
    expect(card.goals).toEqual([
      'Remove this problem in src/money.ts, line 5: Type "number" is not assignable. (ts)',
      'Remove this problem in src/money.ts, line 10: Unused.',
    ]);
    expect(card.constraints).toHaveLength(1);
  });

  it('has a goal where no problem is named', () => {
    expect(fixerCard('a.ts', []).goals).toEqual(['Remove the problems in a.ts']);
  });
});
