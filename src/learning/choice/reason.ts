import type { ArmTally } from './arm.js';
import type { PolicyChoice } from './policy.js';

/** Why an arm was chosen, as one sentence for a person that names the counts which decided. */
export function reasonInWords(choice: PolicyChoice, candidates: readonly ArmTally[]): string {
  const chosen = candidates.find((each) => each.arm === choice.arm);
  if (chosen === undefined) throw new RangeError(`"${choice.arm}" is not among the candidates`);
  switch (choice.ground) {
    case 'only':
      return `The only option there is (${runs(chosen)}).`;
    case 'untried':
      return `Not tried here yet; options without a run go first (${untriedOf(candidates)} of ${candidates.length} left to try).`;
    case 'exploring':
      return `Trying it again to learn more, as one choice in ten does: so far ${score(chosen)}.`;
    case 'best':
      return `Best score here: ${score(chosen)}${next(chosen, candidates)}.`;
  }
}

function next(chosen: ArmTally, candidates: readonly ArmTally[]): string {
  const [second] = candidates
    .filter((each) => each.arm !== chosen.arm && each.trials > 0)
    .sort((a, b) => b.wins / b.trials - a.wins / a.trials);
  return second === undefined ? '' : `; next is ${second.arm} with ${score(second)}`;
}

function untriedOf(candidates: readonly ArmTally[]): number {
  return candidates.filter((each) => each.trials <= 0).length;
}

function score(arm: ArmTally): string {
  return arm.trials <= 0 ? 'no run' : `${Math.round((arm.wins / arm.trials) * 100)} % over ${runs(arm)}`;
}

function runs({ trials }: ArmTally): string {
  const count = Math.round(trials * 10) / 10;
  return count === 1 ? '1 run' : `${count} runs`;
}
