import { describe, expect, it } from 'vitest';
import { toLookUpArgument, toPageArgument } from '../../../../src/editor/docs/docs-arguments.js';

describe('arguments of the commands about documentation', () => {
  it('are understood', () => {
    expect(toLookUpArgument({ query: 'hooks', library: 'react' })).toEqual({
      query: 'hooks',
      library: 'react',
      folder: undefined,
    });
    expect(toPageArgument({ address: 'https://react.dev/', folder: '/a' })).toEqual({
      address: 'https://react.dev/',
      folder: '/a',
    });
  });

  it.each([undefined, null, 'hooks', [], {}, { query: ' ' }, { query: 1 }, { query: 'a', library: 2 }])(
    'a look-up is not %j',
    (argument) => {
      expect(() => toLookUpArgument(argument)).toThrow(/`query`|`library`|object/);
    },
  );

  it.each([{}, { address: 'hooks' }, { address: 1 }])('a page is not %j', (argument) => {
    expect(() => toPageArgument(argument)).toThrow('`address`');
  });
});
