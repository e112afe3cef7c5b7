import * as vscode from 'vscode';
import { commandId } from '../../commands.js';
import type { Disposable } from '../../disposable-store.js';
import type { Ledgers } from '../../ledger/ledgers.js';
import type { Place, Places } from '../../ledger/places.js';
import type { Observation } from '../../observe/observation.js';
import { FirstBurst } from './first-burst.js';

export interface FirstBurstsParts {
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly observation: Observation;
  /** This person's own, for what was asked already. */
  readonly state: vscode.Memento;
}

const askedKey = 'askedAfterFirstBurst:';

/** Asks, once a place, whether to keep score where an agent has begun to edit and nobody was asked yet. */
export class FirstBursts implements Disposable {
  readonly #waiting = new Map<string, FirstBurst>();
  /** What an agent had written when the person said yes. */
  readonly #written = new Map<string, readonly string[]>();
  readonly #parts: FirstBurstsParts;

  constructor(parts: FirstBurstsParts) {
    this.#parts = parts;
  }

  /** Begins to wait in every place that nobody was asked about, and answers with their roots. */
  begin(): string[] {
    const { ledgers, observation, places, state } = this.#parts;
    for (const place of vscode.workspace.isTrusted ? places.all() : []) {
      const { root } = place;
      if (!ledgers.isUndecided(root) || state.get<boolean>(askedKey + root) === true) continue;
      const offer = (paths: readonly string[]): void => void this.#offer(place, paths);
      this.#waiting.set(root, new FirstBurst(place, observation.exclusionsOf(place), offer));
    }
    return [...this.#waiting.keys()];
  }

  /** @param isOwn whether the person did it */
  noticed(uri: vscode.Uri, isOwn: boolean): void {
    const located = this.#waiting.size === 0 ? undefined : this.#parts.places.locate(uri);
    if (located !== undefined) this.#waiting.get(located.root)?.noticed(located.path, isOwn);
  }

  /** The score is kept from now on; answers with the files that an agent has written already. */
  end(root: string): readonly string[] {
    this.#waiting.get(root)?.dispose();
    this.#waiting.delete(root);
    return this.#written.get(root) ?? [];
  }

  dispose(): void {
    for (const waiting of this.#waiting.values()) waiting.dispose();
  }

  async #offer(place: Place, paths: readonly string[]): Promise<void> {
    const { ledgers, state } = this.#parts;
    this.end(place.root);
    if (!ledgers.isUndecided(place.root)) return;
    await state.update(askedKey + place.root, true);
    const yes = 'Keep Score…';
    const files = `${paths.length} ${paths.length === 1 ? 'file' : 'files'}`;
    const message = `An agent changed ${files}. Keep score here?`;
    if ((await vscode.window.showInformationMessage(message, yes, 'Not Now')) !== yes) return;
    this.#written.set(place.root, paths);
    await vscode.commands.executeCommand(commandId('keepScore'));
  }
}
