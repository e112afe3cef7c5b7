import { describe, expect, it } from 'vitest';
import {
  toExportArgument,
  toPrepareArgument,
  toTunedArgument,
} from '../../../../src/editor/tuning/requests.js';

describe('what other code asks for', () => {
  it('is filled in with defaults, of which none lets work of hosted models in', () => {
    expect(toExportArgument({})).toEqual({ folder: undefined, format: 'sft', includesHosted: false });
    expect(toPrepareArgument({ base: 'a' })).toEqual({ folder: undefined, base: 'a', role: 'coder' });
    const tuned = { folder: '/shop', adapterFile: '/a.gguf', base: 'b', name: 'c' };
    expect(toTunedArgument(tuned)).toEqual(tuned);
  });

  it.each([
    [() => toExportArgument([]), 'The argument is an object'],
    [() => toExportArgument({ format: 'csv' }), '`format` is one of sft, openai'],
    [() => toExportArgument({ includesHosted: 'yes' }), '`includesHosted` is true or false'],
    [() => toPrepareArgument({ base: 'a', role: 'poet' }), '`role` is one of coder'],
    [() => toPrepareArgument({}), '`base` is missing'],
    [() => toTunedArgument({ adapterFile: '/a', base: ' ', name: 'c' }), '`base` is a text'],
    [() => toTunedArgument({ adapterFile: '/a', base: 'b', name: 'c', folder: 1 }), '`folder` is a text'],
  ])('is refused in words: %#', (ask, words) => {
    expect(ask).toThrow(words);
  });
});
