import type { Evidence } from '../../evidence/evidence.js';
import { defaultFormula, formulaOf, type Formula } from '../reward/formula.js';
import { scoreRun } from '../reward/score-run.js';
import { fromSqlUtc } from '../utc.js';
import type { RunFacts } from './run-rows.js';
import type { RunView } from './run.js';

/** The formula that a run was settled by, or `otherwise` while it has none. */
export function formulaOfRun({ formula }: RunFacts, otherwise: Formula = defaultFormula): Formula {
  return (formula === null ? undefined : formulaOf(formula)) ?? otherwise;
}

/** A run as it is shown to people. */
export function viewOf(facts: RunFacts, evidence: readonly Evidence[]): RunView {
  const { outcome, reward } = scoreRun(evidence, facts.verdict, formulaOfRun(facts), facts.role);
  return {
    id: facts.id,
    number: facts.run_id,
    taskSlug: facts.task_slug,
    goal: facts.goal,
    status: facts.status,
    role: facts.role,
    complexity: facts.complexity,
    author: {
      agent: facts.agent,
      modelName: facts.model_name,
      promptId: facts.prompt_id,
      provenance: facts.provenance,
    },
    startedAt: fromSqlUtc(facts.started_at),
    finishedAt: facts.finished_at === null ? null : fromSqlUtc(facts.finished_at),
    reward: facts.status === 'finished' ? reward : null,
    verdict: outcome.verdict?.value.share ?? null,
    weakensChecks: outcome.weakened.places.length > 0,
    mayBeExported: facts.exportable === 1,
    files: [...new Set(evidence.flatMap((each) => (each.kind === 'files' ? each.paths : [])))].sort(),
  };
}
