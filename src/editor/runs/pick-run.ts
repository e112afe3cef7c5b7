import * as vscode from 'vscode';
import type { RunView } from '../../learning/runs/run.js';
import { UserError } from '../../learning/user-error.js';
import type { Place } from '../ledger/places.js';
import {
  authorInWords,
  durationInWords,
  outcomeInWords,
  shortened,
  titleOf,
  verdictInWords,
} from './run-words.js';
import type { RunTracker } from './run-tracker.js';

/** A run and the place whose ledger has it. */
export interface LocatedRun {
  readonly place: Place;
  readonly run: RunView;
}

/** The open run; when several places have one, the one a person picks. @throws {UserError} when there is none */
export async function openRun(tracker: RunTracker, title: string): Promise<LocatedRun> {
  const open = tracker.all().flatMap(({ place, open: run }) => (run === null ? [] : [{ place, run }]));
  if (open.length === 0) throw new UserError('No run is open. Start one first: “Learning Loop: Start Run”.');
  return open.length === 1 && open[0] !== undefined ? open[0] : pick(open, title);
}

/**
 * The run that is meant: the one with the id that code gave, else an open one, else one of the recent that a person picks.
 * @throws {UserError} when there is none
 */
export async function anyRun(tracker: RunTracker, title: string, argument: unknown): Promise<LocatedRun> {
  const open = listed(tracker).filter(({ run }) => run.status === 'open');
  if (typeof argument !== 'string' && open.length === 1 && open[0] !== undefined) return open[0];
  return listedRun(tracker, title, argument);
}

/**
 * The run with the id that code gave, else one of the open and the recent that a person picks.
 * @throws {UserError} when there is none
 */
export async function listedRun(
  tracker: Pick<RunTracker, 'all'> & Partial<Pick<RunTracker, 'find'>>,
  title: string,
  argument: unknown,
): Promise<LocatedRun> {
  const all = listed(tracker);
  if (typeof argument === 'string') {
    const named = all.find(({ run }) => run.id === argument) ?? (await tracker.find?.(argument));
    if (named === undefined) throw new UserError('That run is not in the ledger any more.');
    return named;
  }
  if (all.length === 0)
    throw new UserError('There is no run yet. Start one first: “Learning Loop: Start Run”.');
  return pick(all, title);
}

function listed(tracker: Pick<RunTracker, 'all'>): LocatedRun[] {
  return tracker.all().flatMap(({ place, open, recent }) => {
    return [...(open === null ? [] : [open]), ...recent].map((run) => ({ place, run }));
  });
}

/** Lets a person pick one of the given runs. @throws {vscode.CancellationError} */
async function pick(runs: readonly LocatedRun[], title: string): Promise<LocatedRun> {
  const items = runs.map((located) => ({ ...itemOf(located.run), located }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.located;
}

function itemOf(run: RunView): vscode.QuickPickItem {
  const age = durationInWords(Date.now() - Date.parse(run.startedAt));
  return {
    label: shortened(titleOf(run), 60),
    description: `${outcomeInWords(run)} · ${verdictInWords(run.verdict)}`,
    detail: `${authorInWords(run.author)} · ${age === 'just now' ? age : `${age} ago`}`,
  };
}
