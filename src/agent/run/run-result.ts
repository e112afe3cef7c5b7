import type { CommandEvidence } from '../../evidence/evidence.js';
import type { RunView } from '../../learning/runs/run.js';
import type { Refusal } from '../edits/edit.js';
import type { Judgement } from '../prompts/judgement.js';

/** How one attempt at a task came out. */
export interface AttemptResult {
  readonly runId: string;
  readonly model: string;
  readonly promptId: string;
  /** The files that it changed. */
  readonly files: readonly string[];
  readonly refusals: readonly Refusal[];
  /** Protected files that a person did not let it change. */
  readonly withheld: readonly string[];
  readonly checks: readonly CommandEvidence[];
  /** Whether every check passed; null where none ran. */
  readonly passed: boolean | null;
  /** Only of a judge; null where its reply says no verdict. */
  readonly judgement: Judgement | null;
  readonly replies: readonly string[];
  readonly costTokens: number;
  readonly costUsd: number | null;
  /** Whether it failed, and its files were put back for another attempt. */
  readonly isRolledBack: boolean;
}

/** How a task came out. */
export interface RunResult {
  /** In escalation several; the last is the one that stays. */
  readonly attempts: readonly AttemptResult[];
  readonly last: AttemptResult;
  /** The last attempt's run, settled. */
  readonly run: RunView;
  /** Whether there are edits and every check passed with them. */
  readonly isVerified: boolean;
}
