import type { RunView } from '../../learning/runs/run.js';

/** Whose an edit is: of a run, of nobody's, of no agent that tells of itself, or that can be said only when one has told. */
export type WhoseEdit =
  { readonly kind: 'run'; readonly runId: string } | { readonly kind: 'nobody' | 'other' | 'unclear' };

export interface EditSeen {
  /** The runs under way. */
  readonly open: readonly RunView[];
  /** The agent that is thought to have made it; null when not known. */
  readonly agent: string | null;
  /** The run that said of late that it edited this file. */
  readonly toldBy: string | undefined;
  /** Whether an agent may still tell of it. */
  readonly isWaiting: boolean;
}

/**
 * Infers which run an edit belongs to: the one that said so, else the only one of an agent that tells of itself. Several at once
 * cannot be told apart before one says that the edit was its own.
 */
export function whoseEdit({ open, agent, toldBy, isWaiting }: EditSeen): WhoseEdit {
  const telling = open.filter(({ author }) => author.provenance === 'reported');
  const able = telling.filter(({ author }) => agent === null || author.agent === agent);
  // The last edits of a run may be seen after its end.
  const isLate = toldBy !== undefined && open.length === 0;
  if (isLate || able.some(({ id }) => id === toldBy)) return ofRun(toldBy);
  const isOfOther = open.length > telling.length || telling.length === 0;
  if (able.length === 1 && !isOfOther) return ofRun(able[0]?.id);
  if (able.length > 0 && isWaiting) return { kind: 'unclear' };
  return { kind: isOfOther ? 'other' : 'nobody' };
}

function ofRun(runId: string | undefined): WhoseEdit {
  return runId === undefined ? { kind: 'other' } : { kind: 'run', runId };
}
