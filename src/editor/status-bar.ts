import * as vscode from 'vscode';
import { commandId } from './commands.js';
import { DisposableStore, type Disposable } from './disposable-store.js';
import type { EngineNews } from './engine-news.js';
import type { Feature } from './feature.js';
import type { Ledgers } from './ledger/ledgers.js';
import type { Places } from './ledger/places.js';
import type { RunTracker } from './runs/run-tracker.js';
import { durationInWords, outcomeInWords, shortened, titleOf } from './runs/run-words.js';

const clockMs = 30_000;
const titleLength = 30;

interface Shown {
  readonly text: string;
  readonly tooltip: string;
}

export interface StatusBarParts {
  readonly tracker: RunTracker;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly news: EngineNews;
}

/** The one item in the status bar: the open run, else the score of the last. Gone where no score is to be kept. */
export class StatusBar implements Feature {
  readonly name = 'status bar';
  readonly #parts: StatusBarParts;

  constructor(parts: StatusBarParts) {
    this.#parts = parts;
  }

  register(): Disposable {
    const { tracker, ledgers, news } = this.#parts;
    const registered = new DisposableStore();
    const item = registered.add(
      vscode.window.createStatusBarItem('learningLoop.status', vscode.StatusBarAlignment.Left),
    );
    item.name = 'Learning Loop';
    item.command = commandId('showActions');
    const show = (): void => {
      const shown = this.#shown();
      if (shown === null) {
        item.hide();
        return;
      }
      item.text = shown.text;
      item.tooltip = shown.tooltip;
      item.show();
    };
    registered.add(tracker.onDidChange(show));
    registered.add(ledgers.onDidChangeAccess(show));
    registered.add(news.onDidChangeWaiting(show));
    const clock = setInterval(show, clockMs);
    registered.add({
      dispose: () => {
        clearInterval(clock);
      },
    });
    return registered;
  }

  #shown(): Shown | null {
    const { tracker, places, ledgers, news } = this.#parts;
    const wanted = places.all().filter((place) => !ledgers.isDeclined(place.root));
    if (wanted.length === 0) return null;
    if (news.isWaiting) {
      return {
        text: '$(sync~spin) Waiting for another window',
        tooltip: 'Another window or program is writing to the ledger. Recording goes on when it is done.',
      };
    }
    const known = tracker.all();
    const open = known.flatMap((each) => (each.open === null ? [] : [each.open]));
    const [run] = open;
    if (run !== undefined) {
      const elapsed = durationInWords(Date.now() - Date.parse(run.startedAt));
      const more = open.length > 1 ? ` (+${open.length - 1})` : '';
      return {
        text: `$(record) ${shortened(titleOf(run), titleLength)} · ${elapsed}${more}`,
        tooltip: `Run open: ${titleOf(run)}\nClick to finish, accept, reject or discard it.`,
      };
    }
    const last = known
      .flatMap((each) => each.recent)
      .sort((a, b) => b.startedAt.localeCompare(a.startedAt))[0];
    if (last === undefined) {
      return { text: '$(pulse) No run yet', tooltip: 'Learning Loop: click to start a run.' };
    }
    return {
      text: `$(pulse) Last run: ${outcomeInWords(last)}`,
      tooltip: `Last run: ${titleOf(last)}\nClick to start another, or to see what works best here.`,
    };
  }
}
