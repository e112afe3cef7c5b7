import { EpsilonGreedy } from './epsilon-greedy.js';
import type { Policy, Slider } from './policy.js';
import { ThompsonSampling } from './thompson.js';
import { Ucb1 } from './ucb1.js';

/** Names of the policies as a setting spells them. */
export type PolicyName = 'epsilon-greedy' | 'thompson' | 'ucb1';

/** @param slider what `thompson` may give up for cost; the others do not look at cost */
export function policyNamed(name: PolicyName, slider: Slider): Policy {
  switch (name) {
    case 'epsilon-greedy':
      return new EpsilonGreedy();
    case 'thompson':
      return new ThompsonSampling(slider);
    case 'ucb1':
      return new Ucb1();
  }
}
