import { verdictOnLeader } from '../../../src/learning/choice/leader.js';
import type { Policy } from '../../../src/learning/choice/policy.js';
import type { Arena } from './arena.js';
import { playPasses } from './passes.js';
import type { PlayerFactory } from './player.js';
import { PolicyPlayer } from './policy-player.js';

/** After how many pulls the standings are asked whether it is too early. */
const askedAfter = 300;
/** Further pulls are not watched. */
const watchedPulls = 600;

/** What the standings said during the passes. */
export interface Watched {
  /** Share of passes in which a winner was declared after any pull. */
  readonly declaredWinnerShare: number;
  /** Share in which it was too early after 300 pulls; null for shorter passes. */
  readonly notEnoughEvidenceShare: number | null;
}

/** Plays a policy and asks the standings for their verdict after every pull. */
export function watchVerdicts(arena: Arena, makePolicy: () => Policy, shuffles: number): Watched {
  const shortened = { ...arena, contexts: arena.contexts.slice(0, watchedPulls) };
  let declared = 0;
  let tooEarly = 0;
  const factory: PlayerFactory = (pool, random, guesses) => {
    const player = new PolicyPlayer(makePolicy(), pool, random, guesses);
    let pulls = 0;
    let isDeclared = false;
    return {
      play: (context) => {
        const outcome = player.play(context);
        pulls++;
        if (isDeclared && pulls !== askedAfter) return outcome;
        const verdict = verdictOnLeader(player.tallies);
        if (pulls === askedAfter && verdict === 'too early') tooEarly++;
        if (verdict === 'clearly' && !isDeclared) {
          isDeclared = true;
          declared++;
        }
        return outcome;
      },
    };
  };
  playPasses(shortened, factory, { shuffles });
  return {
    declaredWinnerShare: declared / shuffles,
    notEnoughEvidenceShare: arena.contexts.length < askedAfter ? null : tooEarly / shuffles,
  };
}

/** An arena of one arm twice: whoever finds a winner there is wrong. */
export function twice(arena: Arena): Arena {
  const { best } = arena;
  const name = arena.pool[best] ?? '';
  const both = (values: readonly number[]): number[] =>
    values.length === 0 ? [] : [values[best] ?? 0, values[best] ?? 0];
  return {
    ...arena,
    pool: [name, `${name} (again)`],
    contexts: arena.contexts.map((context) => ({
      ...context,
      rewards: both(context.rewards),
      costs: both(context.costs),
    })),
    best: 0,
    reference: 0,
  };
}
