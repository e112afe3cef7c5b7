import * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { NewModel } from '../../engine/add-models.js';
import type { Place } from '../ledger/places.js';
import type { EditorModels } from './editor-models.js';
import { showNothingReachable } from './nothing-reachable.js';

interface ChooseModelsParts {
  readonly engine: AsyncEngine;
  readonly models: EditorModels;
}

/**
 * Lets a person say which of the models that were found may be chosen for runs.
 * @throws {vscode.CancellationError} when none was taken, and where none was found, after showing what to do
 */
export async function chooseModels(place: Place, { engine, models }: ChooseModelsParts): Promise<void> {
  const found = await models.find(new AbortController().signal);
  if (found.models.length === 0) {
    await showNothingReachable(found.problems);
    throw new vscode.CancellationError();
  }
  const known = await modelArms(engine, place.root);
  const items = found.models.map((model) => ({
    label: model.id,
    description: `${model.endpoint}${known.has(model.id) ? ' · in the standings' : ''}`,
    // What runs on this machine costs nothing to try.
    picked: known.has(model.id) || model.costPer1k === 0,
    model,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Which models may be chosen for runs?',
    placeHolder: 'Each is tried first, and what works here is chosen more often.',
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  if (picked === undefined || picked.length === 0) throw new vscode.CancellationError();
  await engine.addModels(
    place.root,
    picked.map(({ model }): NewModel => model),
  );
}

/** Whether a model that can be chosen for runs can run now. */
export async function hasRunnable(
  engine: AsyncEngine,
  root: string,
  runnable: readonly string[],
): Promise<boolean> {
  const known = await modelArms(engine, root);
  return runnable.some((id) => known.has(id));
}

async function modelArms(engine: AsyncEngine, root: string): Promise<ReadonlySet<string>> {
  const standings = await engine.standings(root);
  return new Set(standings.flatMap(({ chooser, arm }) => (chooser === 'model' ? [arm] : [])));
}
