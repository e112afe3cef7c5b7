import type { CommandEvidence } from '../../evidence/evidence.js';
import { widest } from './credited-checks.js';
import { originOf, type Seen } from './seen.js';

/** Whether the code compiles: the last build's exit code, else that no new type errors are there; null if nobody looked. */
export function compileSeen(
  results: readonly CommandEvidence[],
  typeErrors: Seen<number> | null,
): Seen<boolean> | null {
  const build = lastBuild(results);
  if (build !== undefined) {
    return {
      value: build.exitCode === 0,
      words: build.exitCode === 0 ? 'passed' : `failed with exit code ${String(build.exitCode)}`,
      origins: [originOf(build)],
    };
  }
  return typeErrors && { ...typeErrors, value: typeErrors.value === 0 };
}

export function lastBuild(results: readonly CommandEvidence[]): CommandEvidence | undefined {
  return widest(results.filter(({ check, exitCode }) => check === 'build' && exitCode !== null)).at(-1);
}
