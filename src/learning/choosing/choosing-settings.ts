import type { PolicyName } from '../choice/policies.js';
import type { Slider } from '../choice/policy.js';

/** A person's settings of the choice. */
export interface ChoosingSettings {
  readonly policy: PolicyName;
  readonly preference: Slider;
  /** Whether published results may stand in for runs that are not there yet. */
  readonly usesStartingGuesses: boolean;
}

/** As without any setting. */
export const defaultChoosing: ChoosingSettings = {
  policy: 'epsilon-greedy',
  preference: 'balanced',
  usesStartingGuesses: true,
};
