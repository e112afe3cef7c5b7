import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import { beforeUri } from './before-uri.js';
import { EditNode, FileNode, type PendingNode } from './pending-nodes.js';
import type { PendingFile, PendingHunk, Review } from './review.js';
import {
  changeInWords,
  countInWords,
  folderOf,
  linesInSigns,
  linesInWords,
  nameOf,
  placeInWords,
  warningsOf,
} from './review-words.js';

const viewId = 'learningLoop.pendingEdits';

/** The list of pending edits in the activity bar: files, and their edits below. */
export class PendingTree implements Feature, vscode.TreeDataProvider<PendingNode> {
  readonly name = 'list of pending edits';
  readonly #changed = new vscode.EventEmitter<PendingNode | undefined>();
  readonly #review: Review;
  /** By file, the row and what it showed last. */
  #rows = new Map<string, { readonly node: FileNode; readonly shown: string }>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(review: Review) {
    this.#review = review;
  }

  register(): Disposable {
    const registered = new DisposableStore();
    registered.add(this.#changed);
    const view = registered.add(
      vscode.window.createTreeView(viewId, {
        treeDataProvider: this,
        canSelectMany: true,
      }),
    );
    const update = (): void => {
      showBadge(view, this.#review.files().length);
      // A list that nobody sees costs nothing while somebody types.
      if (view.visible) this.#refresh();
    };
    registered.add(this.#review.onDidChange(update));
    registered.add(view.onDidChangeVisibility(update));
    return registered;
  }

  getChildren(node?: PendingNode): PendingNode[] {
    if (node === undefined) return this.#files();
    if (node instanceof EditNode) return [];
    return (this.#review.file(node.uri)?.hunks ?? []).map(({ id }) => new EditNode(node.uri, id));
  }

  getTreeItem(node: PendingNode): vscode.TreeItem {
    const file = this.#review.file(node.uri);
    if (file === undefined) return new vscode.TreeItem(node.uri);
    if (node instanceof FileNode) return fileItem(file);
    const edit = file.hunks.find(({ id }) => id === node.editId);
    return edit === undefined ? new vscode.TreeItem('') : editItem(file, edit);
  }

  #files(): FileNode[] {
    const rows = this.#review.files().map((file) => {
      const key = file.uri.toString();
      const node = this.#rows.get(key)?.node ?? new FileNode(file.uri);
      return [key, { node, shown: appearance(file) }] as const;
    });
    this.#rows = new Map(rows);
    return rows.map(([, { node }]) => node);
  }

  /** Asks VS Code for what changed only: each keystroke in a pending edit moves those below it. */
  #refresh(): void {
    const before = this.#rows;
    const files = this.#files();
    const isSameList = files.length === before.size && files.every(({ uri }) => before.has(uri.toString()));
    if (!isSameList) {
      this.#changed.fire(undefined);
      return;
    }
    for (const [key, { node, shown }] of this.#rows) {
      if (before.get(key)?.shown !== shown) this.#changed.fire(node);
    }
  }
}

function showBadge(view: vscode.TreeView<PendingNode>, count: number): void {
  if ((view.badge?.value ?? 0) === count) return;
  view.badge =
    count === 0 ? undefined : { value: count, tooltip: `${countInWords(count, 'file')} with pending edits` };
}

function appearance({ change, renamedFrom, hunks }: PendingFile): string {
  return JSON.stringify([change, renamedFrom, hunks]);
}

function fileItem(file: PendingFile): vscode.TreeItem {
  const { uri, path, hunks } = file;
  const item = new vscode.TreeItem(nameOf(path), vscode.TreeItemCollapsibleState.Collapsed);
  const warnings = warningsOf(file);
  const about = [folderOf(path), changeInWords(file), linesInSigns(hunks), ...warnings].filter(
    (each) => each !== '',
  );
  const counts = [countInWords(hunks.length, 'pending edit'), linesInWords(hunks)];
  const spoken = [path, changeInWords(file), ...counts, ...warnings];
  item.id = uri.toString();
  item.resourceUri = uri;
  item.iconPath = vscode.ThemeIcon.File;
  item.description = about.join(' · ');
  item.contextValue = 'file';
  item.tooltip = [path, ...about.slice(folderOf(path) === '' ? 0 : 1)].join(' · ');
  item.accessibilityInformation = { label: spoken.filter((each) => each !== '').join(', ') };
  return item;
}

function editItem(file: PendingFile, edit: PendingHunk): vscode.TreeItem {
  const place = file.isText && file.change !== 'deleted' ? placeInWords(edit) : 'The whole file';
  const item = new vscode.TreeItem(place);
  item.id = `${file.uri.toString()}#${edit.id}`;
  item.description = [linesInSigns([edit]), ...edit.warnings].filter((each) => each !== '').join(' · ');
  if (edit.warnings.length > 0) item.iconPath = new vscode.ThemeIcon('warning');
  item.contextValue = 'edit';
  item.tooltip = [place, linesInWords([edit]), ...edit.warnings].join(' · ');
  item.accessibilityInformation = { label: [place, linesInWords([edit]), ...edit.warnings].join(', ') };
  item.command = { title: 'Go to Edit', command: 'vscode.open', arguments: openArguments(file, edit) };
  return item;
}

function openArguments(file: PendingFile, edit: PendingHunk): unknown[] {
  if (file.change === 'deleted') return [beforeUri(file.uri)];
  const position = new vscode.Position(edit.startLine, 0);
  return [file.uri, { selection: new vscode.Range(position, position) }];
}
