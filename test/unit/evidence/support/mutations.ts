import fc from 'fast-check';

/** Makes of a text another one, as damage on the way would. */
export type Mutation = (text: string) => string;

const share = fc.double({ min: 0, max: 1, noNaN: true });

/** The output of a process that was killed, or that was not captured from its beginning. */
export const truncations: fc.Arbitrary<Mutation> = fc.tuple(share, fc.boolean()).map(
  ([at, isEndKept]) =>
    (text) =>
      isEndKept ? text.slice(Math.floor(text.length * at)) : text.slice(0, Math.floor(text.length * at)),
);

/** One to three lines lost. */
export const deletions: fc.Arbitrary<Mutation> = fc
  .array(share, { minLength: 1, maxLength: 3 })
  .map((places) => (text) => {
    const lines = text.split('\n');
    const lost = new Set(places.map((place) => Math.floor(place * (lines.length - 1))));
    return lines.filter((_, index) => !lost.has(index)).join('\n');
  });

const sequences = [
  '\u001b[31m',
  '\u001b[0m',
  '\u001b[1;38;5;200m',
  '\u001b]633;C\u0007',
  '\u001b]8;;x\u001b\\',
  '\u001b[2K',
  '\u001b[?25l',
];

/** Colours and marks of a terminal, which change nothing of what is said. */
export const controlSequences: fc.Arbitrary<Mutation> = fc
  .array(fc.tuple(share, fc.constantFrom(...sequences)), { minLength: 1, maxLength: 20 })
  .map((insertions) => (text) => {
    const sorted = insertions.map(
      ([place, sequence]) => [Math.floor(place * text.length), sequence] as const,
    );
    sorted.sort(([a], [b]) => b - a);
    return sorted.reduce((result, [at, sequence]) => insert(result, at, sequence), text);
  });

/** Never into a sequence that is there already. */
function insert(text: string, at: number, sequence: string): string {
  const lineStart = text.lastIndexOf('\n', at) + 1;
  return text.slice(lineStart, at).includes('\u001b')
    ? text.slice(0, lineStart) + sequence + text.slice(lineStart)
    : text.slice(0, at) + sequence + text.slice(at);
}

/** The beginning of one text and the end of another. */
export const splices: fc.Arbitrary<(one: string, other: string) => string> = fc
  .tuple(share, share)
  .map(([end, start]) => (one, other) => {
    const [first, second] = [one.split('\n'), other.split('\n')];
    return [...first.slice(0, first.length * end), ...second.slice(second.length * start)].join('\n');
  });

/** The lines of both, by turns. */
export function interleave(one: string, other: string): string {
  const [first, second] = [one.split('\n'), other.split('\n')];
  const turns = Math.max(first.length, second.length);
  return Array.from({ length: turns }, (_, index) => [first[index], second[index]])
    .flat()
    .filter((line) => line !== undefined)
    .join('\n');
}
