import { describe, expect, it } from 'vitest';
import { hunksBetween } from '../../../src/review/hunks-between.js';
import { bytes } from './arbitraries.js';

/** `2-4+5` removes three lines from line 2 on where line 5 is afterwards. */
function hunks(before: string, after: string): string[] {
  const lines = (text: string): Uint8Array => bytes(text.replaceAll(/./g, '$&\n'));
  return hunksBetween(lines(before), lines(after)).map(
    ({ before: { start, count }, after: added }) => `${start}-${count} ${added.start}+${added.count}`,
  );
}

describe('hunksBetween', () => {
  it.each([
    ['abc', 'abc', []],
    ['abc', 'aXc', ['1-1 1+1']],
    ['abcdef', 'aXbcdeYf', ['1-0 1+1', '5-0 6+1']],
    ['abcdef', 'bcdf', ['0-1 0+0', '4-1 3+0']],
    ['', 'ab', ['0-0 0+2']],
    // Anchored at the lines that are there once, however often the others repeat.
    ['xxxAxxxBxxx', 'xxAxxxBxxxx', ['2-1 2+0', '11-0 10+1']],
    // A place that is not the only one is the last one.
    ['a}}b', 'a}}}b', ['3-0 3+1']],
    ['aXXXb', 'aXb', ['2-2 2+0']],
    ['axyxyb', 'axyxyxyb', ['5-0 5+2']],
    // It does not slide into the next hunk: something equal stays between.
    ['a}}b}c', 'a}}}b}}c', ['3-0 3+1', '5-0 6+1']],
  ])('finds from %s to %s', (before, after, expected) => {
    expect(hunks(before, after)).toEqual(expected);
  });

  it('finds two thousand changed lines among ten thousand', () => {
    const before = Array.from({ length: 10_000 }, (_, line) => `line ${line % 900}\n`);
    const after = before.map((line, index) => (index % 5 === 0 ? `new ${index}\n` : line));
    const found = hunksBetween(bytes(before.join('')), bytes(after.join('')));
    expect(found.map(({ after: { start, count } }) => [start, count])).toEqual(
      Array.from({ length: 2000 }, (_, index) => [index * 5, 1]),
    );
  });

  it('takes a file for one hunk where comparing would take too long or nobody could judge the hunks', () => {
    const [same, other] = ['a\n'.repeat(60_000), 'a\nb\n'.repeat(30_000)];
    expect(hunksBetween(bytes(same), bytes(other))).toHaveLength(1);
    const unique = Array.from({ length: 50_000 }, (_, line) => `${line}\n`);
    const everySecond = unique.map((line, index) => (index % 2 === 0 ? line : 'new\n'));
    expect(hunksBetween(bytes(unique.join('')), bytes(everySecond.join('')))).toHaveLength(1);
  });
});
