import { describe, expect, it } from 'vitest';
import {
  parseVariants,
  VariantsFileError,
  withCounts,
} from '../../../src/learning/variants/variants-json.js';

const seeds = `[
  {
    "id": "default",
    "name": "Default Prompt",
    "template": "default",
    "wins": 45.2,
    "trials": 50
  },
  {
    "id": "detailed", // the long one
    "name": "Detailed Prompt",
    "template": "detailed",
    "owner": { "team": "web" },
    "wins": 38.7,
    "trials": 42,
  }
]
`;

function problemIn(text: string): VariantsFileError {
  try {
    parseVariants('v.json', text);
  } catch (error) {
    if (error instanceof VariantsFileError) return error;
    throw error;
  }
  throw new Error('nothing was found wrong');
}

describe('a variants file', () => {
  it('is read with comments, trailing commas and unknown fields', () => {
    expect(parseVariants('v.json', seeds)).toMatchObject([
      { id: 'default', name: 'Default Prompt', template: 'default', wins: 45.2, trials: 50 },
      { id: 'detailed', name: 'Detailed Prompt', template: 'detailed', wins: 38.7, trials: 42 },
    ]);
  });

  it('keeps everything but the counts when these are set', () => {
    const edited = withCounts(seeds, parseVariants('v.json', seeds), [
      { id: 'detailed', wins: 39.65, trials: 43, asOf: 'ab:7' },
    ]);
    expect(edited).toContain('// the long one');
    expect(edited).toContain('"owner": { "team": "web" }');
    expect(edited.split('\n').slice(0, 8)).toEqual(seeds.split('\n').slice(0, 8));
    expect(parseVariants('v.json', edited)[1]).toMatchObject({ wins: 39.65, trials: 43, asOf: 'ab:7' });
  });

  it('is not touched when the counts are what it says', () => {
    const text = '[{"id":"a","wins":1,"trials":2,"asOf":"x:1"}]';
    expect(
      withCounts(text, parseVariants('v.json', text), [{ id: 'a', wins: 1, trials: 2, asOf: 'x:1' }]),
    ).toBe(text);
  });

  it.each([
    ['[{"id": "a" "wins": 1}]', 1, 13, 'comma expected'],
    ['', 1, 1, 'value expected'],
    ['{}', 1, 1, 'must be a list'],
    ['[\n  3\n]', 2, 3, 'must be an object'],
    ['[{"name": "a"}]', 1, 2, 'no "id"'],
    ['[{"id": ""}]', 1, 9, '"id" must be a text'],
    ['[{"id": "a", "wins": -1}]', 1, 22, '0 or more'],
    ['[{"id": "a", "trials": "many"}]', 1, 24, '0 or more'],
    ['[{"id": "a", "wins": 2, "trials": 1}]', 1, 2, 'more than "trials"'],
    ['[{"id": "a"},\n{"id": "a"}]', 2, 1, 'twice'],
    ['[{"id": "a", "sources": 3}]', 1, 25, 'must be a list'],
    ['[{"id": "a", "sources": [{"source": "moon", "tokens": 1}]}]', 1, 26, 'must be one of open-files'],
    ['[{"id": "a", "sources": [{"source": "docs", "tokens": 0}]}]', 1, 26, '1 or more'],
  ])('with %j is refused at line %i, column %i: %s', (text, line, column, problem) => {
    const error = problemIn(text);
    expect([error.line, error.column]).toEqual([line, column]);
    expect(error.message.toLowerCase()).toContain(problem);
    expect(error.message).toContain(`v.json:${line}:${column}`);
  });
});
