import { describe, it } from 'vitest';
import { damageProperties } from './support/damage.js';
import { fixtures } from './support/fixtures.js';

// A sample; `npm run bench -- reports` takes many more.
const numRuns = 150;
const small = fixtures().filter(({ text }) => text.length < 100_000);

describe('damaged output', () => {
  it.each(damageProperties)('$name', (property) => {
    property.check(small, numRuns);
  });
});
