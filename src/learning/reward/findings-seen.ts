import type { CommandEvidence, DiagnosticsEvidence, Evidence } from '../../evidence/evidence.js';
import type { FindingKind } from '../../evidence/finding.js';
import { looksFor, newFindings } from './new-findings.js';
import type { CreditedChecks } from './credited-checks.js';
import { counted, originOf, type Seen } from './seen.js';

/** New errors of each kind; null where nobody looked. */
export type FindingsSeen = Readonly<Record<FindingKind, Seen<number> | null>>;

/**
 * The errors that count, each kind from one source, never added up: commands over the whole project, else problem
 * matchers and commands of unknown scope, else live diagnostics, else the exit code of a linter.
 */
export function findingsSeen(checks: CreditedChecks, evidence: readonly Evidence[]): FindingsSeen {
  const changed = new Set(evidence.flatMap((each) => (each.kind === 'files' ? each.paths : [])));
  const diagnostics = evidence.findLast((each) => each.kind === 'diagnostics');
  const isWhole = ({ scope, source }: CommandEvidence): boolean =>
    scope === 'project' && source !== 'matcher';
  const whole = checks.during.filter(isWhole);
  const partial = checks.during.filter((each) => !isWhole(each));
  const ofKind = (kind: FindingKind): Seen<number> | null =>
    fromResults(kind, whole, checks.before, changed) ??
    cleanLinter(kind, whole) ??
    fromResults(kind, partial, checks.before, changed) ??
    fromDiagnostics(kind, diagnostics) ??
    fromExitCode(kind, checks);
  return {
    lint: ofKind('lint'),
    type: ofKind('type'),
    schema: ofKind('schema'),
    boundary: ofKind('boundary'),
  };
}

/** `3 new type errors`, `no new lint errors` */
function inWords(count: number, kind: FindingKind): string {
  return count === 0 ? `no new ${kind} errors` : counted(count, `new ${kind} error`);
}

/** The latest result of each tool that looked; the same finding of two tools counts once. */
function fromResults(
  kind: FindingKind,
  results: readonly CommandEvidence[],
  before: readonly CommandEvidence[],
  changed: ReadonlySet<string>,
): Seen<number> | null {
  const tools = new Set(
    results.flatMap(({ findings }) => (findings?.tools ?? []).map(({ tool }) => tool)).filter(looksFor(kind)),
  );
  if (tools.size === 0) return null;
  const listed = new Map<string, number>();
  let unlisted = 0;
  const sources = new Set<CommandEvidence>();
  for (const tool of tools) {
    const last = results.findLast((each) => hasLooked(each, tool, results));
    if (last === undefined) continue;
    sources.add(last);
    const found = newFindings({ tool, kind, result: last, before, changed });
    unlisted += found.unlisted;
    for (const [key, count] of found.listed) listed.set(key, Math.max(count, listed.get(key) ?? 0));
  }
  const value = [...listed.values()].reduce((sum, count) => sum + count, unlisted);
  return { value, words: inWords(value, kind), origins: [...sources].map(originOf) };
}

/** Whether a result tells of a tool: its findings do, or it is the same command or the tool's, ending well in silence. */
function hasLooked(result: CommandEvidence, tool: string, all: readonly CommandEvidence[]): boolean {
  const toldBy = ({ findings }: CommandEvidence): boolean =>
    findings?.tools.some((each) => each.tool === tool) ?? false;
  if (toldBy(result)) return true;
  if (!isSilent(result)) return false;
  const isOfTool = result.label.split(/[\s:]+/).includes(tool);
  return isOfTool || all.some((each) => each.label === result.label && toldBy(each));
}

/** Linters and compilers that find nothing often print nothing. */
function isSilent({ exitCode, findings, check }: CommandEvidence): boolean {
  return exitCode === 0 && check !== 'test' && (findings ?? null) === null;
}

function cleanLinter(kind: FindingKind, results: readonly CommandEvidence[]): Seen<number> | null {
  const last = lastLinter(results);
  if (kind !== 'lint' || last?.exitCode !== 0) return null;
  return { value: 0, words: inWords(0, kind), origins: [originOf(last)] };
}

function fromDiagnostics(
  kind: FindingKind,
  diagnostics: DiagnosticsEvidence | undefined,
): Seen<number> | null {
  if (diagnostics === undefined) return null;
  const { introduced, resolved, at } = diagnostics;
  // Diagnostics that stayed as they were do not tell that anything looked.
  if (introduced[kind] + resolved[kind] === 0) return null;
  const origins = [{ source: 'diagnostics', label: null, at } as const];
  return { value: introduced[kind], words: inWords(introduced[kind], kind), origins };
}

/** Of a linter that failed all that is known is that it found something; what was red before does not count. */
function fromExitCode(kind: FindingKind, checks: CreditedChecks): Seen<number> | null {
  const last = lastLinter(checks.during);
  if (kind !== 'lint' || last === undefined) return null;
  const origins = [originOf(last)];
  if (last.exitCode === 0) return { value: 0, words: inWords(0, kind), origins };
  const wasRed = checks.before.some(({ label, exitCode }) => label === last.label && exitCode !== 0);
  return wasRed
    ? { value: 0, words: 'failed as it did before the run; its findings were not seen', origins }
    : { value: 1, words: 'failed; its findings were not seen, so they count as one error', origins };
}

function lastLinter(results: readonly CommandEvidence[]): CommandEvidence | undefined {
  return results.findLast(
    ({ check, exitCode, findings }) => check === 'lint' && exitCode !== null && (findings ?? null) === null,
  );
}
