import type { Candidate, Chooser, Tally } from './choice/arm.js';
import { armStatistics, type ArmStatistics } from './choice/arm-statistics.js';
import type { Standing, StartingGuess } from './choice/standings.js';
import { kindTallies, type KindTallies, type TaskKind } from './panel/kind-tallies.js';
import type { Portfolio } from './portfolio.js';
import { publishedPrior } from './priors/published-prior.js';
import type { Pulls } from './runs/pulls.js';
import type { Connection } from './sqlite/connection.js';
import { publishedCounts, type VariantEntry } from './variants/variants-json.js';
import type { VariantsProjection } from './variants/variants-projection.js';

export interface StandingsParts {
  readonly connection: Connection;
  readonly pulls: Pulls;
  readonly projection: VariantsProjection;
  readonly portfolio: Portfolio;
}

interface Contestant {
  readonly arm: string;
  readonly entry: VariantEntry | undefined;
  readonly guess: StartingGuess | null;
  /** What it did in the kind of task that is asked for; undefined without a run of it, and where all kinds are. */
  readonly ofKind: KindTallies | undefined;
  /** As the statistics see it. */
  readonly candidate: Candidate;
}

/**
 * Everything that can be chosen or was seen, best mean first, untried last.
 * @param kind only of runs of this kind; null of all
 */
export function standingsOf(
  parts: StandingsParts,
  usesStartingGuesses: boolean,
  kind: TaskKind | null = null,
  choosers: readonly Chooser[] = ['prompt', 'model', 'context'],
): Standing[] {
  return choosers.flatMap((chooser) => standingsFor(chooser, parts, usesStartingGuesses, kind));
}

function standingsFor(
  chooser: Chooser,
  parts: StandingsParts,
  usesStartingGuesses: boolean,
  kind: TaskKind | null,
): Standing[] {
  const rules = parts.portfolio.rules.of(chooser);
  const contestants = contestantsOf(chooser, parts, usesStartingGuesses, kind);
  const competes = ({ arm, entry }: Contestant): boolean =>
    entry?.isRetired !== true && rules.get(arm) !== 'banned';
  const competing = contestants.filter(competes);
  const statistics = armStatistics(competing.map(({ candidate }) => candidate));
  return contestants
    .map((each) => {
      const compared = statistics[competing.indexOf(each)];
      return {
        ...standingOf(chooser, each, countsOf(chooser, each, parts, kind), compared ?? aloneOf(each)),
        rule: rules.get(each.arm) ?? null,
      };
    })
    .sort((a, b) => (b.mean ?? -1) - (a.mean ?? -1));
}

function contestantsOf(
  chooser: Chooser,
  { connection, pulls, projection, portfolio }: StandingsParts,
  usesStartingGuesses: boolean,
  kind: TaskKind | null,
): Contestant[] {
  const entries = projection.known(chooser);
  const seen = pulls.all(chooser).filter((tally) => tally.trials > 0);
  const ids = [...new Set([...entries.map((entry) => entry.id), ...seen.map((tally) => tally.arm)])];
  const arms = ids.map((id) => {
    const entry = entries.find((each) => each.id === id);
    return { id, entry, version: projection.versionOf(chooser, entry ?? { id }) };
  });
  const records = portfolio.records.of(chooser, arms, null);
  const ofKinds = kind === null ? undefined : kindTallies(connection, chooser, kind, arms);
  return arms.map(({ id, entry }, index) => {
    const ofKind = ofKinds?.get(id);
    const { trials = 0, wins = 0 } = (ofKinds === undefined ? records[index] : ofKind?.now) ?? {};
    const guess = chooser === 'model' && usesStartingGuesses ? guessOf(id) : null;
    const cost = chooser === 'model' ? costOf(id, entry, portfolio) : null;
    return {
      arm: id,
      entry,
      guess,
      ofKind,
      candidate: { arm: id, trials, wins, cost, ...(guess === null ? {} : { prior: guess }) },
    };
  });
}

function standingOf(
  chooser: Chooser,
  { arm, entry, guess }: Contestant,
  { trials, wins }: Tally,
  { low, high, chanceToBeBest, costPerSuccess, verdict, moreRuns }: ArmStatistics,
): Omit<Standing, 'rule'> {
  return {
    chooser,
    arm,
    name: entry?.name ?? arm,
    trials,
    wins,
    mean: trials > 0 ? wins / trials : null,
    ...{ low, high, chanceToBeBest, verdict, moreRuns },
    costPerSuccessUsd: costPerSuccess,
    startingGuess: guess,
    candidate: entry !== undefined,
    isRetired: entry?.isRetired ?? false,
    costPer1k: entry?.costPer1k ?? null,
    isInPlan: entry?.isInPlan ?? false,
    base: entry?.base ?? null,
  };
}

function countsOf(
  chooser: Chooser,
  { arm, ofKind }: Contestant,
  { pulls }: StandingsParts,
  kind: TaskKind | null,
): Tally {
  if (kind === null) return publishedCounts(pulls.tally(chooser, arm));
  return publishedCounts(ofKind?.all ?? { trials: 0, wins: 0 });
}

/** The statistics of an arm that competes with nobody. */
function aloneOf({ candidate }: Contestant): ArmStatistics {
  const [alone] = armStatistics([candidate]);
  if (alone === undefined) throw new RangeError('one arm has one line of statistics');
  return { ...alone, chanceToBeBest: 0, verdict: 'too early', moreRuns: null };
}

function guessOf(model: string): StartingGuess | null {
  const published = publishedPrior(model);
  return published === undefined ? null : { ...published.prior, source: published.source.name };
}

/** Mean cost of a run in US dollars, as far as it was measured; what runs on one's own machine costs nothing. */
function costOf(model: string, entry: VariantEntry | undefined, portfolio: Portfolio): number | null {
  const { runs, usd } = portfolio.records.costsOf(model);
  if (runs > 0) return usd / runs;
  return entry?.costPer1k === 0 && !entry.isInPlan ? 0 : null;
}
