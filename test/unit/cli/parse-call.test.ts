import { describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands.js';
import { countOption, parseCall } from '../../../src/cli/parse-call.js';

const named = (name: string): (typeof commands)[number] => commands.find((each) => each.name === name)!;

describe('parseCall', () => {
  it.each([
    ['runs', ['--nonsense'], "Unknown option '--nonsense'"],
    ['runs', ['--limit'], "'--limit <value>' argument missing"],
    ['backup', [], 'FILE is missing: where to'],
    ['query', ['SELECT', '1'], '"1" is one argument too many'],
    ['runs', ['--root', '/no/such/folder'], 'There is no folder /no/such/folder'],
  ])('refuses %s %j', (name, args, why) => {
    expect(() => parseCall(named(name), args)).toThrow(why);
  });

  it('knows when help is wanted, whatever else is wrong', () => {
    expect(parseCall(named('backup'), ['--help'])).toBe('help');
  });

  it('gives arguments, options and the repository', () => {
    expect(parseCall(named('query'), ['SELECT 1', '--json', '--root', '/'])).toEqual({
      root: '/',
      positionals: ['SELECT 1'],
      values: { json: true, root: '/' },
    });
  });
});

describe('countOption', () => {
  const call = (limit: string | undefined) => ({
    root: '/',
    positionals: [],
    values: { limit },
    print: () => undefined,
  });

  it('takes whole numbers of 1 or more', () => {
    expect(countOption(call('7'), 'limit', 20)).toBe(7);
    expect(countOption(call(undefined), 'limit', 20)).toBe(20);
    for (const limit of ['0', '-1', '1.5', 'x', ''])
      expect(() => countOption(call(limit), 'limit', 20)).toThrow('--limit');
  });
});
