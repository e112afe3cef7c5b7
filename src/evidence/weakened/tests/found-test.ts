import type { Source, Span } from '../source/source.js';

/** Whether a test runs: 0 it does, 1 under a condition, 2 never. */
export type SkipDegree = 0 | 1 | 2;

/** What keeps a test from running, and where that is written. */
export interface Skip {
  readonly degree: SkipDegree;
  /** How many things do so. */
  readonly marks: number;
  readonly at: number;
}

export const runs: Skip = { degree: 0, marks: 0, at: 0 };

export const skipsAt = (degree: SkipDegree, at: number): Skip => ({
  degree,
  marks: degree === 0 ? 0 : 1,
  at,
});

/** A test as its framework sees it, before anything is known of what it asserts. */
export interface FoundTest {
  /** The suites it is in, outermost first. */
  readonly suites: readonly string[];
  readonly title: string;
  /** From the first thing that says that it is a test to its end. */
  readonly span: Span;
  /** The code that runs. */
  readonly body: Span;
  readonly skip: Skip;
  /** Whether it keeps all others from running. */
  readonly isFocused: boolean;
  /** Whether it passes when it fails. */
  readonly expectsFailure: boolean;
  /** Whether it is tried again when it fails. */
  readonly isRetried: boolean;
  /** How long it may take; Infinity for as long as it likes, undefined where it does not say. */
  readonly timeoutMs: number | undefined;
  /** The cases it is run with, as written, where they are listed. */
  readonly rows: readonly string[];
}

/** What most tests have. */
export const plain = {
  suites: [],
  skip: runs,
  isFocused: false,
  expectsFailure: false,
  isRetried: false,
  timeoutMs: undefined,
  rows: [],
} satisfies Partial<FoundTest>;

/** Finds the tests of a file, in any order. */
export type TestReader = (source: Source) => FoundTest[];

/** What two things do together that keep a test from running. */
export function moreSkipped(one: Skip, other: Skip): Skip {
  const { degree, at } = other.degree > one.degree ? other : one;
  return { degree, at, marks: one.marks + other.marks };
}
