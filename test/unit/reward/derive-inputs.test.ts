import { describe, expect, it } from 'vitest';
import type { CommandEvidence, Evidence } from '../../../src/evidence/evidence.js';
import { deriveInputs } from '../../../src/learning/reward/derive-inputs.js';

const at = '2026-01-02T03:04:05.000Z';
const none = { lint: 0, type: 0, schema: 0, boundary: 0 };

function command(
  check: CommandEvidence['check'],
  exitCode: number | null,
  more: Partial<CommandEvidence> = {},
): Evidence {
  return { kind: 'command', at, source: 'task', check, label: check, exitCode, tests: null, ...more };
}

describe('reward inputs from evidence', () => {
  it('are not scored when nothing judged the run', () => {
    const unchanged: Evidence = { kind: 'diagnostics', at, introduced: none, resolved: none };
    const files: Evidence = { kind: 'files', at, paths: ['a.ts'] };
    for (const evidence of [[], [files], [unchanged], [command('other', 0)], [command('test', null)]]) {
      expect(deriveInputs(evidence, null).isScored).toBe(false);
    }
  });

  it('are scored by a verdict, a check, or diagnostics that came or went', () => {
    expect(deriveInputs([], 1).isScored).toBe(true);
    expect(deriveInputs([command('lint', 0)], null).isScored).toBe(true);
    const resolved: Evidence = { kind: 'diagnostics', at, introduced: none, resolved: { ...none, type: 1 } };
    expect(deriveInputs([resolved], null).isScored).toBe(true);
  });

  it('take the last result of each check and pass over cancelled ones', () => {
    const evidence = [
      command('build', 0),
      command('build', 2),
      command('build', null),
      command('test', 0, { tests: { passed: 3, failed: 0 } }),
      command('test', 1, { tests: { passed: 2, failed: 1 }, label: 'npm test', source: 'terminal' }),
    ];
    const { inputs, basis } = deriveInputs(evidence, null);
    expect(inputs).toMatchObject({ compile_pass: false, tests_passed: 2, tests_total: 3 });
    expect(basis.tests).toBe('2 of 3 from npm test (terminal)');
  });

  it('count a test command whose counts were not seen as one test, and say so', () => {
    expect(deriveInputs([command('test', 1)], null)).toMatchObject({
      inputs: { tests_passed: 0, tests_total: 1 },
      basis: { tests: expect.stringContaining('counts as one test') as string },
    });
  });

  it('count a failed linter as one error only where its findings were not seen', () => {
    const { inputs, basis } = deriveInputs([command('lint', 1)], null);
    expect(inputs.lint_errors).toBe(1);
    expect(basis.errors).toContain('counted as one error');
    const seen: Evidence = { kind: 'diagnostics', at, introduced: { ...none, lint: 4 }, resolved: none };
    expect(deriveInputs([seen, command('lint', 1)], null).inputs.lint_errors).toBe(4);
    const old: Evidence = { kind: 'diagnostics', at, introduced: none, resolved: { ...none, type: 1 } };
    expect(deriveInputs([old, command('lint', 1)], null).inputs.lint_errors).toBe(0);
  });

  it('assume that code compiles where no build ran, unless new type errors are shown', () => {
    const typeErrors: Evidence = {
      kind: 'diagnostics',
      at,
      introduced: { ...none, type: 2 },
      resolved: none,
    };
    expect(deriveInputs([command('lint', 0)], null)).toMatchObject({
      inputs: { compile_pass: true },
      basis: { compile: 'no build ran: assumed to pass' },
    });
    expect(deriveInputs([typeErrors], null).inputs.compile_pass).toBe(false);
    expect(deriveInputs([typeErrors, command('build', 0)], null).inputs.compile_pass).toBe(true);
  });

  it('say which errors are new', () => {
    const seen: Evidence = {
      kind: 'diagnostics',
      at,
      introduced: { ...none, type: 3, lint: 1 },
      resolved: none,
    };
    expect(deriveInputs([seen, command('lint', 1)], null).basis.errors).toBe(
      '3 new type errors and 1 new lint error since the run began; lint ended with 1 (task)',
    );
    const clean: Evidence = { kind: 'diagnostics', at, introduced: none, resolved: { ...none, type: 1 } };
    expect(deriveInputs([clean], null).basis.errors).toBe('no new errors since the run began');
    expect(deriveInputs([command('test', 0)], null).basis.errors).toBe('nobody looked');
  });

  it('prefer what a caller reported', () => {
    const reported: Evidence = {
      kind: 'reported',
      at,
      compilePass: true,
      findings: { lint: 2, type: 0, schema: 0, boundary: 0 },
      tests: { passed: 8, failed: 2 },
      coveragePct: 85,
    };
    expect(deriveInputs([command('build', 1), reported], 1).inputs).toEqual({
      compile_pass: true,
      lint_errors: 2,
      type_errors: 0,
      schema_errors: 0,
      boundary_errors: 0,
      tests_passed: 8,
      tests_total: 10,
      coverage_pct: 85,
      human_accept: 1,
    });
  });
});
