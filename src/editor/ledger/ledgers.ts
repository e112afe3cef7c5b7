import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { LedgerState } from '../../engine/engine-api.js';
import type { AsyncEngine } from '../../engine/engine-client.js';
import { EngineError } from '../../engine/engine-error.js';
import type { Formula } from '../../learning/reward/formula.js';
import { UserError } from '../../learning/user-error.js';
import { ActionableError } from '../actionable-error.js';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import { askConsent, type Consent, type ConsentMemory } from './consent.js';
import { obstacleAt } from './obstacle.js';
import type { Place } from './places.js';
import { askAboutVanished, askToRepair, repairInWords } from './rescue.js';

/** What may be done to a ledger in this window. */
type Access = 'read' | 'write';

/** What of a database a repair may help with. */
const repairable: ReadonlySet<string> = new Set(['corrupt', 'not-a-database']);

interface Opened {
  readonly access: Access;
  readonly state: Promise<LedgerState>;
}

export interface LedgersPorts {
  /** The folder for the daily copies of the ledger at a root, outside of the workspace. */
  readonly copiesOf: (root: string) => string;
  /** The formula that teaches there. */
  readonly formulaOf: (root: string) => Formula;
  readonly notify: (notice: string) => void;
}

/**
 * Opens ledgers, each as far as this person and the editor's trust allow: without a yes, and in Restricted Mode, only
 * for reading, and never before there is one to read.
 */
export class Ledgers implements Feature {
  readonly name = 'ledgers';
  readonly #opened = new Map<string, Opened>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #engine: AsyncEngine;
  readonly #consent: ConsentMemory;
  readonly #ports: LedgersPorts;

  /** Fires when what may be read or written has changed. */
  readonly onDidChangeAccess = this.#changed.event;

  constructor(engine: AsyncEngine, consent: ConsentMemory, ports: LedgersPorts) {
    this.#engine = engine;
    this.#consent = consent;
    this.#ports = ports;
  }

  register(): Disposable {
    return vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.#changed.fire();
      }),
    );
  }

  /** Whether this person said that no score is to be kept at `root`. */
  isDeclined(root: string): boolean {
    return this.#consent.get(root) === 'none';
  }

  /** Whether this person has not been asked yet. */
  isUndecided(root: string): boolean {
    return this.#consent.get(root) === undefined;
  }

  /** Whether runs at `root` may be recorded without asking again. */
  isWritable(root: string): boolean {
    return this.#accessTo(root) === 'write';
  }

  /** The ledger as it is, opened without writing anything that was not agreed to; null when there is none. */
  async read(place: Place): Promise<LedgerState | null> {
    if (!(await hasLedger(place.root))) return null;
    const state = await this.#open(place.root, false);
    return state.exists ? state : null;
  }

  /**
   * The ledger, ready to be written; made when there is none. Asks the person first where that was not done.
   * @throws {UserError} saying why nothing can be recorded here
   * @throws {vscode.CancellationError} when the question was closed
   */
  async write(place: Place): Promise<LedgerState> {
    if (!vscode.workspace.isTrusted) throw restricted();
    const obstacle = await obstacleAt(place.root);
    if (obstacle !== null) throw new UserError(obstacle);
    const consent = this.#consent.get(place.root) ?? (await this.ask(place));
    if (consent === 'none') throw declined(place);
    const state = await this.#openOrRescue(place);
    if (state.readOnlyReason !== null) throw new UserError(state.readOnlyReason);
    return state;
  }

  /** The ledger at `root` was closed by the engine, or is to be opened otherwise; the next use opens it again. */
  forget(root: string): void {
    this.#opened.delete(root);
    this.#changed.fire();
  }

  /** Opens a ledger for writing; what has vanished is brought back, and what is damaged repaired, if the person says so. */
  async #openOrRescue(place: Place): Promise<LedgerState> {
    const { root } = place;
    const state = await this.#open(root, true).catch(async (error: unknown) => {
      if (!(error instanceof EngineError) || !repairable.has(error.reason)) throw error;
      await askToRepair(place, error.message);
      this.#ports.notify(repairInWords(await this.#engine.repair(root)));
      return this.#open(root, true);
    });
    if (state.exists || state.copyFrom === null) return state;
    const wanted = await askAboutVanished(place, state.copyFrom);
    if (wanted === 'start anew') return this.#open(root, true, true);
    return this.#remember(root, this.#engine.restoreCopy(root));
  }

  /** Asks anew whether to keep score at a place, whatever was said before. */
  async ask(place: Place): Promise<Consent> {
    const consent = await askConsent(place);
    if (consent === undefined) throw new vscode.CancellationError();
    await this.#consent.set(place.root, consent);
    this.#opened.delete(place.root);
    this.#changed.fire();
    return consent;
  }

  #accessTo(root: string): Access {
    const consent = this.#consent.get(root);
    const isAgreed = consent === 'numbers' || consent === 'texts';
    return isAgreed && vscode.workspace.isTrusted ? 'write' : 'read';
  }

  async #open(root: string, create: boolean, startAnew = false): Promise<LedgerState> {
    const access = this.#accessTo(root);
    const before = this.#opened.get(root);
    if (before?.access === access) {
      const state = await before.state;
      if (state.exists || !create) return state;
    }
    const { copiesOf, formulaOf } = this.#ports;
    const wanted = { texts: this.#textsAt(root), formula: formulaOf(root), copiesIn: copiesOf(root) };
    const options = { create, readOnly: access === 'read', startAnew, ...wanted };
    return this.#remember(root, this.#engine.open(root, options));
  }

  async #remember(root: string, state: Promise<LedgerState>): Promise<LedgerState> {
    const opened = { access: this.#accessTo(root), state };
    this.#opened.set(root, opened);
    try {
      for (const notice of (await state).notices) this.#ports.notify(notice);
    } catch (error) {
      if (this.#opened.get(root) === opened) this.#opened.delete(root);
      throw error;
    }
    return state;
  }

  #textsAt(root: string): LedgerState['texts'] | undefined {
    const consent = this.#consent.get(root);
    return consent === 'none' ? undefined : consent;
  }
}

/** Whether there is a ledger; answered without the engine, whose worker need not start where there is none. */
async function hasLedger(root: string): Promise<boolean> {
  return stat(join(root, '.agent', 'experience.db')).then(
    (file) => file.isFile(),
    () => false,
  );
}

function restricted(): Error {
  return new ActionableError(
    'This window is in Restricted Mode, where Learning Loop only reads. Trust the workspace to record runs.',
    [{ title: 'Manage Trust', command: 'workbench.trust.manage' }],
  );
}

function declined(place: Place): Error {
  return new ActionableError(`No score is kept in “${place.folder.name}”, as you decided.`, [
    { title: 'Change…', command: 'learningLoop.keepScore' },
  ]);
}
