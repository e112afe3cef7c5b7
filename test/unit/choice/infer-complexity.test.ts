import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inferComplexity } from '../../../src/learning/choice/infer-complexity.js';

describe('how hard a task is taken to be', () => {
  it.each([
    ['Fix a typo in the greeting', [], 'easy', 'words rather than code'],
    ['Scaffold a settings page', [], 'easy', 'a scaffold'],
    ['Rename total to sum', [], 'easy', 'clean-up'],
    ['Migrate the orders to the new tables', [], 'hard', 'a schema or a migration'],
    ['Change the public API of the client', [], 'hard', 'a public interface'],
    ['Fix the race condition on save', [], 'hard', 'concurrency'],
    ['Add a discount to the cart', [], 'medium', 'nothing in it'],
    ['Add a discount', ['db/migrations/007.sql'], 'hard', 'db/migrations/007.sql looks like a migration'],
    ['Add a discount', ['src/cart.proto'], 'hard', 'src/cart.proto looks like a schema'],
    ['Add a discount', ['src/schematic.ts'], 'medium', 'nothing in it'],
  ])('%s %j: %s, because of %s', (goal, files, complexity, reason) => {
    const inferred = inferComplexity(goal, files);
    expect(inferred.complexity).toBe(complexity);
    expect(inferred.reason).toContain(reason);
  });

  it('is hard rather than easy where both are said, and hard for many files', () => {
    expect(inferComplexity('Rename a column of the schema').complexity).toBe('hard');
    const files = Array.from({ length: 8 }, (_, index) => `src/file-${index}.ts`);
    expect(inferComplexity('Fix a typo', files)).toEqual({
      complexity: 'hard',
      reason: 'it is about 8 files',
    });
  });

  it('is said of any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (goal, files) => {
        expect(inferComplexity(goal, files).reason).not.toBe('');
      }),
    );
  });
});
