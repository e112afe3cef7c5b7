import * as vscode from 'vscode';
import type { PageHead } from '../../engine/docs/docs-api.js';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import type { DocsEngine } from './docs-engine.js';
import { previewAnchor, previewText } from './preview-text.js';

const scheme = 'learning-docs';
const contextKey = 'learningLoop.docsPageActive';

/** A page that is shown, and what led there. */
export interface ShownPage {
  readonly root: string;
  /** With `#` and an anchor where a part of it was looked up. */
  readonly address: string;
  readonly query: string | null;
}

/** Shows pages that are kept as read-only Markdown previews, and knows which of them is in front. */
export class ShownDocs implements Feature, vscode.TextDocumentContentProvider {
  readonly name = 'pages of documentation';
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** What each tab shows, by the name of its document. */
  readonly #pages = new Map<string, { readonly page: ShownPage; readonly uri: vscode.Uri }>();
  readonly #docs: DocsEngine;
  readonly #places: Places;
  readonly #ledgers: Ledgers;

  readonly onDidChange = this.#changed.event;

  constructor(parts: { readonly docs: DocsEngine; readonly places: Places; readonly ledgers: Ledgers }) {
    this.#docs = parts.docs;
    this.#places = parts.places;
    this.#ledgers = parts.ledgers;
  }

  register(): Disposable {
    const tell = (): void => {
      void vscode.commands.executeCommand('setContext', contextKey, this.active() !== undefined);
    };
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.window.tabGroups.onDidChangeTabs(tell),
      vscode.window.tabGroups.onDidChangeTabGroups(tell),
    );
  }

  /** From what is kept alone: a window that is loaded again must not ask a site. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const page = pageOf(uri);
    const place = page === undefined ? undefined : this.#places.at(page.root);
    if (page === undefined || place === undefined || (await this.#ledgers.read(place)) === null) return gone;
    this.#pages.set(nameOf(uri), { page, uri });
    const kept = await this.#docs.engine.keptDocsPage(page.root, page.address, this.#docs.access);
    return kept === null ? gone : previewText(kept);
  }

  async show(place: Place, page: PageHead, query: string | null): Promise<void> {
    const address = page.anchor === null ? page.url : `${page.url}#${encodeURIComponent(page.anchor)}`;
    const shown: ShownPage = { root: place.root, address, query };
    const uri = vscode.Uri.from({
      scheme,
      path: `/${this.#freeName(page)}.md`,
      query: JSON.stringify(shown),
    });
    this.#pages.set(nameOf(uri), { page: shown, uri });
    const fragment = previewAnchor(page.heading);
    await vscode.commands.executeCommand(
      'markdown.showPreview',
      fragment === undefined ? uri : uri.with({ fragment }),
    );
  }

  /** The page in the tab in front; undefined where another tab is. */
  active(): ShownPage | undefined {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    if (tab === undefined) return undefined;
    const isPage =
      (tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('markdown.preview')) ||
      (tab.input instanceof vscode.TabInputText && tab.input.uri.scheme === scheme);
    if (!isPage) return undefined;
    return [...this.#pages].find(([name]) => tab.label === name || tab.label.endsWith(` ${name}`))?.[1].page;
  }

  /** What is kept has changed. */
  refresh(): void {
    for (const { uri } of this.#pages.values()) this.#changed.fire(uri);
  }

  /** Two pages of one title get names of their own. */
  #freeName({ url, title }: PageHead): string {
    const plain = title
      .replace(/[/\\\p{Cc}?#]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 60);
    const base = `${plain === '' ? 'Page' : plain} (${new URL(url).host})`;
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? base : `${base} ${number}`;
      const known = this.#pages.get(`${name}.md`)?.page.address.split('#')[0];
      if (known === undefined || known === url) return name;
    }
  }
}

const gone = 'This page is not kept any more. Look it up again with **Learning Loop: Look Up Docs**.';

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(1);
}

/** A link may name anything: only what we made is understood. */
function pageOf(uri: vscode.Uri): ShownPage | undefined {
  try {
    const { root, address, query } = JSON.parse(uri.query) as Partial<Record<keyof ShownPage, unknown>>;
    if (typeof root !== 'string' || typeof address !== 'string' || !URL.canParse(address)) return undefined;
    return { root, address, query: typeof query === 'string' ? query : null };
  } catch {
    return undefined;
  }
}
