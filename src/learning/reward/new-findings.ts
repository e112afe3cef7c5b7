import type { CommandEvidence, FindingCounts } from '../../evidence/evidence.js';
import type { FindingKind } from '../../evidence/finding.js';
import { findingKindOf } from '../../evidence/finding-kinds.js';
import type { SeenFindings } from '../../evidence/seen-findings.js';

interface Search {
  readonly tool: string;
  readonly kind: FindingKind;
  readonly result: CommandEvidence;
  /** Results from before the run's first edit. */
  readonly before: readonly CommandEvidence[];
  /** Files that the run changed. */
  readonly changed: ReadonlySet<string>;
}

interface NewFindings {
  /** How often each finding counts, by its key. */
  readonly listed: ReadonlyMap<string, number>;
  /** How many more there are that are not listed, so that only their number can be compared. */
  readonly unlisted: number;
}

/** Sorts behind every key. */
const allKeys = '\uffff';

/** A tool's errors that count: those that it had not before the run's first edit, and all in files that the run changed. */
export function newFindings({ tool, kind, result, before, changed }: Search): NewFindings {
  const now = result.findings ?? null;
  if (now === null) return { listed: new Map(), unlisted: 0 };
  const earlier = before.flatMap(({ findings }) =>
    findings?.tools.some((each) => each.tool === tool) === true ? [findings] : [],
  );
  // Of lists that are cut off only the part that all of them have can be compared one by one.
  const upTo = [now, ...earlier].map(lastListed).reduce((least, key) => (key < least ? key : least));
  const listed = new Map<string, number>();
  let known = 0;
  for (const { key, count, path } of errorsIn(now, tool, kind, upTo)) {
    known += count;
    const old = changed.has(path) ? 0 : Math.max(0, ...earlier.map((each) => countIn(each, tool, kind, key)));
    if (count > old) listed.set(key, count - old);
  }
  const oldUnlisted = earlier.map(
    (each) => totalIn(each, tool, kind) - sum(errorsIn(each, tool, kind, upTo)),
  );
  return { listed, unlisted: Math.max(0, totalIn(now, tool, kind) - known - Math.max(0, ...oldUnlisted)) };
}

/** Whether a tool that found nothing of a kind has looked for it. A linter's plug-ins look for schemas and boundaries. */
export function looksFor(kind: FindingKind): (tool: string) => boolean {
  return (tool) => {
    const own = findingKindOf(tool, '') ?? 'lint';
    return own === kind || (own === 'lint' && kind !== 'type');
  };
}

function errorsIn(
  findings: SeenFindings,
  tool: string,
  kind: FindingKind,
  upTo: string,
): SeenFindings['list'] {
  return findings.list.filter(
    (each) => each.tool === tool && each.kind === kind && each.severity === 'error' && each.key <= upTo,
  );
}

function countIn(findings: SeenFindings, tool: string, kind: FindingKind, key: string): number {
  return sum(errorsIn(findings, tool, kind, allKeys).filter((each) => each.key === key));
}

function totalIn({ tools }: SeenFindings, tool: string, kind: FindingKind): number {
  return tools.find((each) => each.tool === tool)?.errors[kind] ?? 0;
}

/** The key up to which all findings are listed. */
function lastListed({ list, tools }: SeenFindings): string {
  const all = tools.reduce((total, { errors, warnings }) => total + countAll(errors) + countAll(warnings), 0);
  return sum(list) < all ? (list.at(-1)?.key ?? '') : allKeys;
}

function countAll({ lint, type, schema, boundary }: FindingCounts): number {
  return lint + type + schema + boundary;
}

function sum(findings: readonly { readonly count: number }[]): number {
  return findings.reduce((total, { count }) => total + count, 0);
}
