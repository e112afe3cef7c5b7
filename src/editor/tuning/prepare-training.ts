import * as vscode from 'vscode';
import type { TrainingFolder } from '../../agent/ollama/prepare-training.js';
import type { Role } from '../../learning/runs/run.js';
import { ActionableError } from '../actionable-error.js';
import { commandId } from '../commands.js';
import { commandsText } from './commands-text.js';
import { followJob } from './follow-job.js';
import { exportedRoles, preparedBase } from './lora-files.js';
import { toPrepareArgument } from './requests.js';
import { askText } from './ask-text.js';
import type { TuningParts } from './tuning-parts.js';

const usualBase = 'qwen2.5-coder:7b';

/**
 * Puts the training script beside exported data and shows what to type there; nothing is trained or fetched.
 * @throws {ActionableError} when nothing was exported yet
 */
export async function prepareTraining(
  { client, ledgers, places, scriptFolder, texts }: TuningParts,
  argument: unknown,
): Promise<TrainingFolder> {
  const request = argument === undefined ? undefined : toPrepareArgument(argument);
  const place = await places.choose('Prepare training in which folder?', request?.folder);
  const { root } = place;
  const roles = await exportedRoles(root);
  if (request === undefined ? roles.length === 0 : !roles.includes(request.role)) throw notExported();
  await ledgers.write(place);
  const role = request?.role ?? (await askRole(roles));
  const base = request?.base ?? (await askBase((await preparedBase(root, role)) ?? usualBase));
  const wanted = { repoRoot: root, scriptFolder, base, role };
  const folder = await followJob(client, 'Preparing a folder to train in', 'prepareTraining', wanted);
  await texts.show('Train.md', commandsText(folder, process.platform));
  return folder;
}

function notExported(): Error {
  return new ActionableError('There are no examples to train on. Export training data first.', [
    { title: 'Export…', command: commandId('exportTraining') },
  ]);
}

async function askRole(roles: readonly Role[]): Promise<Role> {
  const [only] = roles;
  if (only !== undefined && roles.length === 1) return only;
  const details: Readonly<Record<Role, string>> = {
    coder: 'writes code: coder_sft.jsonl',
    fixer: 'makes red checks green: fixer_sft.jsonl',
    judge: 'says what you would say of a change: judge_sft.jsonl',
  };
  const items = roles.map((role) => ({ label: role, detail: details[role], role }));
  const picked = await vscode.window.showQuickPick(items, { title: 'Train what?', ignoreFocusOut: true });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.role;
}

function askBase(value: string): Promise<string> {
  return askText({
    title: 'Tune which model?',
    prompt: 'As `ollama list` names it. It is trained from its full weights, not from Ollama’s file.',
    value,
  });
}
