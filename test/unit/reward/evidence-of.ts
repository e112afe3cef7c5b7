import type { CommandEvidence, DiagnosticsEvidence, FindingCounts } from '../../../src/evidence/evidence.js';
import type { Finding } from '../../../src/evidence/finding.js';
import { seenFindings, type SeenFindings } from '../../../src/evidence/seen-findings.js';

export const at = '2026-01-02T03:04:05.000Z';
export const none: FindingCounts = { lint: 0, type: 0, schema: 0, boundary: 0 };

/** The result of a check in a task, with what a test wants different. */
export function command(
  check: CommandEvidence['check'],
  exitCode: number | null,
  different: Partial<CommandEvidence> = {},
): CommandEvidence {
  return { kind: 'command', at, source: 'task', check, label: check, exitCode, tests: null, ...different };
}

/** A moment some minutes after the others. */
export function later(minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

export function diagnostics(
  introduced: Partial<FindingCounts>,
  resolved: Partial<FindingCounts> = {},
): DiagnosticsEvidence {
  return {
    kind: 'diagnostics',
    at,
    introduced: { ...none, ...introduced },
    resolved: { ...none, ...resolved },
  };
}

/** Errors of a tool, each `path rule`, on lines that count up. */
export function found(tool: 'eslint' | 'tsc', ...errors: readonly string[]): SeenFindings {
  const findings = errors.map((error, index): Finding => {
    const [path = '', rule = ''] = error.split(' ');
    const kind = rule.startsWith('boundaries/') ? 'boundary' : tool === 'tsc' ? 'type' : 'lint';
    return { tool, path, rule, message: rule, line: index, column: null, severity: 'error', kind };
  });
  return seenFindings(findings, [tool], (path) => path);
}
