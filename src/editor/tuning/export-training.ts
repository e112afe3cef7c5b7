import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ExportRequest } from '../../engine/training/training-jobs.js';
import type { TextsKept } from '../../engine/engine-api.js';
import {
  leftOutInWords,
  type ExportPreview,
  type ExportReport,
} from '../../learning/dataset/export-report.js';
import { UserError } from '../../learning/user-error.js';
import { ActionableError } from '../actionable-error.js';
import { commandId } from '../commands.js';
import type { Place } from '../ledger/places.js';
import { askFormat, askHosted, askToExport } from './export-dialogs.js';
import { followJob } from './follow-job.js';
import { countInWords, previewText } from './preview-text.js';
import { toExportArgument } from './requests.js';
import type { TuningParts } from './tuning-parts.js';

/**
 * Exports what worked as training data: by dialog with a preview, or as an argument says.
 * @throws {UserError} when there is nothing to export
 */
export async function exportTraining(parts: TuningParts, argument: unknown): Promise<ExportReport> {
  const { client, ledgers, places } = parts;
  const request = argument === undefined ? undefined : toExportArgument(argument);
  const place = await places.choose('Export from which folder?', request?.folder);
  if ((await ledgers.read(place)) === null)
    throw new UserError(`There is no run in “${place.folder.name}” yet, so there is nothing to export.`);
  const { texts } = await ledgers.write(place);
  const wanted =
    request === undefined
      ? await wantedByDialog(parts, place, texts)
      : { root: place.root, format: request.format, localOnly: !request.includesHosted };
  const report = await followJob(client, 'Exporting training data', 'exportTraining', wanted);
  if (request === undefined) void announce(report, place);
  return report;
}

async function wantedByDialog(
  { client, texts: shown }: TuningParts,
  { folder, root }: Place,
  texts: TextsKept,
): Promise<ExportRequest> {
  for (;;) {
    let wanted: ExportRequest = { root, format: await askFormat(), localOnly: false };
    const look = (): Promise<ExportPreview> =>
      followJob(client, 'Looking at what worked', 'previewExport', wanted);
    let preview = await look();
    if (preview.models.some(({ origin }) => origin !== 'local') && !(await askHosted(preview.models))) {
      wanted = { ...wanted, localOnly: true };
      preview = await look();
    }
    await shown.show('Training Data.md', previewText(preview));
    if (preview.examples === 0) throw nothingToLearn(preview, texts, folder.name);
    if (await askToExport(preview, join(root, '.agent', 'sft'))) return wanted;
  }
}

function nothingToLearn({ leftOut }: ExportPreview, texts: TextsKept, folder: string): Error {
  const reasons = leftOutInWords(leftOut);
  if (reasons !== '') return new UserError(`There is nothing to export. Left out: ${reasons}.`);
  if (texts === 'texts')
    return new UserError('There is nothing to export yet: no run has left a text to learn from.');
  return new ActionableError(
    `There is nothing to export: for “${folder}” only numbers are kept, and no texts to learn from.`,
    [{ title: 'Change…', command: commandId('keepScore') }],
  );
}

async function announce({ examples, card }: ExportReport, { root }: Place): Promise<void> {
  const [reveal, read] = ['Reveal Folder', 'Read the Card'];
  const message = `${countInWords(examples)} exported to ${join(root, '.agent', 'sft')}. The card beside them says where they come from.`;
  const pressed = await vscode.window.showInformationMessage(message, reveal, read);
  const file = vscode.Uri.file(card);
  if (pressed === read) await vscode.window.showTextDocument(file);
  if (pressed === reveal) await revealFile(file);
}

/** In the explorer where it shows the file, which works in a browser, too. */
async function revealFile(file: vscode.Uri): Promise<void> {
  const isInExplorer = vscode.workspace.getWorkspaceFolder(file) !== undefined;
  await vscode.commands.executeCommand(isInExplorer ? 'revealInExplorer' : 'revealFileInOS', file);
}
