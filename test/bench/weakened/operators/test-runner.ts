export type TestRunner = 'vitest' | 'jest' | 'mocha' | 'other';

const importOf = (names: string): RegExp => new RegExp(`(from|require\\()\\s*['"](${names})['"/]`);
const vitest = new RegExp(`${importOf('vitest').source}|\\bvi\\.(fn|mock|spyOn)\\(`);
const others = importOf('node:test|tape|tap|ava|uvu|tstyche|bun:test|@playwright/test');
const assertions = importOf('assert|node:assert|chai|unexpected|should');

/** The runner that a JavaScript or TypeScript test file is written for, by what it imports and calls. */
export function runnerOf(text: string): TestRunner {
  if (vitest.test(text)) return 'vitest';
  if (others.test(text) || !/^\s*(it|test|describe)\(/m.test(text)) return 'other';
  if (/\bexpect\(/.test(text) && !assertions.test(text)) return 'jest';
  return /^\s*it\(/m.test(text) ? 'mocha' : 'other';
}
