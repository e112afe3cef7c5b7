import type { RawFinding } from '../finding.js';
import type { RawReport } from '../parsed-report.js';
import { blockFindings } from './block-findings.js';
import { readLineFindings } from './line-findings.js';
import { cleanTools, declaredErrors } from './verdict-lines.js';

/** What compilers and linters printed among the lines of a text, a report a tool. */
export function textFindings(lines: readonly string[]): RawReport[] {
  const found = byTool(withRuff([...readLineFindings(lines), ...blockFindings(lines)], lines));
  // The build that precedes tests is not asked for its opinion.
  const isTestRun = lines.some((line) => /^running \d+ tests?$/.test(line));
  const clean = cleanTools(lines).filter((tool) => !found.has(tool) && !(isTestRun && tool === 'rustc'));
  const hasClippy = found.has('clippy');
  const tools = [...found.keys(), ...clean.filter((tool) => !(hasClippy && tool === 'rustc'))];
  return tools.map((tool) => {
    const format = tool.replace(' ', '-');
    const findings = found.get(tool) ?? [];
    // Where a tool counts more than can be seen, a part of its output is missing.
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    return errors < declaredErrors(tool, lines) ? { format } : { format, findings };
  });
}

/** Ruff's codes and lines are those of flake8; only its summary tells them apart. */
function withRuff(findings: readonly RawFinding[], lines: readonly string[]): RawFinding[] {
  const isRuff = lines.some((line) =>
    /^Found \d+ errors?\.$|^\[\*\] \d+ fixable|fixable with the `--fix`/.test(line),
  );
  return findings.map((each) => (isRuff && each.tool === 'flake8' ? { ...each, tool: 'ruff' } : each));
}

function byTool(findings: readonly RawFinding[]): Map<string, RawFinding[]> {
  const groups = new Map<string, RawFinding[]>();
  for (const finding of findings) groups.set(finding.tool, [...(groups.get(finding.tool) ?? []), finding]);
  return groups;
}
