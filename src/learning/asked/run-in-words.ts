import type { RunView } from '../runs/run.js';
import { percent } from '../share-in-words.js';

/** `Run 12 (2026-11-20): kept, score 0.92` */
export function runHeading({ number, id, startedAt, verdict, reward }: RunView): string {
  return `Run ${number ?? id} (${startedAt.slice(0, 10)}): ${verdictOf(verdict)}, ${scoreOf(reward)}`;
}

/** `Claude Code, model opus, prompt plan-first`; what is not known is left out. */
export function authorInWords({ author }: RunView): string {
  const { agent, modelName, promptId } = author;
  const parts = [
    agent ?? 'an agent that is not known',
    ...(modelName === null ? [] : [`model ${modelName}`]),
    ...(promptId === null ? [] : [`prompt ${promptId}`]),
  ];
  return parts.join(', ');
}

function verdictOf(share: number | null): string {
  if (share === null) return 'no word of a person';
  if (share === 1) return 'kept';
  return share === 0 ? 'rejected' : `${percent(share)} kept`;
}

function scoreOf(reward: number | null): string {
  return reward === null ? 'not checked' : `score ${reward.toFixed(2)}`;
}
