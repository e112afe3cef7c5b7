import { dense } from '../source/arguments.js';
import type { Source, Span } from '../source/source.js';

/** Something that a test demands. */
export interface Assertion {
  readonly span: Span;
  /** Without white space. */
  readonly text: string;
  /** What is looked at and what it is compared with, each without white space; constants are left out. */
  readonly subjects: readonly string[];
  /**
   * How much it demands: 3 a value, 2 a property of it, 1.5 one of two or three values, 1 that it is true or there in
   * general, 0.5 that it is not missing, 0 nothing.
   */
  readonly strength: number;
  /** Whether it demands that something is not so. */
  readonly isNegated: boolean;
  /** Everything that it is given, to tell whether another one says the opposite of the same. */
  readonly about: string;
  /** How far off a number may be, relatively to others of the same form; undefined for not at all. */
  readonly tolerance: number | undefined;
}

export type AssertionReader = (source: Source) => Assertion[];

/** What most assertions are made of. */
export function assertionAt(
  source: Source,
  span: Span,
  told: Pick<Assertion, 'strength' | 'subjects'> & Partial<Assertion>,
): Assertion {
  const text = dense(source.text.slice(span.start, span.end));
  return { span, text, about: told.subjects.join(','), isNegated: false, tolerance: undefined, ...told };
}
