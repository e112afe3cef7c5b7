import type { Assertion } from '../assertions/assertion.js';
import type { FoundTest } from './found-test.js';

/** A test of a file with what it demands. */
export interface TestCase extends FoundTest {
  readonly path: string;
  readonly line: number;
  readonly skipLine: number;
  /** In the order of the text; those that nobody hears have the strength 0. */
  readonly assertions: readonly Assertion[];
  readonly lineOf: (assertion: Assertion) => number;
  /** The lines of its body that do something beside assertions, without white space and comments. */
  readonly statements: readonly string[];
  /** All lines of its body alike. */
  readonly lines: ReadonlySet<string>;
  /** How many of its lines no failure is heard of. */
  readonly unheardLines: number;
  /** All words of its body, for what it speaks of. */
  readonly words: ReadonlySet<string>;
  /** Marks above its definition, and whatever else is part of it but not of its body. */
  readonly head: string;
}

export const fullName = ({ suites, title }: Pick<TestCase, 'suites' | 'title'>): string =>
  [...suites, title].join(' > ');
