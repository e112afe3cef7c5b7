import { dense } from '../source/arguments.js';
import type { Source, Span } from '../source/source.js';

/** A value that is written down: a number, a string, a word that stands for one, or a list of none. */
const constant =
  /^(?:[-+]?[\d.][\w.]*|[rbuf]?(["'`])(?:(?!\1).)*\1|true|false|True|False|null|None|nil|undefined|!0|!1|\[\]|\{\}|\(\))$/s;

export const isConstant = (text: string): boolean => constant.test(text);

/** Whether a value can be only one of two or three. */
const isSmall = (text: string): boolean =>
  /^(?:true|false|True|False|null|None|nil|undefined|!0|!1)$/.test(text);

/** An expected value that any value fits. */
export const isAnything = (text: string): boolean =>
  /^(?:expect\.any(?:thing)?\(.*\)|(?:mock\.)?ANY|unittest\.mock\.ANY|sinon\.match\.any|jasmine\.any(?:thing)?\(.*\)|mock\.Anything|gomock\.Any\(\)|any\(\)|\/\.\*\/\w*|["']\.\*["']|Exception|BaseException|Error)$/s.test(
    text,
  );

/** @param strength what an assertion of its form demands that compares two values */
export function comparing(actual: string, expected: string, strength: number): number {
  if (actual === expected || (isConstant(actual) && isConstant(expected))) return 0;
  if (isAnything(expected) || isAnything(actual)) return Math.min(strength, 0.5);
  if (/^type\(|^typeof\b/.test(actual)) return Math.min(strength, 2);
  return isSmall(expected) || isSmall(actual) ? Math.min(strength, 1.5) : strength;
}

const always = /(?:\|\||\bor)\s*(?:true|True|1)\s*\)*$|^\(*\s*(?:true|True|1)\s*(?:\|\||\bor)\b/;
const never = /(?:&&|\band)\s*(?:false|False|0)\s*\)*$|^\(*\s*(?:false|False|0)\s*(?:&&|\band)\b/;
const property =
  /\bisinstance\s*\(|\binstanceof\b|\.(?:includes|startsWith|endsWith|contains|starts_with|ends_with|startswith|endswith|test|match|every|some)\s*\(|\bmatches!|\b(?:all|any)\s*\(/;

export interface Condition {
  readonly strength: number;
  readonly subjects: readonly string[];
  readonly isNegated: boolean;
  readonly about: string;
}

/** How much it demands that an expression is true. */
export function conditionOf(source: Source, { start, end }: Span): Condition {
  const [text, code] = [source.text.slice(start, end), source.code.slice(start, end)];
  const whole = dense(text);
  if (always.test(code.trim()) || never.test(code.trim()) || isConstant(whole)) {
    return { strength: 0, subjects: [], isNegated: false, about: '' };
  }
  const split = comparison(code);
  if (split === undefined) {
    const isNegated = /^\s*(?:not\b|!)/.test(code);
    const subject = isNegated ? dense(text.replace(/^\s*(?:not\b|!)/, '')) : whole;
    return { strength: property.test(code) ? 2 : 1, subjects: [subject], isNegated, about: subject };
  }
  const [left, right] = [dense(text.slice(0, split.start)), dense(text.slice(split.end))];
  const { operator } = split;
  const isNegated = /^is\s+not$|^!==?$|^not\s+in$/.test(operator);
  const isEqual = /^(?:===?|is)$/.test(operator);
  const isThere = isNegated && isSmall(right);
  return {
    strength: isThere ? 0.5 : comparing(left, right, isEqual ? 3 : 2),
    subjects: [left, right].filter((side) => !isConstant(side)),
    isNegated,
    about: `${left},${right}`,
  };
}

interface Comparison {
  readonly start: number;
  readonly end: number;
  readonly operator: string;
}

/** The first comparison that no bracket holds. */
function comparison(code: string): Comparison | undefined {
  const marks =
    /[([{]|[)\]}]|===?|!==?|<=|>=|=>|->|(?<![-=<])>(?!>)|<(?!<)|(?<![\w.])(?:is\s+not|not\s+in|is|in)(?!\w)/g;
  let depth = 0;
  for (const { 0: mark, index } of code.matchAll(marks)) {
    if (/^[([{]$/.test(mark)) depth += 1;
    else if (/^[)\]}]$/.test(mark)) depth -= 1;
    else if (depth === 0 && mark !== '=>' && mark !== '->') {
      return { start: index, end: index + mark.length, operator: mark };
    }
  }
  return undefined;
}
