import * as z from 'zod';
import { commands } from './learnable.js';
import type { StoredEvidence } from './recorded-attempts.js';

const listed = 20;
const checks = ['build', 'lint', 'test'] as const;

/** What a check said, as far as it is stored; a part that cannot be read is left out. */
const saidSchema = z.object({
  tests: z
    .object({
      passed: z.number(),
      failed: z.number(),
      failing: z.array(z.object({ name: z.string() })).catch([]),
    })
    .nullable()
    .catch(null),
  findings: z
    .object({
      list: z.array(
        z.object({ path: z.string(), rule: z.string(), message: z.string(), severity: z.string() }),
      ),
    })
    .nullable()
    .catch(null),
  excerpt: z.string().optional().catch(undefined),
});

/** What was red at first and green at last; empty where nothing was. */
export function repairedInWords(evidence: readonly StoredEvidence[]): string {
  return checks
    .flatMap((check) => {
      const [first, last] = [commands(evidence, check).at(0), commands(evidence, check).at(-1)];
      const isRepaired = first !== undefined && first['exitCode'] !== 0 && last?.['exitCode'] === 0;
      return isRepaired ? [commandInWords(first)] : [];
    })
    .join('\n');
}

/** How each check ended at last. */
export function checksInWords(evidence: readonly StoredEvidence[]): string {
  return checks
    .flatMap((check) => commands(evidence, check).slice(-1))
    .map(commandInWords)
    .join('\n');
}

/**
 * `npm test ended with 1: 18 passed, 2 failed`, and below it what failed: names of tests, findings with their files, else an
 * excerpt.
 */
function commandInWords(evidence: StoredEvidence): string {
  const { tests, findings, excerpt } = saidSchema.parse(evidence);
  const counts = tests === null ? '' : `: ${tests.passed} passed, ${tests.failed} failed`;
  const told = [
    ...(tests?.failing ?? []).map(({ name }) => name),
    ...(findings?.list ?? [])
      .filter(({ severity }) => severity === 'error')
      .map(({ path, rule, message }) => [path, rule, message].filter((part) => part !== '').join(' ')),
  ];
  const lines = told.length === 0 && excerpt !== undefined ? [excerpt] : told.slice(0, listed);
  const more = told.length > listed ? [`and ${told.length - listed} more`] : [];
  const ended = `${String(evidence['label'])} ended with ${String(evidence['exitCode'])}${counts}`;
  return [ended, ...[...lines, ...more].map((line) => `  ${line}`)].join('\n');
}
