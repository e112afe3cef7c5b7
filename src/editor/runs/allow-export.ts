import type { AsyncEngine } from '../../engine/engine-client.js';
import type { RunView } from '../../learning/runs/run.js';
import { UserError } from '../../learning/user-error.js';
import type { Ledgers } from '../ledger/ledgers.js';
import { weakenedInWords } from './explain-score.js';
import { listedRun } from './pick-run.js';
import { confirm } from './run-messages.js';
import type { RunTracker } from './run-tracker.js';
import { shortened, titleOf } from './run-words.js';

export interface AllowExportParts {
  readonly engine: AsyncEngine;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
}

/**
 * Lets a run that weakens checks be exported as training data all the same, or takes that back; asks in either case.
 * @throws {UserError} when no run weakens a check
 */
export async function allowExport(parts: AllowExportParts, argument: unknown): Promise<RunView> {
  const { engine, ledgers, tracker } = parts;
  const weakening = tracker.all().map((known) => ({
    ...known,
    open: known.open?.weakensChecks === true ? known.open : null,
    recent: known.recent.filter(({ weakensChecks }) => weakensChecks),
  }));
  if (weakening.every(({ open, recent }) => open === null && recent.length === 0)) {
    throw new UserError('None of the recent runs weakens a check, so no export leaves one out for that.');
  }
  const { place, run } = await listedRun({ all: () => weakening }, 'Export which run?', argument);
  const { explanation } = await engine.explainRun(place.root, run.id);
  const title = shortened(titleOf(run), 60);
  const places = weakenedInWords(explanation).join('\n');
  if (run.mayBeExported) await confirm(`Leave “${title}” out of training data again?`, places, 'Leave Out');
  else await confirm(`Export “${title}” as training data, though it weakens checks?`, places, 'Export');
  await ledgers.write(place);
  return tracker.change(place, () => engine.allowExport(place.root, run.id, !run.mayBeExported));
}
