import type { BackfilledRun } from '../../learning/agents/backfilled-runs.js';
import type { Ledger } from '../../learning/ledger.js';
import { WeekSumRows } from '../../learning/panel/week-sums.js';
import { evidenceByRun, searchRuns, type RunFilter } from '../../learning/panel/run-search.js';
import type { EarlierRun, RunsContent, RunSummary } from '../../shared/runs-content.js';
import type { View } from '../../shared/view.js';
import { storyOf } from './run-story.js';
import { summaryOf } from './run-summary.js';

const shownEarlier = 50;

/** The list of runs as filtered, with the one that is open. */
export function runsContent(ledger: Ledger, { filter, limit, run }: View): RunsContent {
  const sums = new WeekSumRows(ledger.db.connection);
  const found = summariesOf(ledger, { ...filter, option: null }, limit + 1);
  return {
    tab: 'runs',
    runs: found.slice(0, limit),
    hasMore: found.length > limit,
    total: sums.total().runs,
    agents: sums.names('agent'),
    models: sums.names('model'),
    opened: run === null ? null : storyOf(ledger, run),
    earlier: isFiltered(filter) ? [] : ledger.backfilled.list(shownEarlier).map(earlierOf),
  };
}

/** The newest runs that a filter takes, at most `limit`. */
export function summariesOf(ledger: Ledger, filter: RunFilter, limit: number): RunSummary[] {
  const { connection } = ledger.db;
  const found = searchRuns(connection, filter, limit);
  const evidence = evidenceByRun(
    connection,
    found.map(({ id }) => id),
  );
  return found.map((facts) => summaryOf(facts, evidence.get(facts.id) ?? []));
}

function isFiltered(filter: View['filter']): boolean {
  return Object.values(filter).some((value) => value !== null && value !== '');
}

function earlierOf(run: BackfilledRun): EarlierRun {
  const { key, goal, agent, model, files, tokens, costUsd, startedAt } = run;
  return { key, goal, agent, model, files, tokens, costUsd, startedAt };
}
