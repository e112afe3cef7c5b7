import { expect, it } from 'vitest';
import { short } from '../../../webview/ui/short.js';

it('cuts a long text between letters', () => {
  expect(short('W'.repeat(160))).toBe('W'.repeat(160));
  expect(short('W'.repeat(161))).toBe(`${'W'.repeat(160)}…`);
  expect(short(`${'W'.repeat(159)}🏴‍☠️`)).toBe(`${'W'.repeat(159)}…`);
});

it('shows what would disguise the text beside it', () => {
  expect(short('a\u202Eb\0c\u2067d')).toBe('a\uFFFDb\uFFFDc\uFFFDd');
  expect(short('שלום, עולם')).toBe('שלום, עולם');
});
