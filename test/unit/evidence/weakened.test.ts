import { describe, expect, it } from 'vitest';
import { findWeakened } from '../../../src/evidence/weakened/find-weakened.js';
import { together, weakenedByKind } from '../../../src/evidence/weakened/weakened.js';

const tests = (...names: string[]) =>
  names.map((name) => `it('${name}', () => {\n  expect(add(1, 2)).toBe(3);\n});\n`).join('\n');

const told = (path: string, before: string, after: string) =>
  together(findWeakened([{ path, before, after }]));

describe('checks that an edit weakens', () => {
  it('are counted by kind, in words', () => {
    const after = tests('a', 'b', 'c').replace("it('a'", "it.skip('a'").replace("it('b'", "it.skip('b'");
    expect(told('add.test.ts', tests('a', 'b', 'c'), after)).toEqual(['skips 2 tests']);
    expect(told('add.test.ts', tests('a', 'b'), tests('a'))).toEqual(['removes a test']);
  });

  it('are found where a finding is silenced and where a rule is switched off', () => {
    const code = 'export const one: number = 1;\n';
    expect(told('one.ts', code, `// @ts-ignore\n${code}`)).toEqual(['silences a finding']);
    const rule = (level: string) => `{ "rules": { "no-console": "${level}" } }`;
    expect(told('.eslintrc.json', rule('error'), rule('off'))).toHaveLength(1);
  });

  it('are a line of evidence for each kind, with what they add up to', () => {
    const after = tests('a', 'b', 'c', 'd')
      .replace(/it\('(a|b)'/g, "it.skip('$1'")
      .replace(/toBe\(3\);\n}\);\n$/, 'toBeDefined();\n});\n');
    const found = findWeakened([{ path: 'add.test.ts', before: tests('a', 'b', 'c', 'd'), after }]);
    expect(weakenedByKind(found)).toEqual([
      { line: 1, what: 'skips 2 tests', effect: { skippedTests: 2 } },
      { line: 14, what: 'weakens an assertion', effect: { weakenedAssertions: 1 } },
    ]);
    expect(weakenedByKind(found).map(({ what }) => what)).toEqual(together(found));
  });

  it('are none where tests are added or code changes', () => {
    expect(told('add.test.ts', tests('a'), tests('a', 'b'))).toEqual([]);
    expect(told('add.ts', 'export const a = 1;\n', 'export const a = 2;\n')).toEqual([]);
  });
});
