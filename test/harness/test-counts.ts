import { z } from 'zod';

/** How a suite ended; skipped tests count as neither. */
export type TestCounts = Readonly<z.infer<typeof testCounts>>;

export const testCounts = z.object({ passed: z.number(), failed: z.number() });

/** The closing line of a suite. */
export const closingLine = ({ passed, failed }: TestCounts): string => `${passed} passed, ${failed} failed`;

/** The exit status of a suite: a suite in which nothing ran has failed too. */
export const exitStatus = ({ passed, failed }: TestCounts): number => (failed === 0 && passed > 0 ? 0 : 1);

/** What the last closing line in a program's output says; one failure where there is none. */
export function countsOf(output: string): TestCounts {
  const last = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  return last === undefined ? { passed: 0, failed: 1 } : { passed: Number(last[1]), failed: Number(last[2]) };
}

export function sumOf(suites: readonly TestCounts[]): TestCounts {
  return {
    passed: suites.reduce((sum, { passed }) => sum + passed, 0),
    failed: suites.reduce((sum, { failed }) => sum + failed, 0),
  };
}
