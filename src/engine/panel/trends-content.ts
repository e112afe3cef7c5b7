import { amountOf, sumsOf } from '../../learning/measured/estimates.js';
import { betaQuantile } from '../../learning/choice/beta-functions.js';
import type { BudgetLimits } from '../../learning/choice/budget.js';
import type { Standing } from '../../learning/choice/standings.js';
import type { Ledger } from '../../learning/ledger.js';
import { WeekSumRows, type WeekTotals, type RunSums } from '../../learning/panel/week-sums.js';
import { routedCosts } from '../../learning/panel/routed-costs.js';
import type { RoutingSaved, TrendsContent, WeekSums } from '../../shared/trends-content.js';

const weekMs = 604_800_000;
const intervalTail = 0.025;
const shownWeeks = 52;

/** What became of runs over time, and what they cost. */
export function trendsContent(
  ledger: Ledger,
  standings: readonly Standing[],
  limits: BudgetLimits,
): TrendsContent {
  const { connection } = ledger.db;
  const rows = new WeekSumRows(connection);
  const weeks = weeksOf(rows.byWeek());
  const spent = ledger.choosing.spent();
  const first = weeks[0]?.week ?? '';
  const nameOf = (chooser: string, arm: string): string =>
    standings.find((each) => each.chooser === chooser && each.arm === arm)?.name ?? arm;
  return {
    tab: 'trends',
    weeks,
    changes: rows
      .firstUses()
      .map(({ week, chooser, arm }) => ({ week, what: chooser, name: nameOf(chooser, arm) }))
      .filter(({ week }) => week > first),
    spending: { ...spent, dayLimitUsd: limits.dayUsd ?? null, monthLimitUsd: limits.monthUsd ?? null },
    saved: routingSaved(routedCosts(connection), standings),
  };
}

/** Every week from the first with a run to the last, at most a year. */
function weeksOf(known: readonly WeekTotals[]): WeekSums[] {
  const [first, last] = [known.at(0), known.at(-1)];
  if (first === undefined || last === undefined) return [];
  const byWeek = new Map(known.map((each) => [each.week, each]));
  const weeks: WeekSums[] = [];
  for (let { week } = first; week <= last.week; week = weekAfter(week)) {
    weeks.push(weekOf(week, byWeek.get(week)));
  }
  return weeks.slice(-shownWeeks);
}

function weekAfter(week: string): string {
  return new Date(Date.parse(`${week}T00:00:00Z`) + weekMs).toISOString().slice(0, 10);
}

function weekOf(week: string, sums: RunSums | undefined): WeekSums {
  const { runs = 0, scored = 0, rewardSum = 0, priced = 0, usd = 0 } = sums ?? {};
  const worked = Math.min(scored, Math.max(0, rewardSum));
  const bound = (tail: number): number | null =>
    scored === 0 ? null : betaQuantile(tail, worked + 1, scored - worked + 1);
  return {
    week,
    runs,
    scored,
    mean: scored === 0 ? null : worked / scored,
    low: bound(intervalTail),
    high: bound(1 - intervalTail),
    usd: priced === 0 ? null : usd,
    usdPerRun: priced === 0 ? null : usd / priced,
  };
}

/** What runs with the chosen models cost less than runs with the strongest one. */
function routingSaved(costs: ReturnType<typeof routedCosts>, standings: readonly Standing[]): RoutingSaved {
  const models = standings.filter(({ chooser, candidate }) => chooser === 'model' && candidate);
  const [strongest] = models
    .filter(({ costPer1k }) => costPer1k !== null)
    .sort((a, b) => (b.costPer1k ?? 0) - (a.costPer1k ?? 0));
  if (strongest === undefined) return { kind: 'no price' };
  const ofStrongest = amountOf(
    sumsOf(costs.filter(({ model }) => model === strongest.arm).map(({ usd }) => usd)),
  );
  const chosen = amountOf(sumsOf(costs.map(({ usd }) => usd)));
  if (ofStrongest.estimate === null || chosen.estimate === null) {
    const missingRuns = Math.max(1, ofStrongest.neededRuns - ofStrongest.runs);
    return { kind: 'too early', strongest: strongest.name, missingRuns };
  }
  const half = (each: { low: number; high: number }): number => (each.high - each.low) / 2;
  const usdPerRun = ofStrongest.estimate.value - chosen.estimate.value;
  const spread = Math.hypot(half(ofStrongest.estimate), half(chosen.estimate));
  return {
    kind: 'known',
    strongest: strongest.name,
    usdPerRun,
    low: usdPerRun - spread,
    high: usdPerRun + spread,
    runs: chosen.runs,
  };
}
