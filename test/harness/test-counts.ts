import { z } from 'zod';

/** How a suite ended; skipped tests count as neither. */
export type TestCounts = Readonly<z.infer<typeof testCounts>>;

export const testCounts = z.object({ passed: z.number(), failed: z.number() });

/** The closing line of a suite. */
export const closingLine = ({ passed, failed }: TestCounts): string => `${passed} passed, ${failed} failed`;

/** The exit status of a suite: a suite in which nothing ran has failed too. */
export const exitStatus = ({ passed, failed }: TestCounts): number => (failed === 0 && passed > 0 ? 0 : 1);
