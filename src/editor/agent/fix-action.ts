import * as vscode from 'vscode';
import { commandId } from '../commands.js';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Places } from '../ledger/places.js';

/** “Fix with Learning Loop” in the lightbulb of a problem. */
export class FixAction implements Feature, vscode.CodeActionProvider {
  readonly name = 'fix action';
  readonly #places: Places;

  constructor(places: Places) {
    this.#places = places;
  }

  register(): Disposable {
    return vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, this, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    });
  }

  provideCodeActions(
    { uri }: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const problems = diagnostics.filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
    if (problems.length === 0 || this.#places.locate(uri) === undefined) return [];
    const title = 'Fix with Learning Loop';
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { title, command: commandId('fixProblems'), arguments: [uri, problems] };
    action.diagnostics = [...problems];
    return [action];
  }
}
