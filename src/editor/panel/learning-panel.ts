import * as vscode from 'vscode';
import { isFromPanel } from '../../shared/panel-guard.js';
import type { PanelCommand } from '../../shared/panel-commands.js';
import type { EditorNotifications } from '../../shared/protocol.js';
import { RpcPeer } from '../../shared/rpc-peer.js';
import { isOneOf, isRecord, type View } from '../../shared/view.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Place, Places } from '../ledger/places.js';
import type { Logger } from '../log.js';
import { coalesce } from './coalesce.js';
import { panelHtml } from './panel-html.js';
import { PanelService, type PanelServiceParts } from './panel-service.js';

const viewType = 'learningLoop.standings';
const updateMs = 150;

/** Commands that ask a person something and are done a moment later. */
const briefCommands: readonly PanelCommand[] = ['clearDocs', 'deleteAll', 'forgetEarlier'];

export interface LearningPanelParts extends PanelServiceParts {
  readonly extensionUri: vscode.Uri;
  readonly places: Places;
}

/** The panel as it is shown, and the ledger that it shows. */
interface Shown {
  readonly panel: vscode.WebviewPanel;
  readonly peer: RpcPeer;
  place: Place;
  /** What it is to look at once it can take messages; undefined when it has been told. */
  look: EditorNotifications['look'] | undefined;
  isReady: boolean;
}

/** The learning panel: at most one, live, and back after a reload. */
export class LearningPanel implements Feature {
  readonly name = 'panel';
  readonly #parts: LearningPanelParts;
  readonly #log: Logger;
  #shown: Shown | undefined;
  #revision = 1;

  constructor(parts: LearningPanelParts, log: Logger) {
    this.#parts = parts;
    this.#log = log;
  }

  register(): Disposable {
    const { tracker, ledgers } = this.#parts;
    const tell = coalesce(() => {
      this.#tell('stale', { revision: this.#revision });
    }, updateMs);
    const changed = (): void => {
      this.#revision += 1;
      tell();
    };
    return vscode.Disposable.from(
      tell,
      tracker.onDidChange(changed),
      ledgers.onDidChangeAccess(changed),
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (panel: vscode.WebviewPanel, saved: unknown) => {
          this.#restore(panel, saved);
          return Promise.resolve();
        },
      }),
    );
  }

  /** @param view what of it is to be shown, in place of what was shown last */
  show(place: Place, view: Partial<View> = {}): void {
    if (this.#shown === undefined) {
      const panel = vscode.window.createWebviewPanel(viewType, 'Learning Loop', vscode.ViewColumn.Active);
      this.#adopt(panel, place, view);
      return;
    }
    this.#shown.place = place;
    this.#shown.look = { root: place.root, view };
    this.#shown.panel.reveal();
    this.#flush();
  }

  /** @param saved what the panel kept, the ledger's root with it */
  #restore(panel: vscode.WebviewPanel, saved: unknown): void {
    const { places } = this.#parts;
    const root = isRecord(saved) ? saved['root'] : undefined;
    const place = (typeof root === 'string' ? places.at(root) : undefined) ?? places.all()[0];
    if (place === undefined || this.#shown !== undefined) panel.dispose();
    else this.#adopt(panel, place, {});
  }

  #adopt(panel: vscode.WebviewPanel, place: Place, view: Partial<View>): void {
    const { extensionUri } = this.#parts;
    const listeners = new DisposableStore();
    const { webview } = panel;
    const peer = listeners.add(this.#peerOf(webview));
    this.#shown = { panel, peer, place, look: { root: place.root, view }, isReady: false };
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')],
    };
    listeners.add(
      webview.onDidReceiveMessage((message: unknown) => {
        peer.receive(message);
      }),
    );
    panel.onDidDispose(() => {
      listeners.dispose();
      this.#shown = undefined;
    });
    webview.html = panelHtml(webview, extensionUri);
  }

  #peerOf(webview: vscode.Webview): RpcPeer {
    return new RpcPeer(
      {
        post: (message) => void webview.postMessage(message),
        schedule: (callback, ms) => {
          const timer = setTimeout(callback, ms);
          return () => {
            clearTimeout(timer);
          };
        },
        onUnknown: (what) => {
          this.#log.warn(`${what} of the panel was not understood`);
        },
      },
      {
        takes: isFromPanel,
        request: (method, params, signal) => this.#answer(method, params, signal),
        notify: () => {
          // The page is loaded anew whenever it comes back into sight, so it is ready more than once.
          if (this.#shown !== undefined) this.#shown.isReady = true;
          this.#flush();
        },
      },
    );
  }

  async #answer(method: string, params: unknown, signal: AbortSignal): Promise<unknown> {
    const shown = this.#shown;
    if (shown === undefined) throw new Error('The panel is closed.');
    const { handlers } = new PanelService(this.#parts, shown.place, () => this.#revision);
    const handler: unknown = Reflect.get(handlers, method);
    if (typeof handler !== 'function') throw new TypeError(`the panel asked for ${method}`);
    try {
      const answer: unknown = await Reflect.apply(handler, undefined, [params, signal]);
      return answer;
    } finally {
      // VS Code does not always give the focus back after a dialog; another editor that was opened keeps it.
      if (isBrief(method, params) && shown.panel.active) shown.panel.reveal(undefined, false);
    }
  }

  #flush(): void {
    const shown = this.#shown;
    if (shown?.isReady !== true || shown.look === undefined) return;
    this.#tell('look', shown.look);
    shown.look = undefined;
  }

  #tell<Name extends keyof EditorNotifications>(name: Name, params: EditorNotifications[Name]): void {
    if (this.#shown?.isReady === true) this.#shown.peer.notify(name, params);
  }
}

function isBrief(method: string, params: unknown): boolean {
  return method === 'run' || (isRecord(params) && isOneOf(briefCommands, params['command']));
}
