import type { Evidence } from '../../evidence/evidence.js';
import type { Outcome } from '../../learning/reward/outcome.js';
import { scoreRun } from '../../learning/reward/score-run.js';
import type { RunFacts } from '../../learning/runs/run-rows.js';
import { formulaOfRun } from '../../learning/runs/run-view.js';
import { fromSqlUtc } from '../../learning/utc.js';
import type { RunSummary } from '../../shared/runs-content.js';

/** A run as one line of a list. */
export function summaryOf(facts: RunFacts, evidence: readonly Evidence[]): RunSummary {
  const { outcome } = scoreRun(evidence, facts.verdict, formulaOfRun(facts), facts.role);
  return {
    id: facts.id,
    number: facts.run_id,
    title: titleOf(facts),
    agent: facts.agent,
    model: facts.model_name,
    prompt: facts.prompt_id,
    status: facts.status,
    score: facts.status === 'finished' ? facts.reward : null,
    kept: outcome.verdict?.value.share ?? null,
    files: filesOf(evidence).length,
    checks: checksOf(outcome),
    weakensChecks: outcome.weakened.places.length > 0,
    costUsd: facts.cost_usd,
    tokens: facts.cost_tokens,
    durationMs: facts.duration_ms,
    startedAt: fromSqlUtc(facts.started_at),
  };
}

/** The paths that a run changed. */
export function filesOf(evidence: readonly Evidence[]): string[] {
  return [...new Set(evidence.flatMap((each) => (each.kind === 'files' ? each.paths : [])))].sort();
}

/** What a run is called: its goal where that is known and one line, else its task's name. */
function titleOf({ goal, task_slug: slug }: RunFacts): string {
  return goal === null || goal.includes('\n') ? slug : goal;
}

function checksOf({ compile, tests, findings }: Outcome): string[] {
  const errors = Object.values(findings).reduce((sum, each) => sum + (each?.value ?? 0), 0);
  return [
    ...(compile === null ? [] : [compile.value ? 'build passed' : 'build failed']),
    ...(tests === null ? [] : [`tests ${tests.words}`]),
    ...(errors === 0 ? [] : [`${errors} new ${errors === 1 ? 'error' : 'errors'}`]),
  ];
}
