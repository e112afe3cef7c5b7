import * as vscode from 'vscode';
import type { KeptPage } from '../../engine/docs/docs-api.js';
import type { KnownLibrary } from '../../learning/docs/catalogue.js';
import { DisposableStore } from '../disposable-store.js';
import type { Place } from '../ledger/places.js';
import type { DocsEngine } from './docs-engine.js';
import { inferLibrary, type Question } from './infer-library.js';
import {
  chooseItem,
  itemOf,
  keptItem,
  nothingFound,
  said,
  type LookUpItem,
  type Take,
} from './look-up-items.js';

/** What a person took, and what was typed then. */
export type Picked = Take & { readonly query: string };

const debounceMs = 200;
const libraryButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('library'),
  tooltip: 'Choose a Library',
};

/** The quick pick of Look Up Docs: places that answer what is typed, as it is typed. */
export class LookUpPicker {
  readonly #docs: DocsEngine;
  readonly #place: Place;
  readonly #libraries: readonly KnownLibrary[];
  readonly #kept: readonly KeptPage[];
  readonly #picker = vscode.window.createQuickPick<LookUpItem>();
  /** Libraries whose site was not heard; it is not asked again for every letter. */
  readonly #silent = new Set<string>();
  #chosen: string | null;
  #searching: vscode.CancellationTokenSource | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    docs: DocsEngine,
    place: Place,
    known: { readonly libraries: readonly KnownLibrary[]; readonly kept: readonly KeptPage[] },
    chosen: string | null,
  ) {
    this.#docs = docs;
    this.#place = place;
    this.#libraries = known.libraries;
    this.#kept = known.kept;
    this.#chosen = chosen;
  }

  /** @param query what stands there at first; undefined when the person turned away */
  async run(query: string): Promise<Picked | undefined> {
    const picker = this.#picker;
    picker.title = 'Look Up Docs';
    picker.placeholder = 'What are you looking for? Begin with a library, as in “react rules of hooks”';
    picker.matchOnDescription = true;
    picker.buttons = [libraryButton];
    const listening = new DisposableStore();
    const picked = new Promise<Picked | undefined>((resolve) => {
      const take = (wanted: Take | null): void => {
        if (wanted !== null) resolve({ ...wanted, query: picker.value });
      };
      listening.add(
        picker.onDidChangeValue(() => {
          this.#changed();
        }),
      );
      listening.add(
        picker.onDidAccept(() => {
          take(picker.selectedItems[0]?.take ?? null);
        }),
      );
      listening.add(
        picker.onDidTriggerItemButton(({ item: { take: of } }) => {
          take(of !== null && 'address' in of ? { kind: 'copy', address: of.address } : null);
        }),
      );
      listening.add(
        picker.onDidTriggerButton(() => {
          take({ kind: 'library' });
        }),
      );
      listening.add(
        picker.onDidHide(() => {
          resolve(undefined);
        }),
      );
    });
    picker.value = query;
    picker.show();
    this.#changed();
    try {
      return await picked;
    } finally {
      clearTimeout(this.#timer);
      this.#searching?.cancel();
      listening.dispose();
      picker.dispose();
    }
  }

  #changed(): void {
    clearTimeout(this.#timer);
    this.#searching?.cancel();
    const question = this.#question();
    const { library } = question;
    this.#picker.title =
      library === null ? 'Look Up Docs: pages kept here' : `Look Up Docs: ${library.name} (${library.host})`;
    if (question.words === '') {
      this.#picker.busy = false;
      this.#picker.items = this.#atFirst();
      return;
    }
    this.#picker.busy = true;
    this.#timer = setTimeout(() => void this.#search(question), debounceMs);
  }

  #question(): Question {
    const languageId = vscode.window.activeTextEditor?.document.languageId ?? null;
    return inferLibrary(this.#picker.value, this.#libraries, this.#chosen, languageId);
  }

  async #search({ library, words }: Question): Promise<void> {
    const searching = new vscode.CancellationTokenSource();
    this.#searching = searching;
    const cacheOnly = library !== null && this.#silent.has(library.name);
    try {
      const request = { query: words, library: library?.name ?? null, cacheOnly };
      const { places, problem } = await this.#docs.search(this.#place, request, searching.token);
      if (problem !== null && library !== null) this.#silent.add(library.name);
      const isOffline = problem !== null || cacheOnly;
      this.#picker.items = [
        ...(problem === null ? [] : [said('$(cloud-offline) Only what is kept was searched', problem)]),
        ...places.map((place) => itemOf(place, isOffline)),
        ...(places.length === 0 ? [said('$(circle-slash) Nothing was found', nothingFound(library))] : []),
        ...(library === null ? [chooseItem] : []),
      ];
      this.#picker.busy = false;
    } catch (error) {
      if (searching.token.isCancellationRequested) return;
      const message = error instanceof Error ? error.message : String(error);
      this.#picker.items = [said('$(error) That did not work', message)];
      this.#picker.busy = false;
    } finally {
      searching.dispose();
    }
  }

  #atFirst(): LookUpItem[] {
    const newest = [...this.#kept].sort((a, b) => (b.fetchedAt ?? '').localeCompare(a.fetchedAt ?? ''));
    return [chooseItem, ...newest.slice(0, 20).map(keptItem)];
  }
}
