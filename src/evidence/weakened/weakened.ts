import type { WeakenedCheck, WeakenedEffect } from '../weakened-evidence.js';

type WeakenedKind =
  | 'removed-test'
  | 'removed-case'
  | 'skipped-test'
  | 'focused-test'
  | 'expected-failure'
  | 'retried-test'
  | 'emptied-test'
  | 'unheard-test'
  | 'longer-test'
  | 'mocked-test'
  | 'weakened-assertion'
  | 'changed-expectation'
  | 'suppression'
  | 'untyped'
  | 'setting'
  | 'command';

/** One place of an edit that makes a check say less. */
export interface Weakened {
  readonly path: string;
  /** From 1, in the file as it is now; for what is gone, in the file before the edit. */
  readonly line: number;
  /** Whether `line` counts in the file before the edit. */
  readonly isGone: boolean;
  readonly kind: WeakenedKind;
  /** In a few words, e.g. `skips 2 tests`. */
  readonly message: string;
  readonly effect: WeakenedEffect;
}

const counted = (one: string, many: string) => (count: number) =>
  count === 1 ? one : many.replace('#', String(count));

/** Kinds of which several places are told of together. */
const inWords: Partial<Record<WeakenedKind, (count: number) => string>> = {
  'removed-test': counted('removes a test', 'removes # tests'),
  'removed-case': counted('removes a case of a test', 'removes # cases of tests'),
  'skipped-test': counted('skips a test', 'skips # tests'),
  'focused-test': counted('runs one test alone', 'runs # tests alone'),
  'expected-failure': counted('lets a test pass when it fails', 'lets # tests pass when they fail'),
  'retried-test': counted('tries a test again when it fails', 'tries # tests again when they fail'),
  'emptied-test': counted('empties a test', 'empties # tests'),
  'unheard-test': counted('keeps a test from failing', 'keeps # tests from failing'),
  'longer-test': counted('lets a test take longer', 'lets # tests take longer'),
  'mocked-test': counted('replaces what a test tests', 'replaces what # tests test'),
  'changed-expectation': counted(
    'changes what a test expects, and no code',
    'changes # expected values, and no code',
  ),
  'weakened-assertion': counted('weakens an assertion', 'weakens # assertions'),
  suppression: counted('silences a finding', 'silences # findings'),
  untyped: counted('takes a type away', 'takes # types away'),
};

const sizeOf = (effect: WeakenedEffect): number =>
  Object.values(effect).reduce<number>((sum, each) => sum + Number(each), 0);

/** Something that is counted, of which one or more stand at a line. */
export function countedAt(
  place: Pick<Weakened, 'path' | 'line' | 'isGone'>,
  kind: keyof typeof inWords,
  effect: WeakenedEffect,
): Weakened {
  return { ...place, kind, effect, message: inWords[kind]?.(sizeOf(effect)) ?? kind };
}

/** What some places weaken together, each kind once: `skips 2 tests`, `switches off the rule no-console`. */
export function together(weakened: readonly Weakened[]): string[] {
  return alike(weakened).map(inOne);
}

/** The same with where it begins and what it does to what a check says, for a run's evidence. */
export function weakenedByKind(weakened: readonly Weakened[]): WeakenedCheck[] {
  return alike(weakened).map((places) => ({
    line: places[0].line,
    what: inOne(places),
    effect: places.map(({ effect }) => effect).reduce(added),
  }));
}

type Places = readonly [Weakened, ...Weakened[]];

/** Places by what is said of them: those of one kind that is counted, and those with the same message. */
function alike(weakened: readonly Weakened[]): Places[] {
  const groups = new Map<string, Places>();
  for (const each of weakened) {
    const key = inWords[each.kind] === undefined ? `: ${each.message}` : each.kind;
    const known = groups.get(key);
    groups.set(key, known === undefined ? [each] : [...known, each]);
  }
  return [...groups.values()];
}

function inOne(places: Places): string {
  const [{ kind, message }] = places;
  return inWords[kind]?.(places.reduce((sum, { effect }) => sum + sizeOf(effect), 0)) ?? message;
}

function added(one: WeakenedEffect, other: WeakenedEffect): WeakenedEffect {
  const names = ['removedTests', 'skippedTests', 'weakenedAssertions', 'suppressedFindings'] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const count = (one[name] ?? 0) + (other[name] ?? 0);
      return count === 0 ? [] : [[name, count]];
    }),
  );
}
