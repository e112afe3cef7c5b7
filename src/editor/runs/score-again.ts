import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import { commandId } from '../commands.js';
import type { Disposable } from '../disposable-store.js';
import type { Feature } from '../feature.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Place, Places } from '../ledger/places.js';
import type { Settings } from '../settings.js';
import type { RunTracker } from './run-tracker.js';

export interface ScoreAgainParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
  readonly settings: Settings;
}

/** Scores all finished runs of a folder by the formula that is set, and says how many. */
export async function scoreAgain(parts: ScoreAgainParts): Promise<number> {
  const { engine, ledgers, places, settings, tracker } = parts;
  const place = await places.choose('Score the runs of which folder again?');
  await ledgers.write(place);
  const options = { location: vscode.ProgressLocation.Notification, title: 'Scoring all runs again' };
  const count = await vscode.window.withProgress(options, () =>
    tracker.change(place, () => engine.rescore(place.root)),
  );
  const formula = settings.get('rewardFormula', place.folder);
  const runs = `${count} ${count === 1 ? 'run' : 'runs'}`;
  void vscode.window.showInformationMessage(`${runs} scored by the formula “${formula}”.`);
  return count;
}

/** Lets a formula that was set teach from then on, and offers to score history by it. */
export class FormulaChange implements Feature {
  readonly name = 'formula';
  readonly #parts: ScoreAgainParts;

  constructor(parts: ScoreAgainParts) {
    this.#parts = parts;
  }

  register(): Disposable {
    const { ledgers, places, settings } = this.#parts;
    const formulaOf = ({ folder }: Place): string => settings.get('rewardFormula', folder);
    const known = new Map(places.all().map((place) => [place.root, formulaOf(place)]));
    return vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('learningLoop.rewardFormula')) return;
      for (const place of places.all()) {
        const formula = formulaOf(place);
        if (known.get(place.root) === formula) continue;
        known.set(place.root, formula);
        ledgers.forget(place.root);
        void this.#offer(place, formula);
      }
    });
  }

  async #offer({ root, folder }: Place, formula: string): Promise<void> {
    const { ledgers, tracker } = this.#parts;
    const hasRuns = tracker.at(root)?.recent.some(({ status }) => status === 'finished') ?? false;
    if (!hasRuns || !ledgers.isWritable(root)) return;
    const message = `Runs in “${folder.name}” are scored by the formula “${formula}” from now on. Those before keep their scores.`;
    const pressed = await vscode.window.showInformationMessage(message, 'Score History Again', 'Not Now');
    if (pressed === 'Score History Again') await vscode.commands.executeCommand(commandId('scoreAgain'));
  }
}
