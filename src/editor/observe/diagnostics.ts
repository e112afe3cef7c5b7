import * as vscode from 'vscode';
import type { DiagnosticsEvidence } from '../../evidence/evidence.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Places } from '../ledger/places.js';
import { baselineOf, differenceFrom, withUntouched, type Baseline, type Finding } from './baseline.js';
import { findingKindOf } from './finding-kind.js';
import { now, type RunContext } from './run-context.js';

/** Language servers answer in bursts, and later than the edit. */
const settleMs = 500;

/** The errors that the editor shows now in the folders of a ledger; its own and other internal files left out. */
export function currentErrors(places: Places, root: string): Baseline {
  const findings: Finding[] = [];
  for (const [uri, diagnostics] of vscode.languages.getDiagnostics()) {
    const located = places.locate(uri);
    if (located?.root !== root) continue;
    for (const diagnostic of diagnostics) {
      const finding = findingOf(located.path, diagnostic);
      if (finding !== null) findings.push(finding);
    }
  }
  return baselineOf(findings);
}

function findingOf(path: string, diagnostic: vscode.Diagnostic): Finding | null {
  if (diagnostic.severity !== vscode.DiagnosticSeverity.Error) return null;
  const code = String(typeof diagnostic.code === 'object' ? diagnostic.code.value : (diagnostic.code ?? ''));
  const kind = findingKindOf(diagnostic.source, code);
  return kind === null
    ? null
    : { path, kind, code, message: diagnostic.message, line: diagnostic.range.start.line };
}

/** Reports how the errors shown in the editor differ from those of the run's start, in the files that the run touched. */
export class DiagnosticsObserver implements Disposable {
  readonly #listeners = new DisposableStore();
  #baseline: Baseline;
  #reported = '';
  #hasSeenAny = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #context: RunContext;
  readonly #places: Places;
  readonly #touched: ReadonlySet<string>;
  readonly #keep: (baseline: Baseline) => void;

  /**
   * @param touched grows as the run touches files
   * @param keep gets the baseline whenever more is known of the time before the run
   */
  constructor(
    context: RunContext,
    places: Places,
    touched: ReadonlySet<string>,
    baseline: Baseline,
    keep: (baseline: Baseline) => void,
  ) {
    this.#context = context;
    this.#places = places;
    this.#touched = touched;
    this.#baseline = baseline;
    this.#keep = keep;
    this.#listeners.add(
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (!uris.some((uri) => places.locate(uri)?.root === context.root)) return;
        this.#hasSeenAny = true;
        this.#timer ??= setTimeout(() => {
          this.look();
        }, settleMs);
      }),
    );
  }

  /** Compares at once. */
  look(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#hasSeenAny) return;
    const errors = currentErrors(this.#places, this.#context.root);
    const baseline = withUntouched(this.#baseline, errors, this.#touched);
    if (JSON.stringify(baseline) !== JSON.stringify(this.#baseline)) this.#keep(baseline);
    this.#baseline = baseline;
    this.#report({ kind: 'diagnostics', at: now(), ...differenceFrom(baseline, errors, this.#touched) });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listeners.dispose();
  }

  #report(evidence: DiagnosticsEvidence): void {
    const { introduced, resolved } = evidence;
    const difference = JSON.stringify({ introduced, resolved });
    if (difference === this.#reported) return;
    this.#reported = difference;
    this.#context.report(evidence);
  }
}
