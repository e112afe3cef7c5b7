import * as vscode from 'vscode';
import type { CardProblem } from '../../agent/cards/design-card.js';
import {
  cardFields,
  complexities,
  hoverOf,
  isCardField,
  roles,
  switchWords,
} from '../../agent/cards/card-fields.js';
import type { AgentCode } from '../agent/agent-code.js';
import { commandId } from '../commands.js';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';

const cards: vscode.DocumentFilter = { scheme: 'file', pattern: '**/.agent/tasks/*.{yaml,yml}' };
const diagnoseAfterMs = 200;
/** A field's name at the beginning of a line. */
const fieldName = /^[A-Za-z]+/;

/** Design cards as a language: problems where they are, fields and their values, what they mean, and “Run” above. */
export class CardLanguage
  implements Feature, vscode.CompletionItemProvider, vscode.HoverProvider, vscode.CodeLensProvider
{
  readonly name = 'design cards';
  readonly #code: AgentCode;
  readonly #problems = vscode.languages.createDiagnosticCollection('learning-loop-cards');
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(code: AgentCode) {
    this.#code = code;
  }

  register(): Disposable {
    const { languages, workspace } = vscode;
    const soon = (document: vscode.TextDocument): void => {
      this.#diagnoseSoon(document);
    };
    const begin = setImmediate(() => {
      workspace.textDocuments.forEach(soon);
    });
    return vscode.Disposable.from(
      this.#problems,
      {
        dispose: () => {
          clearImmediate(begin);
          for (const timer of this.#waiting.values()) clearTimeout(timer);
        },
      },
      workspace.onDidOpenTextDocument(soon),
      workspace.onDidChangeTextDocument(({ document }) => {
        soon(document);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.#problems.delete(uri);
      }),
      languages.registerCompletionItemProvider(cards, this),
      languages.registerHoverProvider(cards, this),
      languages.registerCodeLensProvider(cards, this),
    );
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const run = { title: '$(play) Run', command: commandId('runAgentTask'), arguments: [uri] };
    return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), run)];
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const range = document.getWordRangeAtPosition(position, fieldName);
    if (range?.start.character !== 0) return undefined;
    const text = hoverOf(document.getText(range));
    return text === undefined ? undefined : new vscode.Hover(new vscode.MarkdownString(text), range);
  }

  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    const line = document.lineAt(position).text.slice(0, position.character);
    const field = /^([A-Za-z]+):\s*\S*$/.exec(line)?.[1];
    if (field !== undefined)
      return valuesOf(field).map(
        (value) => new vscode.CompletionItem(value, vscode.CompletionItemKind.Value),
      );
    if (!/^[A-Za-z]*$/.test(line)) return [];
    const used = new Set(
      document
        .getText()
        .split('\n')
        .flatMap((each) => fieldName.exec(each) ?? []),
    );
    return Object.entries(cardFields)
      .filter(([name]) => !used.has(name) || name === line)
      .map(([name, { description, example }]) => {
        const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Field);
        item.insertText = `${name}: `;
        item.detail = example;
        item.documentation = new vscode.MarkdownString(description);
        return item;
      });
  }

  #diagnoseSoon(document: vscode.TextDocument): void {
    if (vscode.languages.match(cards, document) === 0) return;
    const name = document.uri.toString();
    clearTimeout(this.#waiting.get(name));
    this.#waiting.set(
      name,
      setTimeout(() => {
        this.#waiting.delete(name);
        void this.#diagnose(document);
      }, diagnoseAfterMs),
    );
  }

  async #diagnose(document: vscode.TextDocument): Promise<void> {
    const { parseDesignCard } = await this.#code.load();
    if (document.isClosed) return;
    this.#problems.set(document.uri, parseDesignCard(document.getText()).problems.map(diagnosticOf));
  }
}

function diagnosticOf({
  severity,
  line,
  column,
  endLine,
  endColumn,
  message,
}: CardProblem): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
  const { Error, Warning } = vscode.DiagnosticSeverity;
  const diagnostic = new vscode.Diagnostic(range, message, severity === 'error' ? Error : Warning);
  diagnostic.source = 'Learning Loop';
  return diagnostic;
}

function valuesOf(field: string): readonly string[] {
  if (!isCardField(field)) return [];
  switch (cardFields[field].kind) {
    case 'role':
      return roles;
    case 'complexity':
      return complexities;
    case 'switch':
      return switchWords;
    case 'text':
    case 'texts':
    case 'dollars':
      return [];
  }
}
