import { expect, it } from 'vitest';
import { chance } from '../../../webview/ui/numbers.js';

it.each([
  [0, '<1%'],
  [0.004, '<1%'],
  [0.01, '1%'],
  [0.62, '62%'],
  [0.99, '99%'],
  [0.996, '>99%'],
  [1, '>99%'],
])('writes a chance of %d as %s', (share, written) => {
  expect(chance(share)).toBe(written);
});
