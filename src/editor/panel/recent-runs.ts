import * as vscode from 'vscode';
import type { RunView } from '../../learning/runs/run.js';
import { commandId } from '../commands.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { RunTracker } from '../runs/run-tracker.js';
import {
  authorInWords,
  durationInWords,
  outcomeInWords,
  shortened,
  titleOf,
  verdictInWords,
} from '../runs/run-words.js';

const viewId = 'learningLoop.recentRuns';
const titleLength = 80;

/** The list of recent runs in the activity bar; each opens in the panel. */
export class RecentRuns implements Feature, vscode.TreeDataProvider<RunView> {
  readonly name = 'list of recent runs';
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #tracker: RunTracker;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(tracker: RunTracker) {
    this.#tracker = tracker;
  }

  register(): Disposable {
    const registered = new DisposableStore();
    registered.add(this.#changed);
    const view = registered.add(vscode.window.createTreeView(viewId, { treeDataProvider: this }));
    const update = (): void => {
      if (view.visible) this.#changed.fire(undefined);
    };
    registered.add(this.#tracker.onDidChange(update));
    registered.add(view.onDidChangeVisibility(update));
    return registered;
  }

  getChildren(run?: RunView): RunView[] {
    if (run !== undefined) return [];
    return this.#tracker
      .all()
      .flatMap(({ open, recent }) => [...(open === null ? [] : [open]), ...recent])
      .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  }

  getTreeItem(run: RunView): vscode.TreeItem {
    const item = new vscode.TreeItem(shortened(titleOf(run), titleLength));
    const age = durationInWords(Date.now() - Date.parse(run.startedAt));
    item.id = run.id;
    item.description = `${outcomeInWords(run)} · ${age}`;
    item.tooltip = `${titleOf(run)}\n${authorInWords(run.author)}\n${outcomeInWords(run)}, ${verdictInWords(run.verdict)}`;
    item.iconPath = new vscode.ThemeIcon(iconOf(run));
    item.command = { command: commandId('showStats'), title: 'Open in the panel', arguments: [run.id] };
    return item;
  }
}

function iconOf({ status, reward }: RunView): string {
  if (status === 'open') return 'record';
  if (status === 'discarded') return 'circle-slash';
  if (reward === null) return 'question';
  return reward >= 0.75 ? 'pass' : reward >= 0.5 ? 'warning' : 'error';
}
