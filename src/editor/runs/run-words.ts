import type { Author, RunView } from '../../learning/runs/run.js';
import { percent } from '../../learning/share-in-words.js';

/** `0.87`; scores are always shown with two digits. */
export function scoreInWords(score: number): string {
  return score.toFixed(2);
}

/** What a run is called: its goal where that is known and one line, else its task's name. */
export function titleOf({ goal, taskSlug }: RunView): string {
  return goal === null || goal.includes('\n') ? taskSlug : goal;
}

/** Shortened to at most `length` characters, for a place that has no room. */
export function shortened(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}

export function verdictInWords(verdict: number | null): string {
  if (verdict === null) return 'no verdict yet';
  if (verdict === 1) return 'kept';
  if (verdict === 0) return 'rejected';
  return `${percent(verdict)} kept`;
}

/** How a run ended, e.g. `0.87`, `not checked`, `discarded`. */
export function outcomeInWords(run: RunView): string {
  if (run.status === 'open') return 'open';
  if (run.status === 'discarded') return 'discarded';
  return run.reward === null ? 'not checked' : scoreInWords(run.reward);
}

/** `Claude Code · gpt-4o-mini · Concise`, as far as known. */
export function authorInWords({ agent, modelName, promptId }: Author): string {
  const known = [agent, modelName, promptId].filter((each) => each !== null);
  return known.length === 0 ? 'author not known' : known.join(' · ');
}

/** `2 min`, `1 h 5 min`; `just now` under a minute. */
export function durationInWords(durationMs: number): string {
  const minutes = Math.floor(durationMs / 60_000);
  if (minutes < 1) return 'just now';
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}
