import * as vscode from 'vscode';
import { amountIn, listIn, listOf, parseFields } from '../../adapters/fields.js';
import type { Place } from '../ledger/places.js';
import { runCli } from '../run-cli.js';
import { confirm } from '../runs/run-messages.js';
import type { RunTracker } from '../runs/run-tracker.js';

export interface EarlierSessionsParts {
  readonly tracker: RunTracker;
  readonly cliFile: string;
}

/**
 * Adds what an agent did here before, after saying what will be read; as runs from before, which are in no count.
 * @param source by which name the command line knows it, such as `claude-code`
 * @throws {vscode.CancellationError}
 */
export async function readEarlierSessions(
  agent: string,
  source: string,
  place: Place,
  { tracker, cliFile }: EarlierSessionsParts,
): Promise<void> {
  const call = ['backfill', '--root', place.root, '--agent', source, '--json'];
  const found = await withProgress(`Looking for earlier sessions of ${agent}`, (cancelled) =>
    runCli(cliFile, [...call, '--dry-run'], cancelled),
  );
  const sources = listIn(parseFields(found) ?? {}, 'sources');
  const files = sources.flatMap(({ files }) => listOf(files));
  if (files.length === 0) {
    void vscode.window.showInformationMessage(`${agent} kept no earlier sessions in this folder.`);
    return;
  }
  const sizeMb = sources.reduce((sum, each) => sum + (amountIn(each, 'sizeBytes') ?? 0), 0) / 2 ** 20;
  const detail =
    `${files.length} transcripts in your home folder, ${sizeMb.toFixed(1)} MB. Runs found there are marked as ` +
    'from before: they are listed, and in no standings, no choice and no export.';
  await confirm(`Read earlier sessions of ${agent}?`, detail, 'Read Them');
  const read = await withProgress(`Reading earlier sessions of ${agent}`, (cancelled) =>
    runCli(cliFile, call, cancelled),
  );
  await tracker.refresh(place);
  const added = amountIn(parseFields(read) ?? {}, 'added') ?? 0;
  const runs = `${added} ${added === 1 ? 'run' : 'runs'}`;
  void vscode.window.showInformationMessage(`${runs} from before ${added === 1 ? 'was' : 'were'} added.`);
}

/** @throws {vscode.CancellationError} when it was cancelled */
async function withProgress(
  title: string,
  action: (cancelled: vscode.CancellationToken) => Promise<string>,
): Promise<string> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_, cancelled) => {
    try {
      return await action(cancelled);
    } catch (error) {
      throw cancelled.isCancellationRequested ? new vscode.CancellationError() : error;
    }
  });
}
