import type { ReportedRun } from '../../adapters/reported-run.js';
import type { RunReport } from '../runs/run-report.js';

/** What an agent told of a run, as the ledger keeps it. */
export function reportOf(told: ReportedRun, promptId: string | null): RunReport {
  const { key, agent, model, tokensIn, tokensOut, costUsd, kept, rejected } = told;
  const tokens = tokensIn === null && tokensOut === null ? null : (tokensIn ?? 0) + (tokensOut ?? 0);
  return { key, agent, modelName: model, promptId, tokens, costUsd, kept, rejected };
}
