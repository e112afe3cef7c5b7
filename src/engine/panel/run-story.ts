import { originInWords, notCreditedInWords, partNames } from '../../learning/reward/explanation-words.js';
import type { ExplainedPart } from '../../learning/reward/explanation.js';
import { decisionsOf, type RunDecision } from '../../learning/panel/run-decisions.js';
import type { Ledger } from '../../learning/ledger.js';
import type { Origin } from '../../learning/reward/seen.js';
import { RunRows } from '../../learning/runs/run-rows.js';
import type { PartSource, RunStory, RunSuggestion, ScorePart } from '../../shared/runs-content.js';
import { filesOf, summaryOf } from './run-summary.js';
import { percent } from '../../learning/share-in-words.js';

const choosers = { prompt: 'prompt', model: 'model', context: 'context set' } as const;

/** All that is known of a run; null when it is not in the ledger any more. */
export function storyOf(ledger: Ledger, id: string): RunStory | null {
  const { connection } = ledger.db;
  const rows = new RunRows(connection);
  const facts = rows.find(id);
  if (facts === undefined) return null;
  const evidence = rows.evidenceOf(id);
  const { explanation } = ledger.explainRun(id);
  const isGated = explanation.formula === 'gated';
  return {
    run: summaryOf(facts, evidence),
    provenance: facts.provenance,
    parts: explanation.parts.flatMap((part) => partOf(part, isGated)),
    formula: isGated
      ? 'A required check that got worse makes the score 0; what nobody looked at is left out.'
      : 'Build, tests, errors and verdict count the same. What nobody looked at counts as fine, a missing verdict as half.',
    gates: isGated ? explanation.gates : [],
    weakened: explanation.weakened.map(({ path, line, what }) => `${path}:${line} ${what}`),
    notCredited: explanation.notCredited.map(
      (each) => `${originInWords(each, () => '')}: ${notCreditedInWords(each.why)}`,
    ),
    suggestions: decisionsOf(connection, id).map(suggestionOf),
    files: filesOf(evidence),
  };
}

function partOf(
  { part, words, origins, assumed, classic, gated }: ExplainedPart,
  isGated: boolean,
): ScorePart[] {
  const value = isGated ? gated : classic;
  if (value === null && origins.length === 0 && part === 'coverage') return [];
  return [
    {
      name: partNames[part],
      value,
      words: assumed === null ? words : `${words}: ${assumed}`,
      sources: part === 'verdict' ? saidAt(origins) : origins.map(sourceOf),
    },
  ];
}

function sourceOf(origin: Origin): PartSource {
  return { words: `from ${originInWords(origin, () => '')}`, at: origin.at };
}

/** When a person said what the words say already. */
function saidAt(origins: readonly Origin[]): PartSource[] {
  return origins.flatMap(({ at }) => (at === null ? [] : [{ words: 'said', at }]));
}

function suggestionOf({ chooser, arm, wasFollowed, candidates }: RunDecision): RunSuggestion {
  return { what: choosers[chooser], name: arm, why: whyOf(arm, candidates), wasFollowed };
}

function whyOf(arm: string, candidates: RunDecision['candidates']): string {
  const among = candidates.length === 1 ? 'the only option' : `one of ${candidates.length} options`;
  const chosen = candidates.find((each) => each.arm === arm);
  if (chosen === undefined || chosen.trials <= 0) return `${among}, not tried here until then`;
  const runs = Number(chosen.trials.toFixed(1));
  return `${among}, ${percent(chosen.wins / chosen.trials)} worked over ${runs} ${runs === 1 ? 'run' : 'runs'} until then`;
}
