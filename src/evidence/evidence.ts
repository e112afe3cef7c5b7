import type { CommittedEvidence, RevertedEvidence, SurvivalEvidence } from './fate-evidence.js';
import type { FailingTest } from './parsed-report.js';
import type { PendingEvidence, ReviewEvidence, UndoneEvidence } from './review-evidence.js';
import type { SeenFindings } from './seen-findings.js';
import type { WeakenedEvidence } from './weakened-evidence.js';

/** What a command is checked for. `other` commands are known to have run but judge nothing. */
export type CheckKind = 'build' | 'lint' | 'test' | 'other';

/** Counts of one test run. Skipped, todo and expected failures are in neither `passed` nor `failed`. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  /** Absent when not known. */
  readonly skipped?: number;
  /** The names of failing tests, at most 100; may be fewer than `failed`. Absent when not known. */
  readonly failing?: readonly FailingTest[];
}

/** Errors by what they break; warnings are not counted. */
export interface FindingCounts {
  readonly lint: number;
  readonly type: number;
  readonly schema: number;
  readonly boundary: number;
}

/**
 * Where a check's result was seen: the end of a task or of a command in a terminal; the problems that a task's problem
 * matcher shows; report files, all that one run of a tool wrote together; the Testing view; the word of the agent that ran it.
 */
export type CheckSource = 'task' | 'terminal' | 'matcher' | 'report' | 'testing' | 'agent';

/** Why a result is listed but counts for nothing. */
export type NotCredited = 'cancelled' | 'elsewhere' | 'overlap';

/** The result of a check: of a command that ended, of report files, of the Testing view. */
export interface CommandEvidence {
  readonly kind: 'command';
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly source: CheckSource;
  readonly check: CheckKind;
  /** The task's name, the command line's first words, or the report's path, as shown to people. */
  readonly label: string;
  /**
   * Null when the command was cancelled or its exit code is not known, which then judges nothing, and for the sources
   * that have none: report files, the Testing view and problem matchers, which judge by what they say.
   */
  readonly exitCode: number | null;
  /** Null when the output was not seen or not recognised. */
  readonly tests: TestCounts | null;
  /** Null or absent when no compiler or linter was recognised. */
  readonly findings?: SeenFindings | null;
  /** Covered lines, 0 to 100; null or absent when not said. */
  readonly coveragePct?: number | null;
  /** What the parsers recognised, e.g. `vitest`; absent for nothing. */
  readonly formats?: readonly string[];
  /** Whether it looked at the whole project; absent when not known. */
  readonly scope?: 'project';
  /** `before`: from before the run's first edit, so it tells what was red already. By default `run`. */
  readonly phase?: 'before' | 'run';
  /** Present when it counts for nothing: cancelled, from another folder, or overlapping a run in another window. */
  readonly notCredited?: NotCredited;
  /** What a parser recognised in the output, scrubbed; at most 16 KB. */
  readonly excerpt?: string;
}

/** Live diagnostics of the workspace: errors that were not there when the run started. */
export interface DiagnosticsEvidence {
  readonly kind: 'diagnostics';
  readonly at: string;
  readonly introduced: FindingCounts;
  /** Errors of the run's start that are gone. */
  readonly resolved: FindingCounts;
}

/** Files that changed while the run was open; paths relative to the ledger's root, with forward slashes. */
interface FilesEvidence {
  readonly kind: 'files';
  readonly at: string;
  readonly paths: readonly string[];
}

/** What a caller of the programming interface measured by itself. */
interface ReportedEvidence {
  readonly kind: 'reported';
  readonly at: string;
  readonly compilePass: boolean;
  readonly findings: FindingCounts;
  readonly tests: TestCounts;
  /** 0 to 100; null when not measured. */
  readonly coveragePct: number | null;
}

/** One observation of a run. Evidence is only ever appended; the reward is derived from it. */
export type Evidence =
  | CommandEvidence
  | DiagnosticsEvidence
  | FilesEvidence
  | ReportedEvidence
  | ReviewEvidence
  | PendingEvidence
  | UndoneEvidence
  | SurvivalEvidence
  | CommittedEvidence
  | RevertedEvidence
  | WeakenedEvidence;
