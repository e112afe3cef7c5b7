import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowedPath } from '../../../../src/agent/cards/allowed-paths.js';

/** The same as a regular expression, which is too slow for patterns that mean harm. */
function expressionOf(allowed: string): RegExp {
  const parts = allowed.split('/').map((part) => {
    if (part === '**') return '(?:[^/]+/)*';
    return `${part.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}/`;
  });
  const last = allowed.endsWith('**') ? '[^/]+/' : '';
  return new RegExp(`^${parts.join('')}${last}(?:[^/]+/)*$`);
}

describe('isAllowedPath', () => {
  it.each([
    ['src/a.ts', ['src'], true],
    ['src/deep/a.ts', ['src/'], true],
    ['src/deep/a.ts', ['./src'], true],
    ['src', ['src'], true],
    ['srcs/a.ts', ['src'], false],
    ['lib/src/a.ts', ['src'], false],
    ['README.md', ['src', 'README.md'], true],
    ['src/a.ts', ['src/*.ts'], true],
    ['src/deep/a.ts', ['src/*.ts'], false],
    ['src/deep/a.ts', ['src/**/*.ts'], true],
    ['src/a.ts', ['src/**/*.ts'], true],
    ['a.ts', ['**/*.ts'], true],
    ['x/y/a.test.ts', ['**/*.test.ts'], true],
    ['x/y/a.ts', ['**/*.test.ts'], false],
    ['src/ab.ts', ['src/a?.ts'], true],
    ['src/a.ts', ['src/a?.ts'], false],
    ['Src/a.ts', ['src'], false],
    ['anything/at/all', [], true],
    ['anything', ['.'], true],
    ['src/a+b(c).ts', ['src/a+b(c).ts'], true],
    ['src/axb.ts', ['src/a.b.ts'], false],
  ])('says of %j within %j: %j', (path, allowed, isAllowed) => {
    expect(isAllowedPath(path, allowed)).toBe(isAllowed);
  });

  it('agrees with a regular expression', () => {
    const part = fc.constantFrom('a', 'b', '*', '**', 'a*', '*b', '?', 'a?b');
    const name = fc.constantFrom('a', 'b', 'ab', 'aab', 'ba');
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 5 }),
        fc.array(name, { minLength: 1, maxLength: 6 }),
        (parts, names) => {
          const [allowed, path] = [parts.join('/'), names.join('/')];
          expect(isAllowedPath(path, [allowed])).toBe(expressionOf(allowed).test(`${path}/`));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
