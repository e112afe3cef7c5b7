import { publishedSource } from '../priors/published-results.js';
import type { Candidate, Tally } from './arm.js';
import type { PolicyChoice } from './policy.js';
import { percent } from '../share-in-words.js';

/**
 * Why an arm was chosen, as one sentence for a person that names the counts which decided.
 * @param firstHere why only some candidates are tried first, as a clause such as `for an easy task, free models go first`
 */
export function reasonInWords(
  choice: PolicyChoice,
  candidates: readonly Candidate[],
  firstHere = 'options without a run go first',
): string {
  const chosen = candidates.find((each) => each.arm === choice.arm);
  if (chosen === undefined) throw new RangeError(`"${choice.arm}" is not among the candidates`);
  switch (choice.ground) {
    case 'only':
      return `The only option there is (${runs(chosen)}).`;
    case 'pinned':
      return `Pinned by you: so far ${score(chosen)}.`;
    case 'untried':
      return `Not tried here yet; ${firstHere} (${untriedOf(candidates)} of ${candidates.length} left to try).`;
    case 'exploring':
      return `Trying it again to learn more, as a small share of the choices does: so far ${score(chosen)}.`;
    case 'best':
      return `Best score here: ${score(chosen)}${next(chosen, candidates)}.`;
    case 'cheaper':
      return `Costs less than the best and scores nearly as well: ${score(chosen)}${next(chosen, candidates)}.`;
  }
}

function next(chosen: Candidate, candidates: readonly Candidate[]): string {
  const [second] = candidates
    .filter((each) => each.arm !== chosen.arm && each.trials > 0)
    .sort((a, b) => b.wins / b.trials - a.wins / a.trials);
  return second === undefined ? '' : `; next is ${second.arm} with ${score(second)}`;
}

function untriedOf(candidates: readonly Candidate[]): number {
  return candidates.filter(({ trials, pending = 0 }) => trials <= 0 && pending <= 0).length;
}

/** What is known of an arm: its runs, those of the task's own kind where they are fewer, and its starting guess. */
function score(arm: Candidate): string {
  const { ofKind, prior } = arm;
  const guess =
    prior === undefined
      ? undefined
      : `starting guess ${percent(prior.mean)}, published by ${publishedSource.name}`;
  if (arm.trials <= 0) return guess === undefined ? 'no run' : `no run, ${guess}`;
  const hasOwnKind = ofKind !== undefined && ofKind.trials > 0 && ofKind.trials < arm.trials;
  const details = [hasOwnKind ? `${scoreOf(ofKind)} of this difficulty` : undefined, guess].filter(
    (each) => each !== undefined,
  );
  return details.length === 0 ? scoreOf(arm) : `${scoreOf(arm)} (${details.join('; ')})`;
}

function scoreOf(tally: Tally): string {
  return `${percent(tally.wins / tally.trials)} over ${runs(tally)}`;
}

function runs({ trials }: Tally): string {
  const count = Math.round(trials * 10) / 10;
  return count === 1 ? '1 run' : `${count} runs`;
}
