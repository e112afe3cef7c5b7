import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../learning/user-error.js';
import { commandId } from '../commands.js';
import type { Place } from '../ledger/places.js';
import { asError } from '../log.js';
import { confirm } from '../runs/run-messages.js';
import { askText } from './ask-text.js';
import { followJob } from './follow-job.js';
import { preparedBase, roleOf, trainedAdapters } from './lora-files.js';
import { whereInWords } from './ollama-address.js';
import { toTunedArgument, type TunedArgument } from './requests.js';
import type { TuningParts } from './tuning-parts.js';

/** Makes a model of a base and an adapter through Ollama, and adds it to those that are suggested. */
export async function createTunedModel(parts: TuningParts, argument: unknown): Promise<void> {
  const { client, engine, ledgers, places, settings } = parts;
  const request = argument === undefined ? undefined : toTunedArgument(argument);
  const place = await places.choose('For which folder?', request?.folder);
  await ledgers.write(place);
  const host = settings.get('ollamaUrl');
  const { adapterFile, base, name } = request ?? (await askAll(place, host));
  const wanted = { root: place.root, host, name, base, adapterFile };
  const modelfile = await followJob(client, `Making ${name}`, 'createTuned', wanted);
  try {
    await engine.addTunedModel(place.root, { id: name, base });
  } catch (error) {
    throw new UserError(
      `${name} is in Ollama now, but could not be added to the models that are suggested: ${asError(error).message}`,
      { cause: error },
    );
  }
  if (request === undefined) void announce(name, base, modelfile);
}

async function askAll(place: Place, host: string): Promise<Omit<TunedArgument, 'folder'>> {
  const adapterFile = await askAdapter(place.root);
  const role = roleOf(adapterFile);
  const base = await askText({
    title: `${basename(adapterFile)} was trained on which model?`,
    prompt: 'As `ollama list` names it. Ollama must have it.',
    value: (await preparedBase(place.root, role)) ?? '',
  });
  const name = await askText({
    title: 'What shall the model be called?',
    prompt: 'Its name in Ollama and in the standings.',
    value: `my-${role}-tuned`,
  });
  const detail = `${basename(adapterFile)} is handed to ${whereInWords(host)}\n\nA model that is called ${name} there already is replaced.`;
  await confirm(`Make “${name}” of ${base}?`, detail, 'Make Model');
  return { adapterFile, base, name };
}

async function askAdapter(root: string): Promise<string> {
  const found = await trainedAdapters(root);
  const items: (vscode.QuickPickItem & { readonly file?: string })[] = [
    ...found.map((file) => ({ label: basename(file), description: '.agent/lora', file })),
    {
      label: '$(folder-opened) Another File…',
      detail: 'The adapter as a GGUF file, such as coder_adapter.gguf.',
    },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: 'Which adapter?', ignoreFocusOut: true });
  if (picked === undefined) throw new vscode.CancellationError();
  if (picked.file !== undefined) return picked.file;
  const chosen = await vscode.window.showOpenDialog({
    title: 'Which adapter?',
    defaultUri: vscode.Uri.file(found.length === 0 ? root : join(root, '.agent', 'lora')),
    filters: { 'GGUF files': ['gguf'] },
  });
  const [file] = chosen ?? [];
  if (file === undefined) throw new vscode.CancellationError();
  return file.fsPath;
}

async function announce(name: string, base: string, modelfile: string): Promise<void> {
  const [standings, read] = ['Show Standings', 'Show Modelfile'];
  const pressed = await vscode.window.showInformationMessage(
    `“${name}” is ready in Ollama, and is suggested like any other model from now on. The standings show it beside ${base}; if it does worse, it is suggested less and less.`,
    standings,
    read,
  );
  if (pressed === standings) await vscode.commands.executeCommand(commandId('showStats'));
  if (pressed === read) await vscode.window.showTextDocument(vscode.Uri.file(modelfile));
}
