import { describe, expect, it } from 'vitest';
import { fragmentMarkIn } from '../../../../src/agent/edits/fragment.js';

const before = ['one', 'two', 'three', 'four'];

describe('fragmentMarkIn', () => {
  it.each([
    ['// rest unchanged'],
    ['// (rest of the code)'],
    ['// --- rest of file ---'],
    ['// unchanged'],
    ['# same as before'],
    ['// your existing code'],
    ['/* code omitted for brevity */'],
    ['{/* everything else stays the same */}'],
    ['<!-- existing content -->'],
    ['...'],
    ['  …'],
    ['[rest of file unchanged]'],
    ['(no other changes)'],
    ['...rest of the file'],
  ])('takes %j for the rest of a file that gets shorter', (line) => {
    expect(fragmentMarkIn(['one', line], before, 'a.ts')).toBe(line);
    expect(fragmentMarkIn(['one', line], [...before, `  ${line}`], 'a.ts')).toBeUndefined();
    expect(fragmentMarkIn(['one', line, '', ''], before, 'a.ts')).toBeUndefined();
  });

  it.each([
    ['...rest,'],
    ['  ...rest'],
    ['[...original]'],
    ['[original, other],'],
    ['else:'],
    ['for other in rest:'],
    ['// The rest is paid at the end of the month.'],
    ['// Other users see the previous value.'],
    ['--previous;'],
    ['#rest() {'],
    ['const rest = all;'],
  ])('takes %j for what it is', (line) => {
    expect(fragmentMarkIn(['one', line], before, 'a.ts')).toBeUndefined();
  });

  it('lets dots be code in Python', () => {
    expect(fragmentMarkIn(['class A:', '    ...'], before, 'a.py')).toBeUndefined();
  });
});
