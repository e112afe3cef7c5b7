import * as vscode from 'vscode';
import type {
  ContextWorkspace,
  KeptRun,
  Problem,
  Quote,
  WantedDocs,
} from '../../agent/context/context-workspace.js';
import type { AgentFiles } from '../../agent/run/ports.js';
import { GitProcess } from '../../review/snapshot/git-process.js';
import type { DocsEngine } from '../docs/docs-engine.js';
import type { Place, Places } from '../ledger/places.js';
import { quoteReferences } from './quote-references.js';
import { withoutFiles } from './without-files.js';

interface AgentContextParts {
  readonly place: Place;
  readonly places: Places;
  readonly files: Pick<AgentFiles, 'list' | 'read'>;
  readonly docs: DocsEngine;
  /** What a person keeps out. */
  readonly isExcluded: (path: string) => boolean;
  /** In place of what is uncommitted: what a judge is to look at. */
  readonly judged: string | undefined;
}

/** What a run of ours sees of a place: what the editor shows and what its language servers know. */
export class EditorContext implements ContextWorkspace {
  readonly #parts: AgentContextParts;

  constructor(parts: AgentContextParts) {
    this.#parts = parts;
  }

  list(): Promise<readonly string[]> {
    return this.#parts.files.list();
  }

  read(path: string): Promise<Uint8Array | null> {
    return this.#parts.files.read(path);
  }

  openFiles(): Promise<readonly string[]> {
    const { activeTextEditor, tabGroups, visibleTextEditors } = vscode.window;
    const tabs = tabGroups.all.flatMap((group) => group.tabs.flatMap(({ input }) => uriIn(input) ?? []));
    const active = activeTextEditor === undefined ? [] : [activeTextEditor.document.uri];
    const shown = [...active, ...visibleTextEditors.map(({ document }) => document.uri), ...tabs];
    return Promise.resolve([...new Set(shown.flatMap((uri) => this.#pathOf(uri) ?? []))]);
  }

  problems(): Promise<readonly Problem[]> {
    const problems = vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) => {
      const path = this.#pathOf(uri);
      return path === undefined ? [] : diagnostics.flatMap((each) => problemOf(path, each) ?? []);
    });
    return Promise.resolve(problems);
  }

  async gitDiff(): Promise<string> {
    const { isExcluded, judged, place } = this.#parts;
    if (judged !== undefined) return judged;
    try {
      const git = await GitProcess.in(place.checkout);
      const args = ['diff', 'HEAD', '--no-color', '--no-ext-diff', '--no-textconv'];
      return withoutFiles((await git.run(args)).toString('utf8'), isExcluded);
    } catch {
      return '';
    }
  }

  definitions(paths: readonly string[]): Promise<readonly Quote[]> {
    const { place, places } = this.#parts;
    return quoteReferences(
      paths.map((path) => places.uriOf(place, path)),
      (uri) => this.#pathOf(uri),
    );
  }

  async docs({ runId, ...wanted }: WantedDocs): Promise<string> {
    const { docs, place } = this.#parts;
    const never = new vscode.CancellationTokenSource();
    try {
      return runId === null ? '' : await docs.forRun(place, { ...wanted, runId }, never.token);
    } finally {
      never.dispose();
    }
  }

  keptRuns(task: string): Promise<readonly KeptRun[]> {
    return this.#parts.docs.engine.keptRuns(this.#parts.place.root, task);
  }

  #pathOf(uri: vscode.Uri): string | undefined {
    const { isExcluded, place, places } = this.#parts;
    const located = places.locate(uri);
    return located?.root === place.root && !isExcluded(located.path) ? located.path : undefined;
  }
}

function uriIn(input: unknown): vscode.Uri | undefined {
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}

function problemOf(
  path: string,
  { message, range, severity, source }: vscode.Diagnostic,
): Problem | undefined {
  if (severity > vscode.DiagnosticSeverity.Warning) return undefined;
  const isError = severity === vscode.DiagnosticSeverity.Error;
  return {
    ...{ path, message, line: range.start.line + 1, source: source ?? '' },
    severity: isError ? 'error' : 'warning',
  };
}
