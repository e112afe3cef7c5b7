import type { LoopStats } from '../../learning/ledger.js';
import type { Standing } from '../../learning/choice/standings.js';
import type { RunView } from '../../learning/runs/run.js';
import type { OptionRow, OptionTable, RunRow, StandingsState } from '../../shared/protocol.js';
import {
  authorInWords,
  durationInWords,
  outcomeInWords,
  scoreInWords,
  shortened,
  titleOf,
  verdictInWords,
} from '../runs/run-words.js';

/** What the panel is made from. */
export interface StandingsFacts {
  readonly title: string;
  readonly isTrusted: boolean;
  /** A person said that no score is to be kept. */
  readonly isDeclined: boolean;
  /** Null where there is no ledger. */
  readonly ledger: {
    readonly readOnlyReason: string | null;
    readonly stats: LoopStats;
    readonly standings: readonly Standing[];
    /** Newest first. */
    readonly runs: readonly RunView[];
  } | null;
}

const shownRuns = 10;

/** The panel's words for the facts. `nowMs` is the time in milliseconds since 1970. */
export function standingsState(facts: StandingsFacts, nowMs: number): StandingsState {
  const { title, ledger } = facts;
  const lead = leadOf(facts);
  if (ledger === null) return { title, ...lead, figures: [], tables: [], runs: [] };
  const rowsOf = (chooser: Standing['chooser']): OptionRow[] =>
    ledger.standings.filter((standing) => standing.chooser === chooser).map(optionRow);
  const tables: OptionTable[] = [
    {
      title: 'Prompts',
      emptyText: 'No prompt is listed in .agent/prompt_variants.json.',
      rows: rowsOf('prompt'),
    },
    {
      title: 'Models',
      emptyText: 'No model is listed in .agent/model_variants.json.',
      rows: rowsOf('model'),
    },
  ];
  return {
    title,
    ...lead,
    figures: figuresOf(ledger.stats),
    tables,
    runs: ledger.runs.slice(0, shownRuns).map((run) => runRow(run, nowMs)),
  };
}

function leadOf(facts: StandingsFacts): Pick<StandingsState, 'notice' | 'action'> {
  const { ledger, isTrusted, isDeclined } = facts;
  if (isDeclined) {
    return {
      notice: 'No score is kept in this folder, as you decided. Nothing is written here.',
      action: { label: 'Change…', command: 'keepScore' },
    };
  }
  if (!isTrusted) {
    return {
      notice: 'This window is in Restricted Mode: what is here is shown, and nothing is recorded.',
      action: { label: 'Manage Trust', command: 'manageTrust' },
    };
  }
  if (ledger === null) {
    return {
      notice:
        'No score is kept here yet. Start a run, let any agent do the task, run your build and tests, and finish it: ' +
        'then you see here which prompt and model work best in this folder.',
      action: { label: 'Start Run', command: 'startRun' },
    };
  }
  if (ledger.readOnlyReason !== null) return { notice: ledger.readOnlyReason, action: null };
  if (ledger.runs.length > 0) return { notice: null, action: null };
  return {
    notice: 'No run yet. Start one: every option below is tried once before the best is preferred.',
    action: { label: 'Start Run', command: 'startRun' },
  };
}

function figuresOf({ recentStats }: LoopStats): StandingsState['figures'] {
  const { totalRuns, avgReward, avgCost, avgDuration } = recentStats;
  if (totalRuns === 0) return [];
  return [
    { label: totalRuns === 1 ? 'scored run' : 'scored runs', value: String(totalRuns) },
    { label: 'mean score', value: scoreInWords(avgReward) },
    {
      label: 'mean time',
      value: avgDuration < 60_000 ? `${Math.round(avgDuration / 1000)} s` : durationInWords(avgDuration),
    },
    ...(avgCost > 0 ? [{ label: 'tokens a run', value: Math.round(avgCost).toLocaleString('en') }] : []),
  ];
}

function optionRow(standing: Standing): OptionRow {
  const { name, mean, trials } = standing;
  return {
    name,
    note: noteOf(standing),
    score: mean,
    scoreText: mean === null ? 'not tried' : scoreInWords(mean),
    usesText: trials === 0 ? '' : `${Number(trials.toFixed(1))} ${trials === 1 ? 'run' : 'runs'}`,
  };
}

function noteOf({ candidate, costPer1k }: Standing): string | null {
  if (!candidate) return 'seen with other agents, never suggested';
  if (costPer1k === null) return null;
  return costPer1k === 0 ? 'free' : `$${costPer1k} per 1,000 tokens`;
}

function runRow(run: RunView, nowMs: number): RunRow {
  const age = durationInWords(nowMs - Date.parse(run.startedAt));
  return {
    id: run.id,
    title: shortened(titleOf(run), 80),
    detail: `${authorInWords(run.author)} · ${age === 'just now' ? age : `${age} ago`}`,
    scoreText: outcomeInWords(run),
    isScored: run.reward !== null,
    verdictText: run.status === 'discarded' ? '' : verdictInWords(run.verdict),
  };
}
