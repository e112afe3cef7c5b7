import type { FindingKind } from '../../evidence/finding.js';
import { findingKindOf as kindByToolAndRule } from '../../evidence/finding-kinds.js';

export type { FindingKind };

/**
 * What an error breaks, by the tool that reported it and its rule; null for a tool that is not known, e.g. a spell
 * checker, whose word on the code is not taken.
 */
export function findingKindOf(source: string | undefined, code: string): FindingKind | null {
  return kindByToolAndRule(source ?? '', code);
}
