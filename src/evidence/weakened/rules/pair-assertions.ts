import type { Assertion } from '../assertions/assertion.js';

/** What became of the assertions of a test; those that are as they were are left out. */
export interface PairedAssertions {
  readonly pairs: readonly { readonly was: Assertion; readonly is: Assertion }[];
  readonly gone: readonly Assertion[];
  readonly come: readonly Assertion[];
}

/** Finds for each assertion that changed the one that is now in its place. */
export function pairAssertions(before: readonly Assertion[], after: readonly Assertion[]): PairedAssertions {
  const come = without(after, before);
  const gone: Assertion[] = [];
  const pairs: { was: Assertion; is: Assertion }[] = [];
  for (const was of without(before, after).filter(({ strength }) => strength > 0)) {
    const at = successors.map((find) => find(was, come)).find((index) => index !== -1);
    const [is] = at === undefined ? [] : come.splice(at, 1);
    if (is === undefined) gone.push(was);
    else pairs.push({ was, is });
  }
  return { pairs, gone, come };
}

/** The same one, unheard or not waited for; one about the same; one about a part of it; one that demands nothing. */
const successors: readonly ((was: Assertion, come: readonly Assertion[]) => number)[] = [
  ({ text }, come) =>
    come.findIndex((is) => is.text.endsWith(text) || (text.startsWith('await') && text.endsWith(is.text))),
  ({ about }, come) => (about === '' ? -1 : come.findIndex((is) => is.about === about)),
  ({ subjects }, come) => come.findIndex((is) => is.subjects.some((subject) => subjects.includes(subject))),
  ({ subjects }, come) =>
    come.findIndex((is) => is.subjects.some((subject) => subjects.some((each) => isPart(each, subject)))),
  (_, come) => come.findIndex(({ strength }) => strength === 0),
];

const isPart = (one: string, other: string): boolean =>
  one.length > 3 && other.length > 3 && (one.includes(other) || other.includes(one));

function without(list: readonly Assertion[], other: readonly Assertion[]): Assertion[] {
  const counts = new Map<string, number>();
  for (const { text } of other) counts.set(text, (counts.get(text) ?? 0) + 1);
  return list.filter(({ text }) => {
    const count = counts.get(text) ?? 0;
    counts.set(text, count - 1);
    return count <= 0;
  });
}
