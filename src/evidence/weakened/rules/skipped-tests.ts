import { countedAt, type Weakened } from '../weakened.js';
import type { TestChanges } from './test-changes.js';

/** Tests that ran before and do not now, that keep others from running, or that pass or are tried again when they fail. */
export function skippedTests({ kept, added }: TestChanges): Weakened[] {
  const found: Weakened[] = [];
  const wasFocused = new Set(kept.filter(({ old }) => old.isFocused).map(({ now }) => now.path));
  for (const { old, now } of kept) {
    const place = { path: now.path, line: now.line, isGone: false };
    if (now.skip.degree > old.skip.degree || now.skip.marks > old.skip.marks) {
      found.push(countedAt({ ...place, line: now.skipLine }, 'skipped-test', { skippedTests: 1 }));
    }
    if (now.expectsFailure && !old.expectsFailure)
      found.push(countedAt(place, 'expected-failure', { skippedTests: 1 }));
    if (now.isRetried && !old.isRetried)
      found.push(countedAt(place, 'retried-test', { weakenedAssertions: 1 }));
  }
  for (const now of added) {
    if (now.skip.degree === 2) {
      found.push(
        countedAt({ path: now.path, line: now.skipLine, isGone: false }, 'skipped-test', { skippedTests: 1 }),
      );
    }
  }
  for (const now of [...kept.map((pair) => pair.now), ...added]) {
    if (!now.isFocused || wasFocused.has(now.path)) continue;
    found.push(
      countedAt({ path: now.path, line: now.line, isGone: false }, 'focused-test', { skippedTests: 1 }),
    );
  }
  return found;
}
