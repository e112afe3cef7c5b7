import { createHash } from 'node:crypto';
import type { FindingCounts } from './evidence.js';
import { countFindings, distinctFindings, type Finding, type FindingKind, type Severity } from './finding.js';

/** One complaint of a tool, as often as it was made in one file. */
interface SeenFinding {
  readonly tool: string;
  /** Relative to the ledger's root where it lies in it; empty when the finding is about no file. */
  readonly path: string;
  readonly rule: string;
  /** Shortened; empty in a ledger that keeps numbers only. */
  readonly message: string;
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly count: number;
  /** Stands for path, rule, message and severity as they were before they were shortened and scrubbed. */
  readonly key: string;
}

/** A tool that looked, and all that it found, also what is not listed. */
interface SeenTool {
  readonly tool: string;
  readonly errors: FindingCounts;
  readonly warnings: FindingCounts;
}

/** What compilers and linters said in one run of a check. */
export interface SeenFindings {
  /** Each once, also those that found nothing. */
  readonly tools: readonly SeenTool[];
  /** Those with the smallest keys, in their order, so that two lists that are both cut off overlap. */
  readonly list: readonly SeenFinding[];
}

const listedFindings = 200;
const messageCharacters = 160;

/**
 * Sums up findings for the ledger. Lines are left out, since edits above a finding move it.
 * @param tools that looked
 * @param locate a path as a tool wrote it, relative to the ledger's root
 */
export function seenFindings(
  findings: readonly Finding[],
  tools: readonly string[],
  locate: (path: string) => string,
): SeenFindings {
  const distinct = distinctFindings(findings);
  const byKey = new Map<string, SeenFinding>();
  for (const { tool, path: written, rule, message, kind, severity } of distinct) {
    const path = written === '' ? '' : locate(written);
    const key = keyOf(path, rule, message, severity);
    const count = (byKey.get(`${tool} ${key}`)?.count ?? 0) + 1;
    byKey.set(`${tool} ${key}`, {
      tool,
      path,
      rule,
      message: shortened(message),
      kind,
      severity,
      count,
      key,
    });
  }
  return {
    tools: [...new Set([...tools, ...distinct.map(({ tool }) => tool)])].sort().map((tool) => {
      const own = distinct.filter((finding) => finding.tool === tool);
      return { tool, errors: countFindings(own, 'error'), warnings: countFindings(own, 'warning') };
    }),
    list: [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, listedFindings),
  };
}

function keyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

function shortened(message: string): string {
  return message.length <= messageCharacters ? message : `${message.slice(0, messageCharacters - 1)}…`;
}
