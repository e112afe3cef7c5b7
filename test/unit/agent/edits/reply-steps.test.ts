import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseReply } from '../../../../src/agent/edits/parse-reply.js';

/** How many characters are looked at while a reply is read, by whatever looks at texts. */
function stepsOf(reply: string): number {
  let steps = 0;
  const exec = Reflect.get(RegExp.prototype, 'exec');
  vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text) {
    const from = this.sticky || this.global ? this.lastIndex : 0;
    const found = exec.call(this, text);
    steps += this.sticky ? 1 : (found === null ? text.length : found.index + found[0].length) - from;
    return found;
  });
  const startsWith = Reflect.get(String.prototype, 'startsWith');
  vi.spyOn(String.prototype, 'startsWith').mockImplementation(function (this: string, start, at) {
    steps += start.length;
    return startsWith.call(this, start, at);
  });
  parseReply(reply, { files: new Set(['src/a.ts']) });
  vi.restoreAllMocks();
  return steps;
}

const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Replies of about the size that is asked for, made to be read again and again. */
const replies: Readonly<Record<string, (size: number) => string>> = {
  'fences that are never closed': (size) => times(size / 6, () => '```ts'),
  'ever longer fences that are never closed': (size) =>
    times(Math.sqrt(2 * size), (index) => `${'`'.repeat(3 + index)}ts`),
  'ever more indented fences that are never closed': (size) =>
    times(Math.sqrt(2 * size), (index) => `${' '.repeat(index)}\`\`\`ts`),
  'ever shorter fences that are never closed': (size) => {
    const count = Math.sqrt(2 * size);
    return times(count, (index) => `${'~'.repeat(3 + count - index)}ts`);
  },
  'files that are never closed': (size) => times(size / 16, () => 'src/a.ts\n```ts'),
  'blocks without an end': (size) => times(size / 20, () => '<<<<<<< SEARCH\na\n==='),
  'patches without an end': (size) => times(size / 20, () => '*** Begin Patch\n a'),
  'headers that promise more lines': (size) =>
    times(size / 40, () => '--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,999999999 +1,999999999 @@'),
};

describe('parseReply', () => {
  afterEach(() => vi.restoreAllMocks());

  it.each(Object.entries(replies))('reads %s in steps proportional to the length', (_, make) => {
    const [small, large] = [make(10_000), make(40_000)];
    const growth = stepsOf(large) / stepsOf(small);
    expect(growth).toBeLessThan((large.length / small.length) * 1.3);
  });
});
