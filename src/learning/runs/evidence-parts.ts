import type { Evidence } from '../../evidence/evidence.js';

interface EvidenceParts {
  /** What stays with the run; null for nothing. */
  readonly stays: Evidence | null;
  /** What goes with the moved files; null for nothing. */
  readonly goes: Evidence | null;
}

/** Divides what was seen of a run when some of its files become a run of their own: by path, or both get it. */
export function partsOfEvidence(evidence: Evidence, moved: ReadonlySet<string>): EvidenceParts {
  if (evidence.kind === 'files') {
    const of = (isMoved: boolean): Evidence | null => {
      const paths = evidence.paths.filter((path) => moved.has(path) === isMoved);
      return paths.length === 0 ? null : { ...evidence, paths };
    };
    return { stays: of(false), goes: of(true) };
  }
  if (!('path' in evidence)) return { stays: evidence, goes: evidence };
  return moved.has(evidence.path) ? { stays: null, goes: evidence } : { stays: evidence, goes: null };
}
