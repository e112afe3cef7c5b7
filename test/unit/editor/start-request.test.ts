import { describe, expect, it } from 'vitest';
import { toStartRunRequest } from '../../../src/editor/runs/start-request.js';

describe('toStartRunRequest', () => {
  it('needs only a goal', () => {
    expect(toStartRunRequest({ goal: ' mend it ' })).toEqual({ goal: 'mend it' });
  });

  it('takes everything there is to say', () => {
    const request = {
      goal: 'mend it',
      folder: '/work',
      taskSlug: 'mend',
      role: 'fixer',
      complexity: 'hard',
      used: { kind: 'other', agent: 'Cline', modelName: 'gpt-4o', promptId: null },
    };
    expect(toStartRunRequest(request)).toEqual(request);
    expect(toStartRunRequest({ goal: 'a', used: { kind: 'hand' } }).used).toEqual({ kind: 'hand' });
    expect(toStartRunRequest({ goal: 'a', used: { kind: 'suggestion' } }).used).toEqual({
      kind: 'suggestion',
      agent: null,
    });
  });

  it.each([
    [null, 'object'],
    ['mend it', 'object'],
    [{}, '`goal`'],
    [{ goal: '  ' }, '`goal`'],
    [{ goal: 7 }, '`goal`'],
    [{ goal: 'a', folder: 'relative' }, '`folder`'],
    [{ goal: 'a', role: 'boss' }, 'coder, fixer, judge'],
    [{ goal: 'a', complexity: 'huge' }, 'easy, medium, hard'],
    [{ goal: 'a', used: 'hand' }, '`used`'],
    [{ goal: 'a', used: {} }, '`kind`'],
    [{ goal: 'a', used: { kind: 'other', modelName: 1 } }, '`modelName`'],
  ])('refuses %j and names what is wrong', (argument, named) => {
    expect(() => toStartRunRequest(argument)).toThrow(named);
  });
});
