import * as vscode from 'vscode';
import { originInDocument, type DocumentOrigin } from '../../../review/edit-origin.js';
import { isDraft } from '../../../review/snapshot/write-back.js';
import { DisposableStore, type Disposable } from '../../disposable-store.js';
import { DocumentText, encoded } from './document-text.js';
import { isAtCursor } from './at-cursor.js';

/** An edit of a document that is not on the disk yet. */
export interface DocumentEdit {
  readonly uri: vscode.Uri;
  readonly by: DocumentOrigin;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

export interface EditWatchPorts {
  isOurs(uri: vscode.Uri): boolean;
  edited(edit: DocumentEdit): void;
  /** A document is being saved, or just was, as it is now. */
  saves(document: vscode.TextDocument): void;
  /** Something may have changed on the disk. */
  noticed(uri: vscode.Uri, savedHere: boolean): void;
}

/** The dirty mark follows an edit in an event of its own, and an agent's ranges come in one tick. */
const gatherMs = 30;
/** Formatters and the like work between the two events of a save. */
const savingMs = 5000;

interface Gathered {
  readonly before: string;
  readonly kinds: Set<DocumentOrigin>;
  wasDirty: boolean;
}

/** Tells what happens to files: in documents, with what they were before, and on the disk. */
export class EditWatch implements Disposable {
  readonly #parts = new DisposableStore();
  readonly #texts = new Map<vscode.TextDocument, DocumentText>();
  readonly #gathered = new Map<vscode.TextDocument, Gathered>();
  readonly #saving = new Map<vscode.TextDocument, number>();
  readonly #own = new Map<string, number>();
  readonly #ports: EditWatchPorts;

  constructor(ports: EditWatchPorts) {
    this.#ports = ports;
    const { workspace } = vscode;
    for (const document of workspace.textDocuments) this.#opened(document);
    this.#parts.add(
      workspace.onDidOpenTextDocument((document) => {
        this.#opened(document);
      }),
    );
    this.#parts.add(
      workspace.onDidCloseTextDocument((document) => {
        this.#texts.delete(document);
      }),
    );
    this.#parts.add(
      workspace.onWillSaveTextDocument(({ document }) => {
        this.#saving.set(document, Date.now());
        if (this.#texts.has(document)) this.#ports.saves(document);
      }),
    );
    this.#parts.add(
      workspace.onDidSaveTextDocument((document) => {
        this.#saved(document);
      }),
    );
    this.#parts.add(
      workspace.onDidChangeTextDocument((event) => {
        this.#changed(event);
      }),
    );
  }

  /** Applies an edit of ours, so that it is known as such. */
  async applyOwn(edit: vscode.WorkspaceEdit): Promise<boolean> {
    const names = edit.entries().map(([uri]) => uri.toString());
    for (const name of names) this.#own.set(name, (this.#own.get(name) ?? 0) + 1);
    try {
      return await vscode.workspace.applyEdit(edit);
    } finally {
      for (const name of names) this.#own.set(name, (this.#own.get(name) ?? 1) - 1);
    }
  }

  watch(folder: vscode.WorkspaceFolder): Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*'));
    const noticed = (uri: vscode.Uri): void => {
      if (!isNobodys(uri.path)) this.#ports.noticed(uri, false);
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(noticed),
      watcher.onDidChange(noticed),
      watcher.onDidDelete(noticed),
    );
  }

  dispose(): void {
    this.#parts.dispose();
    this.#texts.clear();
  }

  #opened(document: vscode.TextDocument): void {
    if (document.uri.scheme === 'file' && this.#ports.isOurs(document.uri)) {
      this.#texts.set(document, new DocumentText(document));
    }
  }

  #changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const text = this.#texts.get(document);
    if (text === undefined) return;
    const gathered = this.#gathered.get(document);
    if (contentChanges.length === 0) {
      if (gathered !== undefined && document.isDirty) gathered.wasDirty = true;
      return;
    }
    const current = gathered ?? { before: text.text, kinds: new Set(), wasDirty: document.isDirty };
    if (gathered === undefined) {
      this.#gathered.set(document, current);
      setTimeout(() => void this.#tell(document), gatherMs);
    }
    current.kinds.add(this.#kindOf(document, contentChanges, reason));
    text.changed(contentChanges);
  }

  #kindOf(
    document: vscode.TextDocument,
    changes: readonly vscode.TextDocumentContentChangeEvent[],
    reason: vscode.TextDocumentChangeReason | undefined,
  ): DocumentOrigin {
    const { activeTextEditor } = vscode.window;
    return originInDocument({
      isOwn: (this.#own.get(document.uri.toString()) ?? 0) > 0,
      isUndoOrRedo: reason !== undefined,
      isSaving: Date.now() - (this.#saving.get(document) ?? 0) < savingMs,
      isAtCursor: activeTextEditor?.document === document && isAtCursor(changes, activeTextEditor.selections),
    });
  }

  async #tell(document: vscode.TextDocument): Promise<void> {
    const gathered = this.#gathered.get(document);
    this.#gathered.delete(document);
    if (gathered === undefined) return;
    const isInEditor = gathered.wasDirty || document.isDirty;
    if (!isInEditor) {
      this.#ports.noticed(document.uri, false);
      return;
    }
    const [before, after] = [
      await encoded(document, gathered.before),
      await encoded(document, document.getText()),
    ];
    this.#ports.edited({ uri: document.uri, by: strongest(gathered.kinds), before, after });
  }

  #saved(document: vscode.TextDocument): void {
    this.#saving.delete(document);
    if (!this.#texts.has(document)) return;
    this.#ports.saves(document);
    this.#ports.noticed(document.uri, true);
  }
}

/** Where several kinds came within a tick, the one that says most. */
function strongest(kinds: ReadonlySet<DocumentOrigin>): DocumentOrigin {
  const order: readonly DocumentOrigin[] = ['own', 'history', 'agent', 'formatter', 'typed'];
  return order.find((kind) => kinds.has(kind)) ?? 'typed';
}

/** Git's and our own files, and what a package manager put there; asking for each would cost too much. */
function isNobodys(path: string): boolean {
  return /\/(?:\.git|\.agent|node_modules)(?:\/|$)/.test(path) || isDraft(path);
}
