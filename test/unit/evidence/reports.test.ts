import { describe, expect, it } from 'vitest';
import { summarise } from '../../../src/evidence/output-summary.js';
import { recognise } from '../../../src/evidence/recognise.js';
import { fixtures } from './support/fixtures.js';

describe('what tools write', () => {
  it.each(fixtures())('$name', ({ text, truth }) => {
    const reports = recognise(text);
    expect(reports).not.toBeNull();
    const { format, failing, ...said } = summarise(reports ?? []);
    const { failing: trueFailing, ...trueRest } = truth;
    expect(format).not.toBe('');
    expect(said).toEqual(trueRest);
    expect(failing?.length).toBe(trueFailing?.length);
    for (const name of trueFailing ?? []) {
      expect(failing?.map((test) => test.name)).toContainEqual(expect.stringContaining(name));
    }
  });
});
