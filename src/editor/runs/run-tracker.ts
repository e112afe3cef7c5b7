import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { LedgerState } from '../../engine/engine-api.js';
import type { RunView } from '../../learning/runs/run.js';
import { DisposableStore, type Disposable } from '../disposable-store.js';
import type { EngineNews } from '../engine-news.js';
import type { Feature } from '../feature.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import { asError, type Logger } from '../log.js';
import type { RunMemory } from './run-memory.js';

/** What is known of one ledger. */
export interface PlaceRuns {
  readonly place: Place;
  readonly ledger: LedgerState;
  /** The run under way, whichever window started it. */
  readonly open: RunView | null;
  /** Under way as well, and begun before: agents that tell of themselves may work at the same time. */
  readonly alsoOpen: readonly RunView[];
  /** Newest first, the open one left out. */
  readonly recent: readonly RunView[];
}

const recentLimit = 20;

/**
 * Knows the open and the recent runs of every ledger of this window: after a reload from the ledger, and after each
 * change, another window's included.
 */
export class RunTracker implements Feature {
  readonly name = 'run tracker';
  readonly #known = new Map<string, PlaceRuns>();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #stale = new Set<string>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #engine: AsyncEngine;
  readonly #places: Places;
  readonly #ledgers: Ledgers;
  readonly #memory: RunMemory;
  readonly #news: EngineNews;
  readonly #log: Logger;

  readonly onDidChange = this.#changed.event;

  constructor(
    parts: {
      readonly engine: AsyncEngine;
      readonly places: Places;
      readonly ledgers: Ledgers;
      readonly memory: RunMemory;
      readonly news: EngineNews;
    },
    log: Logger,
  ) {
    this.#engine = parts.engine;
    this.#places = parts.places;
    this.#ledgers = parts.ledgers;
    this.#memory = parts.memory;
    this.#news = parts.news;
    this.#log = log;
  }

  register(): Disposable {
    const registered = new DisposableStore();
    registered.add(this.#changed);
    const all = (): void => void this.#refreshAll();
    registered.add(vscode.workspace.onDidChangeWorkspaceFolders(all));
    registered.add(this.#ledgers.onDidChangeAccess(all));
    registered.add(this.#news.onDidChangeLedger((root) => void this.#refreshRoot(root)));
    registered.add(
      this.#news.onDidLoseLedger((root) => {
        this.#ledgers.forget(root);
      }),
    );
    // A ledger that another window makes is noticed, too.
    const databases = vscode.workspace.createFileSystemWatcher('**/.agent/experience.db', false, true, false);
    registered.add(databases);
    registered.add(databases.onDidCreate(all));
    registered.add(databases.onDidDelete(all));
    const soon = setImmediate(all);
    registered.add({
      dispose: () => {
        clearImmediate(soon);
      },
    });
    return registered;
  }

  all(): readonly PlaceRuns[] {
    return [...this.#known.values()];
  }

  at(root: string): PlaceRuns | undefined {
    return this.#known.get(root);
  }

  /** A run of any age, in whichever of the ledgers it is. */
  async find(id: string): Promise<{ readonly place: Place; readonly run: RunView } | undefined> {
    for (const { place } of this.all()) {
      const run = await this.#engine.getRun(place.root, id);
      if (run !== null) return { place, run };
    }
    return undefined;
  }

  /** Reads a ledger again; calls that come while one is under way share one more. */
  async refresh(place: Place): Promise<void> {
    const { root } = place;
    const current = this.#underWay.get(root);
    if (current !== undefined) {
      this.#stale.add(root);
      return current;
    }
    const reading = this.#readUntilFresh(place).finally(() => this.#underWay.delete(root));
    this.#underWay.set(root, reading);
    return reading;
  }

  async #refreshRoot(root: string): Promise<void> {
    const place = this.#places.at(root);
    if (place !== undefined) await this.refresh(place);
  }

  /**
   * Does something that changes a ledger and reads the ledger again after it. What the change sets off meanwhile waits, so
   * that nobody sees a run before its notes are there.
   */
  async change<T>(place: Place, action: () => Promise<T>): Promise<T> {
    await this.#underWay.get(place.root);
    const changing = action().finally(() => this.#readUntilFresh(place));
    const settled = changing.then(ignore, ignore).finally(() => this.#underWay.delete(place.root));
    this.#underWay.set(place.root, settled);
    return changing;
  }

  async #refreshAll(): Promise<void> {
    const current = this.#places.all();
    const roots = new Set(current.map((place) => place.root));
    for (const root of [...this.#known.keys()]) {
      if (!roots.has(root)) this.#known.delete(root);
    }
    await Promise.all(current.map((place) => this.refresh(place)));
    this.#changed.fire();
  }

  async #readUntilFresh(place: Place): Promise<void> {
    do {
      this.#stale.delete(place.root);
      try {
        await this.#read(place);
      } catch (error) {
        this.#known.delete(place.root);
        this.#log.warn(`the ledger of ${place.folder.name} could not be read: ${asError(error).message}`);
      }
      this.#changed.fire();
    } while (this.#stale.has(place.root));
  }

  async #read(place: Place): Promise<void> {
    const ledger = this.#ledgers.isDeclined(place.root) ? null : await this.#ledgers.read(place);
    if (ledger === null) {
      this.#known.delete(place.root);
      return;
    }
    if (ledger.isOutdated) {
      this.#known.set(place.root, { place, ledger, open: null, alsoOpen: [], recent: [] });
      return;
    }
    const [open, recent] = await Promise.all([
      this.#engine.listRuns(place.root, { limit: recentLimit, status: 'open' }),
      this.#engine.listRuns(place.root, { limit: recentLimit }),
    ]);
    if (!this.#known.has(place.root)) await this.#memory.keepOnly(place.root, idsOf(open));
    this.#known.set(place.root, {
      place,
      ledger,
      open: open[0] ?? null,
      alsoOpen: open.slice(1),
      recent: recent.filter((run) => run.status !== 'open'),
    });
  }
}

/** The runs under way, the newest first. */
export function openRuns(known: PlaceRuns | undefined): readonly RunView[] {
  return known === undefined || known.open === null ? [] : [known.open, ...known.alsoOpen];
}

function idsOf(runs: readonly RunView[]): string[] {
  return runs.map((run) => run.id);
}

function ignore(): void {
  // The outcome is the caller's.
}
