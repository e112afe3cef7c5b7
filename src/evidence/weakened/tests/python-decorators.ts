import { dense, partsBetween } from '../source/arguments.js';
import type { Source } from '../source/source.js';
import { moreSkipped, runs, skipsAt, type Skip } from './found-test.js';
import { marksAbove } from './marks-above.js';

/** What the decorators of a function or class say of tests. */
export interface Decorators {
  readonly start: number;
  readonly skip: Skip;
  readonly expectsFailure: boolean;
  readonly isRetried: boolean;
  readonly timeoutMs: number | undefined;
  readonly rows: readonly string[];
}

export function decoratorsAbove(source: Source, at: number): Decorators {
  const start = marksAbove(source, at, '@');
  const code = source.code.slice(start, at);
  const timeout = /@[\w.]*\btimeout\s*\(\s*(?:timeout\s*=\s*)?([\d.]+|None)/.exec(code)?.[1];
  return {
    start,
    skip: [...code.matchAll(/^[ \t]*@[ \t]*([\w.]+)(?:\s*\(\s*([^,)\n]*))?/gm)].reduce(
      (skip, [, name = '', given = ''], index) =>
        moreSkipped(skip, skipBy(name, given.trim(), start + index)),
      runs,
    ),
    expectsFailure: /@[\w.]*(?:xfail|expectedFailure)\b/.test(code),
    isRetried: /@[\w.]*(?:flaky|retry|rerun)\w*/i.test(code),
    timeoutMs: timeout === undefined ? undefined : Number(timeout) > 0 ? Number(timeout) * 1000 : Infinity,
    rows: [...code.matchAll(/\bparametrize\s*\(/g)].flatMap((each) =>
      rowsOf(source, start + each.index + each[0].length - 1),
    ),
  };
}

/** By the last part of a decorator's name, and the first thing it is given. */
function skipBy(decorator: string, given: string, at: number): Skip {
  const name = decorator.slice(decorator.lastIndexOf('.') + 1);
  if (/^skip(?:Test)?$/i.test(name)) return skipsAt(2, at);
  if (/skip_?if/i.test(name)) return skipsAt(/^(?:True|1|not\s+False)$/.test(given) ? 2 : 1, at);
  if (/skip_?unless/i.test(name)) return skipsAt(/^(?:False|0|not\s+True)$/.test(given) ? 2 : 1, at);
  return /skip/i.test(name) ? skipsAt(1, at) : runs;
}

/** The cases of a `parametrize`: the elements of its second argument where that is a list, also one with a name. */
function rowsOf(source: Source, open: number): string[] {
  const values = partsBetween(source, open)[1];
  if (values === undefined) return [];
  const name = /^\s*([A-Za-z_]\w*)\s*$/.exec(source.code.slice(values.start, values.end))?.[1];
  const named =
    name === undefined
      ? null
      : new RegExp(String.raw`^${name}\s*(?::[^=\n]+)?=\s*(?=[[(])`, 'm').exec(source.code);
  const list = named === null ? source.skipSpace(values.start) : named.index + named[0].length;
  if (!/[[(]/.test(source.code.charAt(list))) return [];
  return partsBetween(source, list).map((part) => dense(source.text.slice(part.start, part.end)));
}
