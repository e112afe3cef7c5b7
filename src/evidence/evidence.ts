/** What a command is checked for. `other` commands are known to have run but judge nothing. */
export type CheckKind = 'build' | 'lint' | 'test' | 'other';

/** Counts of one test run. Skipped and todo tests are in neither. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** Errors by what they break; warnings are not counted. */
export interface FindingCounts {
  readonly lint: number;
  readonly type: number;
  readonly schema: number;
  readonly boundary: number;
}

/** A command that ended, in a task or a terminal. */
export interface CommandEvidence {
  readonly kind: 'command';
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly source: 'task' | 'terminal';
  readonly check: CheckKind;
  /** The task's name or the command line's first words, as shown to people. */
  readonly label: string;
  /** Null when the command was cancelled or its exit code is not known. */
  readonly exitCode: number | null;
  /** Null when the output was not seen or not recognised. */
  readonly tests: TestCounts | null;
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
export type Evidence = CommandEvidence | DiagnosticsEvidence | FilesEvidence | ReportedEvidence;
