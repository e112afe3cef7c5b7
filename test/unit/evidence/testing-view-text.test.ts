import { describe, expect, it } from 'vitest';
import { readTestingView } from '../../../src/evidence/testing-view-text.js';

describe('readTestingView', () => {
  it('reads the names of failing tests, and the output where no test has a message', () => {
    const text =
      '<testFailure name="adds \\"x\\"" path="shop > cart">\n</testFailure>\n<output>\n1 failed\n</output>\n';
    expect(readTestingView(text)).toEqual({ failing: ['adds "x"'], output: '1 failed' });
  });

  it('has no output where a test has a message', () => {
    const text = '<testFailure name="adds" path="">\n<message>\nno <output>\n</message>\n</testFailure>\n';
    expect(readTestingView(text)).toEqual({ failing: ['adds'], output: null });
  });

  it('reads the output of a run that passed', () => {
    expect(readTestingView('<output>\n2 passed\n</output>\n')).toEqual({ failing: [], output: '2 passed' });
  });

  it.each(['', 'No test failures were found yet, call the runTests tool to run tests and find failures.'])(
    'knows nothing of %j',
    (text) => {
      expect(readTestingView(text)).toBeNull();
    },
  );
});
