import type { FindingCounts } from '../../evidence/evidence.js';
import type { FindingKind } from './finding-kind.js';

/** An error as the editor shows it. */
export interface Finding {
  /** Relative to the ledger's root. */
  readonly path: string;
  readonly kind: FindingKind;
  readonly code: string;
  readonly message: string;
  /** Tells two equal errors of one file apart; it is no part of their identity, since edits above move lines. */
  readonly line: number;
}

/** How often each error was there, by path and then by kind, code and message. Plain data, so that it survives a reload. */
export type Baseline = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface DiagnosticsDifference {
  readonly introduced: FindingCounts;
  readonly resolved: FindingCounts;
}

/** The errors of a moment, counted. The same error reported by two tools on one line counts once. */
export function baselineOf(findings: readonly Finding[]): Baseline {
  const seen = new Set<string>();
  const counts: Record<string, Record<string, number>> = {};
  for (const finding of findings) {
    const key = keyOf(finding);
    const exact = `${finding.path}\n${finding.line}\n${key}`;
    if (seen.has(exact)) continue;
    seen.add(exact);
    const ofPath = (counts[finding.path] ??= {});
    ofPath[key] = (ofPath[key] ?? 0) + 1;
  }
  return counts;
}

/**
 * The baseline, with what is now known of files that the run has not touched: an error that shows up in an untouched
 * file, because a checker looked at it for the first time, was there before the run.
 */
export function withUntouched(baseline: Baseline, now: Baseline, touched: ReadonlySet<string>): Baseline {
  const merged: Record<string, Readonly<Record<string, number>>> = { ...baseline };
  for (const [path, counts] of Object.entries(now)) {
    if (!touched.has(path)) merged[path] = larger(merged[path] ?? {}, counts);
  }
  return merged;
}

/** What the run made worse and better in the files it touched. */
export function differenceFrom(
  baseline: Baseline,
  now: Baseline,
  touched: ReadonlySet<string>,
): DiagnosticsDifference {
  const introduced = noFindings();
  const resolved = noFindings();
  for (const path of touched) {
    const before = baseline[path] ?? {};
    const after = now[path] ?? {};
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const change = (after[key] ?? 0) - (before[key] ?? 0);
      if (change > 0) introduced[kindIn(key)] += change;
      else resolved[kindIn(key)] -= change;
    }
  }
  return { introduced, resolved };
}

type MutableCounts = { -readonly [Kind in FindingKind]: number };

function noFindings(): MutableCounts {
  return { lint: 0, type: 0, schema: 0, boundary: 0 };
}

function larger(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> {
  const result: Record<string, number> = { ...a };
  for (const [key, count] of Object.entries(b)) result[key] = Math.max(result[key] ?? 0, count);
  return result;
}

function keyOf({ kind, code, message }: Finding): string {
  return [kind, code, message].join('\n');
}

function kindIn(key: string): FindingKind {
  const kind = key.slice(0, key.indexOf('\n'));
  return kind === 'lint' || kind === 'type' || kind === 'schema' ? kind : 'boundary';
}
