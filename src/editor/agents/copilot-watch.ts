import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Ledgers } from '../ledger/ledgers.js';
import { asError, type Logger } from '../log.js';
import { asksItself } from '../review/service/agents-in-editor.js';
import { openRuns, type PlaceRuns, type RunTracker } from '../runs/run-tracker.js';
import type { CopilotConnection } from './copilot.js';
import type { ReportedRuns } from './reported-runs.js';

export interface CopilotWatchParts {
  readonly engine: AsyncEngine;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
  readonly copilot: CopilotConnection;
  readonly reported: ReportedRuns;
}

/** Lets Copilot's runs have what its telemetry tells, or the model that a person says it uses. */
export class CopilotWatch implements Feature {
  readonly name = 'Copilot';
  readonly #watched = new Set<string>();
  readonly #joined = new Set<string>();
  readonly #labelled = new Set<string>();
  readonly #parts: CopilotWatchParts;
  readonly #log: Logger;

  constructor(parts: CopilotWatchParts, log: Logger) {
    this.#parts = parts;
    this.#log = log;
  }

  register(): Disposable {
    const { ledgers, tracker } = this.#parts;
    const registered = new DisposableStore();
    registered.add(
      tracker.onDidChange(() => {
        for (const known of tracker.all()) {
          if (!ledgers.isWritable(known.place.root) || known.ledger.readOnlyReason !== null) continue;
          this.#watch(known, registered);
          this.#join(known);
          void this.#label(known);
        }
      }),
    );
    return registered;
  }

  #watch({ place }: PlaceRuns, registered: DisposableStore): void {
    const file = this.#parts.copilot.telemetryAt(place)?.file;
    const key = `${place.root}\n${file ?? ''}`;
    if (file === undefined || this.#watched.has(key)) return;
    this.#watched.add(key);
    const pattern = new vscode.RelativePattern(vscode.Uri.file(dirname(file)), basename(file));
    const watcher = registered.add(vscode.workspace.createFileSystemWatcher(pattern));
    const read = (): void => void this.#parts.reported.read(place);
    registered.add(watcher.onDidCreate(read));
    registered.add(watcher.onDidChange(read));
    read();
  }

  /** Lets a run that was just noticed have what was told before its first edit. */
  #join(known: PlaceRuns): void {
    if (this.#parts.copilot.telemetryAt(known.place) === undefined) return;
    const noticed = openRuns(known).filter(
      ({ id, author }) => asksItself(author.agent) && !this.#joined.has(id),
    );
    for (const { id } of noticed) this.#joined.add(id);
    if (noticed.length > 0) void this.#parts.reported.read(known.place);
  }

  async #label(known: PlaceRuns): Promise<void> {
    const { copilot, engine, tracker } = this.#parts;
    const { root, checkout } = known.place;
    const modelName = copilot.labelAt(known.place);
    if (modelName === null) return;
    for (const { id, author, startedAt } of openRuns(known)) {
      if (!asksItself(author.agent) || author.agent === null || author.modelName !== null) continue;
      if (this.#labelled.has(id)) continue;
      this.#labelled.add(id);
      const { agent } = author;
      try {
        const promptId = await engine.instructionsAt(root, checkout, agent, startedAt);
        const nothing = { tokens: null, costUsd: null, kept: 0, rejected: 0 };
        const report = { key: `label/${id}`, agent, modelName, promptId, ...nothing };
        await tracker.change(known.place, () => engine.reportRun(root, id, report));
      } catch (error) {
        this.#log.warn(`the model of a run is not noted: ${asError(error).message}`);
      }
    }
  }
}
