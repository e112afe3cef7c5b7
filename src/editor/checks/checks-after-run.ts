import * as vscode from 'vscode';
import type { RunView } from '../../learning/runs/run.js';
import { commandId } from '../commands.js';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Place } from '../ledger/places.js';
import { asError, type Logger } from '../log.js';
import type { Observation } from '../observe/observation.js';
import type { RunMemory } from '../runs/run-memory.js';
import type { RunTracker } from '../runs/run-tracker.js';
import { shortened, titleOf } from '../runs/run-words.js';
import type { Settings } from '../settings.js';
import type { AgreedChecks } from './agreed-checks.js';
import type { Checks } from './checks.js';

export interface ChecksAfterRunParts {
  readonly tracker: RunTracker;
  readonly memory: RunMemory;
  readonly settings: Settings;
  readonly observation: Observation;
  readonly agreed: AgreedChecks;
  readonly checks: Checks;
  /** This person's own, for where setting up was offered already. */
  readonly state: vscode.Memento;
}

interface OwnRun {
  readonly runId: string;
  readonly isAutomatic: boolean;
}

/** When a run of this window is over and was not checked, offers to run its checks, or runs them, as the setting says. */
export class ChecksAfterRun implements Feature {
  readonly name = 'checks after a run';
  readonly #open = new Map<string, OwnRun>();
  readonly #parts: ChecksAfterRunParts;
  readonly #log: Logger;

  constructor(parts: ChecksAfterRunParts, log: Logger) {
    this.#parts = parts;
    this.#log = log;
  }

  register(): Disposable {
    return this.#parts.tracker.onDidChange(() => {
      this.#follow();
    });
  }

  #follow(): void {
    const { memory, tracker } = this.#parts;
    for (const { place, open, recent } of tracker.all()) {
      const own = this.#open.get(place.root);
      const over = own === undefined ? undefined : recent.find(({ id }) => id === own.runId);
      if (own !== undefined && own.runId !== open?.id) this.#open.delete(place.root);
      if (own !== undefined && over?.status === 'finished') void this.#over(place, over, own);
      const notes = open === null ? undefined : memory.get(open.id);
      if (open !== null && notes !== undefined) {
        this.#open.set(place.root, { runId: open.id, isAutomatic: notes.isAutomatic });
      }
    }
  }

  async #over(place: Place, run: RunView, { isAutomatic }: OwnRun): Promise<void> {
    const { agreed, checks, observation, settings } = this.#parts;
    const choice = settings.get('checksAfterRun');
    if (choice === 'never' || (run.files.length === 0 && !isAutomatic)) return;
    const known = agreed.at(place.root);
    const seen = observation.checked(run.id);
    try {
      if (known.length === 0) {
        if (seen.size === 0) await this.#offerSetUp(place);
      } else if (known.every(({ check }) => seen.has(check))) return;
      else if (choice === 'always' && (await checks.isAgreed(place))) await checks.run(place);
      else await offer(run);
    } catch (error) {
      this.#log.warn(`checks did not run after a run: ${asError(error).message}`);
    }
  }

  async #offerSetUp(place: Place): Promise<void> {
    const key = `checksOffered:${place.root}`;
    if (this.#parts.state.get<boolean>(key) === true) return;
    await this.#parts.state.update(key, true);
    const message = `No build, linter or test checked this run. Learning Loop can run those of “${place.folder.name}” when you say so.`;
    const pressed = await vscode.window.showInformationMessage(message, 'Set Up Checks', 'Not Now');
    if (pressed === 'Set Up Checks') await vscode.commands.executeCommand(commandId('setUpChecks'));
  }
}

async function offer(run: RunView): Promise<void> {
  const message = `“${shortened(titleOf(run), 60)}” is over and was not checked in full.`;
  const pressed = await vscode.window.showInformationMessage(message, 'Run Checks', 'Not Now');
  if (pressed === 'Run Checks') await vscode.commands.executeCommand(commandId('runChecks'));
}
