import * as vscode from 'vscode';
import type { Quote } from '../../agent/context/context-workspace.js';

/** Asking a language server takes time, and a prompt has little room. */
const limits = { files: 4, symbols: 8, references: 3, linesAround: 2 };

/** Where others use what some files define, a few lines of each place. */
export async function quoteReferences(
  files: readonly vscode.Uri[],
  pathOf: (uri: vscode.Uri) => string | undefined,
): Promise<Quote[]> {
  const quotes = new Map<string, Quote>();
  for (const uri of files.slice(0, limits.files)) {
    for (const symbol of (await symbolsIn(uri)).slice(0, limits.symbols)) {
      const references = await ask<vscode.Location[]>('vscode.executeReferenceProvider', uri, symbol);
      const elsewhere = references.filter((each) => each.uri.toString() !== uri.toString());
      for (const { uri: at, range } of elsewhere.slice(0, limits.references)) {
        const path = pathOf(at);
        if (path === undefined) continue;
        const label = `${path}:${range.start.line + 1}`;
        quotes.set(label, { label, path, text: await linesAround(at, range.start.line) });
      }
    }
  }
  return [...quotes.values()];
}

/** The places of the names that a file defines at its top. */
async function symbolsIn(uri: vscode.Uri): Promise<vscode.Position[]> {
  const symbols = await ask<(vscode.DocumentSymbol | vscode.SymbolInformation)[]>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  return symbols.flatMap((symbol) => ('selectionRange' in symbol ? [symbol.selectionRange.start] : []));
}

async function linesAround(uri: vscode.Uri, line: number): Promise<string> {
  const document = await vscode.workspace.openTextDocument(uri);
  const from = Math.max(0, line - limits.linesAround);
  return document.getText(new vscode.Range(from, 0, line + limits.linesAround + 1, 0));
}

/** A language without such a provider answers with nothing, and one that fails must not end a run. */
async function ask<T extends readonly unknown[]>(command: string, ...args: unknown[]): Promise<T | []> {
  try {
    return (await vscode.commands.executeCommand<T | undefined>(command, ...args)) ?? [];
  } catch {
    return [];
  }
}
