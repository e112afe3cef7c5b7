import { Escalation } from '../../../src/learning/choice/escalation.js';
import { EpsilonGreedy } from '../../../src/learning/choice/epsilon-greedy.js';
import type { Policy, Slider } from '../../../src/learning/choice/policy.js';
import { ThompsonSampling } from '../../../src/learning/choice/thompson.js';
import { Ucb1 } from '../../../src/learning/choice/ucb1.js';
import type { Arena } from './arena.js';
import { cheapestArm, cheapThenBest, fixedArm, plainCostAware, randomArm } from './baselines.js';
import { maxOverrunCalls } from './budget-watch.js';
import { EscalationPlayer } from './escalation-player.js';
import { playPasses, type PassOptions } from './passes.js';
import type { PlayerFactory } from './player.js';
import { PolicyPlayer } from './policy-player.js';
import { rowOf, type Row } from './row.js';
import { twice, watchVerdicts } from './verdict-watch.js';

/** Shares of failures that the simulated checks let pass. */
const falseAccepts = [0, 0.1, 0.25] as const;

const shipped = (): Policy => new ThompsonSampling('balanced');
const policies: readonly (() => Policy)[] = [
  shipped,
  () => new ThompsonSampling('quality'),
  () => new ThompsonSampling('economy'),
  () => new EpsilonGreedy(),
  () => new Ucb1(),
];

/**
 * Every row of one arena.
 * @param guesses where the starting guesses of the modes that have them come from: see `PassOptions`
 */
export function* rowsOf(arena: Arena, guesses: Arena | 'halves', shuffles: number): Generator<Row> {
  yield* coldRows(arena, shuffles);
  yield* priorRows(arena, guesses, shuffles);
  if (arena.hasCosts && hasPlainOutcomes(arena)) {
    yield* escalationRows(arena, guesses, shuffles);
  }
}

function* coldRows(arena: Arena, shuffles: number): Generator<Row> {
  const label = { mode: 'cold', falseAccept: null } as const;
  for (const make of policies) {
    const isDefault = make === shipped;
    const passes = playPasses(arena, playerOf(make), { shuffles });
    const extras = isDefault
      ? {
          ...watchVerdicts(arena, make, shuffles),
          maxOverrunCalls: arena.hasCosts ? maxOverrunCalls(arena, playerOf(make), shuffles) : null,
        }
      : {};
    yield rowOf(passes, { ...label, policy: make().name, default: isDefault }, extras);
  }
  const baselines: [string, PlayerFactory][] = [
    ['balanced, pooled by kind', (...of) => new PolicyPlayer(shipped(), ...of, true)],
    ['cats', plainCostAware],
    ['random', randomArm],
    ['best arm in hindsight', fixedArm(arena.best)],
  ];
  if (arena.hasCosts) baselines.push(['cheapest arm in hindsight', fixedArm(cheapestArm(arena))]);
  for (const [policy, factory] of baselines) {
    yield rowOf(playPasses(arena, factory, { shuffles }), { ...label, policy, default: false });
  }
  const pair = twice(arena);
  yield rowOf(
    playPasses(pair, playerOf(shipped), { shuffles }),
    { ...label, policy: 'a/a', default: false },
    watchVerdicts(pair, shipped, shuffles),
  );
}

function* priorRows(arena: Arena, guesses: Arena | 'halves', shuffles: number): Generator<Row> {
  for (const make of policies.slice(0, 3)) {
    const passes = playPasses(arena, playerOf(make), { shuffles, guesses });
    const isDefault = make === shipped;
    yield rowOf(passes, { mode: 'priors', falseAccept: null, policy: make().name, default: isDefault });
  }
}

function* escalationRows(arena: Arena, guesses: Arena | 'halves', shuffles: number): Generator<Row> {
  for (const falseAccept of falseAccepts) {
    const label = { mode: 'escalation', falseAccept, default: false } as const;
    const options: PassOptions = { shuffles, falseAccept, guesses };
    for (const slider of ['balanced', 'quality', 'economy'] as const) {
      const factory = escalationWith(slider);
      const isDefault = slider === 'balanced';
      const overrun = isDefault ? { maxOverrunCalls: maxOverrunCalls(arena, factory, shuffles) } : {};
      const passes = playPasses(arena, factory, options);
      yield rowOf(passes, { ...label, policy: `escalation ${slider}`, default: isDefault }, overrun);
    }
    const cold = playPasses(arena, escalationWith('balanced'), { shuffles, falseAccept });
    yield rowOf(cold, { ...label, policy: 'escalation balanced, cold' });
    const rule = playPasses(arena, cheapThenBest(arena), options);
    yield rowOf(rule, { ...label, policy: 'cheapest, then best' });
  }
}

function escalationWith(slider: Slider): PlayerFactory {
  const escalation = new Escalation({ slider });
  return (...of) => new EscalationPlayer(escalation, ...of);
}

function playerOf(make: () => Policy): PlayerFactory {
  return (...of) => new PolicyPlayer(make(), ...of);
}

/** Whether an attempt either works or not, so that a check can tell. */
function hasPlainOutcomes({ contexts }: Arena): boolean {
  return contexts.every(({ rewards }) => rewards.every((reward) => reward === 0 || reward === 1));
}
