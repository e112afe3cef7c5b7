import type { Standing } from '../../learning/choice/standings.js';
import { verdictInWords } from '../../learning/choice/verdict-in-words.js';
import type { Ledger } from '../../learning/ledger.js';
import { versionsOf } from '../../learning/panel/option-history.js';
import type {
  OpenedOption,
  OptionRow,
  OptionTable,
  StandingsContent,
} from '../../shared/standings-content.js';
import { chooserNames, type KindName, type OptionRef, type View } from '../../shared/view.js';
import { againstBase } from './against-base.js';
import { summariesOf } from './runs-content.js';
import { percent } from '../../learning/share-in-words.js';

const shownRuns = 20;
const anything = { text: '', agent: null, model: null, outcome: null } as const;

/** The standings of a kind of task, with the option that is open. */
export function standingsContent(
  ledger: Ledger,
  kinds: readonly KindName[],
  standings: readonly Standing[],
  { kind, option }: View,
): StandingsContent {
  const tables = chooserNames.map((chooser): OptionTable => ({ chooser, rows: rowsOf(standings, chooser) }));
  return {
    tab: 'standings',
    kinds,
    kind,
    // Nothing shows context sets to a person who uses none.
    tables: tables.filter(({ chooser, rows }) => chooser !== 'context' || rows.some(({ runs }) => runs > 0)),
    opened: option === null ? null : openedOf(ledger, option, standings),
  };
}

function rowsOf(standings: readonly Standing[], chooser: Standing['chooser']): OptionRow[] {
  const own = standings.filter((each) => each.chooser === chooser);
  const best = own.find(({ isRetired, rule }) => !isRetired && rule !== 'banned');
  return own.map((each) => rowOf(each, each === best, againstBase(each, own)));
}

function rowOf(standing: Standing, isBest: boolean, tuned: string | null): OptionRow {
  const { arm, name, trials, wins, mean, low, high, chanceToBeBest, costPerSuccessUsd } = standing;
  const isOut = standing.isRetired || standing.rule === 'banned';
  return {
    id: arm,
    name,
    runs: trials,
    worked: wins,
    ...{ mean, low, high, chanceToBeBest, costPerSuccessUsd },
    verdict: mean === null || isOut ? '' : verdictInWords(standing.verdict, standing.moreRuns, isBest),
    notes: [...(tuned === null ? [] : [tuned]), ...notesOf(standing)],
    state: standing.isRetired ? 'retired' : standing.rule,
    isOurs: standing.candidate,
  };
}

function notesOf({ chooser, candidate, costPer1k, isInPlan, startingGuess }: Standing): string[] {
  const price =
    chooser !== 'model' || !candidate
      ? null
      : isInPlan
        ? 'in your plan'
        : costPer1k === 0
          ? 'free'
          : costPer1k === null
            ? 'price not known'
            : `$${costPer1k} per 1,000 tokens`;
  return [
    candidate ? null : 'seen with other agents, never suggested',
    price,
    startingGuess === null
      ? null
      : `starting guess ${percent(startingGuess.mean)}, published by ${startingGuess.source}`,
  ].filter((note) => note !== null);
}

function openedOf(
  ledger: Ledger,
  { chooser, id }: OptionRef,
  standings: readonly Standing[],
): OpenedOption | null {
  const standing = standings.find((each) => each.chooser === chooser && each.arm === id);
  if (standing === undefined) return null;
  const runs = summariesOf(ledger, { ...anything, option: { chooser, arm: id } }, shownRuns);
  return {
    chooser,
    id,
    name: standing.name,
    versions: versionsOf(ledger.db.connection, chooser, id).map(({ trials, wins, since, until }, index) => ({
      isPresent: index === 0,
      runs: Math.max(0, trials),
      worked: Math.max(0, wins),
      since,
      until,
    })),
    scores: runs.flatMap(({ score }) => (score === null ? [] : [score])).reverse(),
    runs,
  };
}
