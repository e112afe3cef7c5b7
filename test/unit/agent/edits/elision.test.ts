import { describe, expect, it } from 'vitest';
import { elisionIn } from '../../../../src/agent/edits/elision.js';

describe('elisionIn', () => {
  it.each([
    ['// ... rest of the file unchanged'],
    ['// ... existing code ...'],
    ['  # … remaining methods'],
    ['/* ... other methods ... */'],
    ['<!-- ... rest of the page ... -->'],
    ['-- ... unchanged'],
    ['// rest of the code'],
    ['# the rest of your function stays as it is'],
    ['// existing code here'],
    ['// Other methods remain unchanged'],
    ['// [... existing imports ...]'],
    ['{/* ... */}'],
    ['// ...'],
    ['# ... implementation omitted'],
  ])('takes %j for code left out', (line) => {
    expect(elisionIn(['const a = 1;', line], [])).toBe(line);
    expect(elisionIn([line], [`  ${line}`])).toBeUndefined();
  });

  it.each([
    ['...'],
    ['    ...'],
    ['def run(*rest): ...'],
    ['const all = [...rest];'],
    ['// Loading other items...'],
    ['// ...and the same for the second one.'],
    ['// Keep the previous value: callers compare with it.'],
    ['# The rest is paid at the end of the month.'],
    ['// Existing users are asked once.'],
    ['console.log("rest of the file");'],
  ])('takes %j for what it is', (line) => {
    expect(elisionIn([line], [])).toBeUndefined();
  });
});
