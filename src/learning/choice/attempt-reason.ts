import type { AttemptArm } from './attempt-chance.js';
import type { Attempt } from './escalation.js';

/** Why an attempt is made with an arm, as one sentence for a person that names the counts which decided. */
export function attemptReason(
  attempt: Attempt,
  arms: readonly AttemptArm[],
  failed: readonly string[],
): string {
  const arm = arms.find((each) => each.arm === attempt.arm);
  const first = arm?.checked[0] ?? { trials: 0, wins: 0 };
  const passed =
    first.trials <= 0
      ? 'no first attempt with it was checked yet'
      : `${Math.round(first.wins)} of ${Math.round(first.trials)} first attempts with it passed the checks`;
  if (failed.length > 0)
    return `The checks failed ${failed.join(' and ')}; next is ${attempt.arm}: ${passed}.`;
  switch (attempt.ground) {
    case 'untried':
      return 'Not tried here yet: its chance to pass the checks is not known.';
    case 'exploring':
      return `Trying it again to learn more, as a small share of the attempts does: ${passed}.`;
    case 'best':
      return `Worth trying first, with the checks to decide: ${passed}.`;
  }
}
