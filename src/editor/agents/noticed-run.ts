import type { ReportedRun } from '../../adapters/reported-run.js';
import type { RunView } from '../../learning/runs/run.js';
import { asksItself } from '../review/service/agents-in-editor.js';

/** So long after its first answer a request makes its first edit, at most. */
const firstEditMs = 10 * 60_000;

/**
 * The run of Copilot that a request belongs to, which tells of no edits itself: the one that was under way, else the next one.
 * @param runs newest first
 */
export function noticedRun(runs: readonly RunView[], { startedAt }: ReportedRun): RunView | undefined {
  const at = Date.parse(startedAt);
  return runs.findLast(({ author, startedAt: begun, finishedAt, status }) => {
    const endMs = finishedAt === null ? Infinity : Date.parse(finishedAt);
    const isIts = asksItself(author.agent) && status !== 'discarded';
    return isIts && at <= endMs && at >= Date.parse(begun) - firstEditMs;
  });
}
