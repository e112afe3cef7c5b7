import { recordedAttempts } from '../../learning/dataset/recorded-attempts.js';
import { textOf } from '../../learning/dataset/recorded-text.js';
import type { Connection } from '../../learning/sqlite/connection.js';
import type { KeptRun } from './context-workspace.js';

const lookedAt = 300;
const mostRuns = 3;
const leastAlike = 0.2;
/** From here on a person kept most of it, or its checks passed. */
const leastShare = 0.75;

/** Earlier runs that were kept and whose tasks are like this one, the most alike first. */
export function keptRuns(connection: Connection, task: string): KeptRun[] {
  const wanted = wordsOf(task);
  const candidates: { readonly alike: number; readonly run: KeptRun }[] = [];
  let looked = 0;
  for (const attempt of recordedAttempts(connection)) {
    looked += 1;
    if (looked > lookedAt) break;
    const isKept = (attempt.verdict ?? attempt.reward ?? 0) >= leastShare && !attempt.weakens;
    const alike = likeness(wanted, wordsOf(attempt.task));
    if (!isKept || attempt.role !== 'coder' || alike < leastAlike) continue;
    candidates.push({ alike, run: { task: attempt.task, output: readable(attempt.outputJson) } });
  }
  return candidates
    .sort((one, other) => other.alike - one.alike)
    .slice(0, mostRuns)
    .map(({ run }) => run);
}

/** The share of words that both have (Jaccard). */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((word) => other.has(word)).length;
  return both === 0 ? 0 : both / (one.size + other.size - both);
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
}

function readable(json: string): string {
  try {
    return textOf(JSON.parse(json));
  } catch {
    return json;
  }
}
