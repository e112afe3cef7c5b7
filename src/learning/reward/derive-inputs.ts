import type {
  CommandEvidence,
  DiagnosticsEvidence,
  Evidence,
  FindingCounts,
  TestCounts,
} from '../../evidence/evidence.js';
import type { Basis } from '../runs/run.js';
import type { RewardInputs } from './reward-inputs.js';

/** Reward inputs with the place each number came from. */
export interface DerivedInputs {
  readonly inputs: RewardInputs;
  readonly basis: Basis;
  /** False when nothing judged the run: no check ran, no diagnostics came or went, nobody gave a verdict. */
  readonly isScored: boolean;
}

const noFindings: FindingCounts = { lint: 0, type: 0, schema: 0, boundary: 0 };

/**
 * Derives reward inputs from a run's evidence, in the order it came, and the verdict (share kept, or null).
 *
 * One source for each part, the latest that saw it: what a caller reported; else a command's result; else the live
 * diagnostics. Parts are never added up over sources. A compiler nobody ran is assumed to pass unless new type errors
 * are there, and a test command whose counts were not seen counts as one test; the basis says so.
 */
export function deriveInputs(evidence: readonly Evidence[], verdict: number | null): DerivedInputs {
  const reported = lastOf(evidence, 'reported');
  const human = {
    value: verdict,
    basis: verdict === null ? 'no verdict yet: counted half' : verdictInWords(verdict),
  };
  if (reported !== undefined) {
    return {
      inputs: toInputs(
        reported.compilePass,
        reported.findings,
        reported.tests,
        reported.coveragePct,
        verdict,
      ),
      basis: { compile: 'reported', tests: 'reported', errors: 'reported', human: human.basis },
      isScored: true,
    };
  }
  const build = lastCommand(evidence, 'build');
  const lint = lastCommand(evidence, 'lint');
  const test = lastCommand(evidence, 'test');
  const diagnostics = lastOf(evidence, 'diagnostics');

  const findings = diagnostics?.introduced ?? findingsOf(lint);
  const compile = compileOf(build, findings);
  const tests = testsOf(test);
  return {
    inputs: toInputs(compile.pass, findings, tests.counts, null, verdict),
    basis: {
      compile: compile.basis,
      tests: tests.basis,
      errors: errorsBasis(findings, diagnostics !== undefined, lint),
      human: human.basis,
    },
    isScored:
      verdict !== null ||
      [build, lint, test].some((command) => command !== undefined) ||
      (diagnostics !== undefined && hasChanged(diagnostics)),
  };
}

function toInputs(
  compilePass: boolean,
  findings: FindingCounts,
  tests: TestCounts,
  coveragePct: number | null,
  verdict: number | null,
): RewardInputs {
  return {
    compile_pass: compilePass,
    lint_errors: findings.lint,
    type_errors: findings.type,
    schema_errors: findings.schema,
    boundary_errors: findings.boundary,
    tests_passed: tests.passed,
    tests_total: tests.passed + tests.failed,
    coverage_pct: coveragePct,
    human_accept: verdict,
  };
}

/** Where nothing was compared, all that is known of a linter that failed is that it found something. */
function findingsOf(lint: CommandEvidence | undefined): FindingCounts {
  return lint === undefined || lint.exitCode === 0 ? noFindings : { ...noFindings, lint: 1 };
}

function compileOf(
  build: CommandEvidence | undefined,
  findings: FindingCounts,
): { pass: boolean; basis: string } {
  if (build !== undefined) {
    return {
      pass: build.exitCode === 0,
      basis: `${build.label} ended with ${String(build.exitCode)} (${build.source})`,
    };
  }
  if (findings.type > 0) return { pass: false, basis: 'no build ran; new type errors are shown' };
  return { pass: true, basis: 'no build ran: assumed to pass' };
}

function testsOf(test: CommandEvidence | undefined): { counts: TestCounts; basis: string } {
  if (test === undefined) return { counts: { passed: 0, failed: 0 }, basis: 'no tests ran' };
  if (test.tests !== null) {
    const { passed, failed } = test.tests;
    return {
      counts: test.tests,
      basis: `${passed} of ${passed + failed} from ${test.label} (${test.source})`,
    };
  }
  const passed = test.exitCode === 0;
  return {
    counts: passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
    basis: `${test.label} ${passed ? 'passed' : 'failed'} (${test.source}); its counts were not seen, so it counts as one test`,
  };
}

function errorsBasis(
  findings: FindingCounts,
  hasDiagnostics: boolean,
  lint: CommandEvidence | undefined,
): string {
  if (!hasDiagnostics && lint === undefined) return 'nobody looked';
  const parts: string[] = [];
  if (hasDiagnostics) parts.push(`${findingsInWords(findings)} since the run began`);
  if (lint !== undefined) {
    const unseen =
      hasDiagnostics || lint.exitCode === 0 ? '' : ', its findings were not seen: counted as one error';
    parts.push(`${lint.label} ended with ${String(lint.exitCode)} (${lint.source})${unseen}`);
  }
  return parts.join('; ');
}

/** `3 new type errors and 1 new lint error` */
function findingsInWords(findings: FindingCounts): string {
  const kinds = [
    ['type', findings.type],
    ['lint', findings.lint],
    ['schema', findings.schema],
    ['boundary', findings.boundary],
  ] as const;
  const present = kinds.filter(([, count]) => count > 0);
  if (present.length === 0) return 'no new errors';
  return present
    .map(([kind, count]) => `${count} new ${kind} ${count === 1 ? 'error' : 'errors'}`)
    .join(' and ');
}

function verdictInWords(verdict: number): string {
  if (verdict === 1) return 'you kept it';
  if (verdict === 0) return 'you rejected it';
  return `you kept ${Math.round(verdict * 100)} %`;
}

/** Diagnostics that stayed as they were do not tell that anything looked. */
function hasChanged({ introduced, resolved }: DiagnosticsEvidence): boolean {
  return [introduced, resolved].some(
    ({ lint, type, schema, boundary }) => lint + type + schema + boundary > 0,
  );
}

function lastOf<K extends Evidence['kind']>(
  evidence: readonly Evidence[],
  kind: K,
): Extract<Evidence, { kind: K }> | undefined {
  return evidence.findLast((each): each is Extract<Evidence, { kind: K }> => each.kind === kind);
}

/** The last command of a kind that ended by itself; a cancelled one says nothing. */
function lastCommand(
  evidence: readonly Evidence[],
  check: CommandEvidence['check'],
): CommandEvidence | undefined {
  return evidence.findLast(
    (each): each is CommandEvidence =>
      each.kind === 'command' && each.check === check && each.exitCode !== null,
  );
}
