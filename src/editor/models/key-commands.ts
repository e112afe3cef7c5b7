import * as vscode from 'vscode';
import { parseEndpoint } from '../../agent/models/endpoint.js';
import type { CommandHandlers } from '../commands.js';
import type { Settings } from '../settings.js';
import type { EditorModels } from './editor-models.js';
import type { SecretKeys } from './secret-keys.js';

interface KeyCommandsParts {
  readonly keys: SecretKeys;
  readonly models: EditorModels;
  readonly settings: Settings;
}

const openai = { name: 'openai', url: 'https://api.openai.com/v1' };

/** Keys of model servers: entered by a person, kept by the editor, never shown again. */
export function keyCommands(parts: KeyCommandsParts): Pick<CommandHandlers, 'enterKey' | 'forgetKey'> {
  return { enterKey: () => enterKey(parts), forgetKey: () => forgetKey(parts) };
}

async function enterKey({ keys, models, settings }: KeyCommandsParts): Promise<void> {
  const servers = models.endpoints();
  const items = [
    ...servers.map(({ name, url }) => ({ label: name, description: url, url })),
    ...(servers.some(({ url }) => url === openai.url)
      ? []
      : [{ label: 'OpenAI', description: openai.url, url: openai.url }]),
    { label: '$(add) Another server…', description: 'with an OpenAI-compatible interface', url: undefined },
  ];
  const picked = await ask(
    vscode.window.showQuickPick(items, { title: 'The key of which server?', ignoreFocusOut: true }),
  );
  const url = picked.url ?? (await ask(askAddress()));
  const endpoint = parseEndpoint(url, url === openai.url ? openai.name : undefined);
  const key = await ask(
    vscode.window.showInputBox({
      title: `The key of ${new URL(endpoint.url).host}`,
      prompt: 'It is kept in your keychain, and sent to this server alone.',
      password: true,
      ignoreFocusOut: true,
    }),
  );
  await keys.set(new URL(endpoint.url).origin, key.trim());
  const isKnown = servers.some((each) => each.url === endpoint.url);
  if (!isKnown) await settings.setEndpoints({ ...settings.get('endpoints'), [endpoint.name]: endpoint.url });
  void vscode.window.showInformationMessage(`The key of ${new URL(endpoint.url).host} is kept.`);
}

async function forgetKey({ keys, models }: KeyCommandsParts): Promise<void> {
  const origins = [...new Set(models.endpoints().map(({ url }) => new URL(url).origin))];
  const kept: string[] = [];
  for (const origin of origins) if ((await keys.keyOf(origin)) !== undefined) kept.push(origin);
  if (kept.length === 0) {
    void vscode.window.showInformationMessage('No key is kept.');
    return;
  }
  const origin = await ask(vscode.window.showQuickPick(kept, { title: 'Forget the key of which server?' }));
  await keys.forget(origin);
  void vscode.window.showInformationMessage(`The key of ${new URL(origin).host} is forgotten.`);
}

function askAddress(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: 'The address of the server',
    placeHolder: 'https://models.example.com/v1',
    prompt: 'It mostly ends with /v1.',
    ignoreFocusOut: true,
    validateInput: (text) =>
      URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
        ? undefined
        : 'This is no http or https address.',
  });
}

/** @throws {vscode.CancellationError} when the question was closed, or left empty */
async function ask<T>(question: Thenable<T | undefined>): Promise<T> {
  const answer = await question;
  if (answer === undefined || answer === '') throw new vscode.CancellationError();
  return answer;
}
