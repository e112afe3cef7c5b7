import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import { isFromPanel, type FromPanel, type PanelCommand, type ToPanel } from '../../shared/protocol.js';
import { commandId } from '../commands.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import { asError, type Logger } from '../log.js';
import type { RunTracker } from '../runs/run-tracker.js';
import { standingsState, type StandingsFacts } from './standings-state.js';
import { panelHtml } from './panel-html.js';

const viewType = 'learningLoop.standings';

export interface StandingsPanelParts {
  readonly extensionUri: vscode.Uri;
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
}

interface Shown {
  readonly panel: vscode.WebviewPanel;
  place: Place;
}

/** The Standings panel: at most one, live, and back after a reload. */
export class StandingsPanel implements Feature {
  readonly name = 'standings';
  readonly #parts: StandingsPanelParts;
  readonly #log: Logger;
  #shown: Shown | undefined;

  constructor(parts: StandingsPanelParts, log: Logger) {
    this.#parts = parts;
    this.#log = log;
  }

  register(): Disposable {
    const { tracker, ledgers } = this.#parts;
    const update = (): void => void this.#update();
    return vscode.Disposable.from(
      tracker.onDidChange(update),
      ledgers.onDidChangeAccess(update),
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (panel: vscode.WebviewPanel, saved: unknown) => {
          this.#restore(panel, saved);
          return Promise.resolve();
        },
      }),
    );
  }

  show(place: Place): void {
    if (this.#shown === undefined) {
      const column = vscode.ViewColumn.Active;
      this.#adopt(vscode.window.createWebviewPanel(viewType, 'Standings', column), place);
      return;
    }
    this.#shown.place = place;
    this.#shown.panel.reveal();
    void this.#update();
  }

  /** @param saved what the panel kept: the ledger's root */
  #restore(panel: vscode.WebviewPanel, saved: unknown): void {
    const { places } = this.#parts;
    const place = (typeof saved === 'string' ? places.at(saved) : undefined) ?? places.all()[0];
    if (place === undefined || this.#shown !== undefined) panel.dispose();
    else this.#adopt(panel, place);
  }

  #adopt(panel: vscode.WebviewPanel, place: Place): void {
    const { extensionUri } = this.#parts;
    const listeners = new DisposableStore();
    this.#shown = { panel, place };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')],
    };
    listeners.add(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        if (isFromPanel(message)) this.#receive(message);
        else this.#log.warn('a message of the panel was not understood');
      }),
    );
    panel.onDidDispose(() => {
      listeners.dispose();
      this.#shown = undefined;
    });
    panel.webview.html = panelHtml(panel.webview, extensionUri);
  }

  #receive(message: FromPanel): void {
    switch (message.type) {
      case 'ready':
        void this.#update();
        break;
      case 'command':
        void run(message.command);
        break;
      case 'explain':
        void vscode.commands
          .executeCommand(commandId('explainScore'), message.runId)
          .then(undefined, () => undefined);
        break;
    }
  }

  async #update(): Promise<void> {
    const shown = this.#shown;
    if (shown === undefined) return;
    try {
      const state = standingsState(await this.#facts(shown.place), Date.now());
      const message: ToPanel = { type: 'state', root: shown.place.root, state };
      await shown.panel.webview.postMessage(message);
    } catch (error) {
      this.#log.error(asError(error));
    }
  }

  async #facts(place: Place): Promise<StandingsFacts> {
    const { engine, ledgers, tracker } = this.#parts;
    const common = {
      title: place.folder.name,
      isTrusted: vscode.workspace.isTrusted,
      isDeclined: ledgers.isDeclined(place.root),
    };
    const known = tracker.at(place.root);
    if (known === undefined) return { ...common, ledger: null };
    const [stats, standings] = await Promise.all([engine.stats(place.root), engine.standings(place.root)]);
    const { readOnlyReason } = known.ledger;
    const runs = [...(known.open === null ? [] : [known.open]), ...known.recent];
    return { ...common, ledger: { readOnlyReason, stats, standings, runs } };
  }
}

function run(command: PanelCommand): Thenable<unknown> {
  const id = command === 'manageTrust' ? 'workbench.trust.manage' : commandId(command);
  return vscode.commands.executeCommand(id);
}
