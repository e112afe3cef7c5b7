import type { FindingCounts } from './evidence.js';

/** What a finding breaks. */
export type FindingKind = keyof FindingCounts;

/** One complaint of a compiler or linter. */
export interface Finding {
  /** Lower case, e.g. `eslint`. */
  readonly tool: string;
  /** As the tool wrote it, with forward slashes; empty when the finding is about no file. */
  readonly path: string;
  /** From 1; null when the tool named none. */
  readonly line: number | null;
  /** From 1; null when the tool named none. */
  readonly column: number | null;
  /** The rule or error code, e.g. `no-unused-vars`; empty when there is none. */
  readonly rule: string;
  readonly message: string;
  readonly severity: Severity;
  readonly kind: FindingKind;
}

export type Severity = 'error' | 'warning';

/** A finding as a parser reads it; the kind is looked up afterwards, in one place. */
export type RawFinding = Omit<Finding, 'kind'>;

/** How many findings of one severity there are of each kind. */
export function countFindings(findings: readonly Finding[], severity: Severity): FindingCounts {
  const counts = { lint: 0, type: 0, schema: 0, boundary: 0 };
  for (const finding of findings) if (finding.severity === severity) counts[finding.kind] += 1;
  return counts;
}

/** The findings without those that name the same complaint at the same place again, e.g. in another format. */
export function distinctFindings(findings: readonly Finding[]): Finding[] {
  const seen = new Map(findings.map((finding) => [identity(finding), finding]));
  return [...seen.values()];
}

/** Two formats may write a path from different folders, so only its end is compared. */
function identity({ tool, path, line, column, rule, message }: Finding): string {
  return JSON.stringify([tool, path.split('/').slice(-2), line, column, rule, message.slice(0, 60)]);
}
