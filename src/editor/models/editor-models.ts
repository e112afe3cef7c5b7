import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { parseEndpoint, type Endpoint } from '../../agent/models/endpoint.js';
import type { ModelClient } from '../../agent/models/model-client.js';
import { ModelError } from '../../agent/models/model-error.js';
import type { Models } from '../../agent/models/models.js';
import { placeOf } from '../../agent/models/place.js';
import type { AgentModels } from '../../agent/run/ports.js';
import type { NewModel } from '../../engine/add-models.js';
import type { AgentCode } from '../agent/agent-code.js';
import type { Settings } from '../settings.js';
import type { SecretKeys } from './secret-keys.js';
import { armOf, VscodeModel, vscodeEndpoint } from './vscode-model.js';

interface EditorModelsParts {
  readonly code: AgentCode;
  readonly keys: SecretKeys;
  readonly settings: Settings;
}

/** What can be asked now, and why others cannot. */
export interface Found {
  readonly models: readonly NewModel[];
  /** What is wrong with each server that did not answer. */
  readonly problems: readonly string[];
}

/** The models that this person can reach: on their servers, and VS Code's own. */
export class EditorModels {
  readonly #parts: EditorModelsParts;

  constructor(parts: EditorModelsParts) {
    this.#parts = parts;
  }

  /** The servers of this machine's settings. */
  endpoints(): Endpoint[] {
    const { settings } = this.#parts;
    const others = Object.entries(settings.get('endpoints'));
    return [
      parseEndpoint(settings.get('ollamaUrl'), 'ollama'),
      ...others.map(([name, url]) => parseEndpoint(url, name)),
    ];
  }

  async servers(): Promise<Models> {
    const { code, keys } = this.#parts;
    const { Models: Servers } = await code.load();
    const place = placeOf(process.env, existsSync);
    return new Servers({ endpoints: this.endpoints(), keys, place });
  }

  /** Asks the servers and VS Code. VS Code may ask the person, so call it from what they do. */
  async find(signal: AbortSignal): Promise<Found> {
    const servers = await this.servers();
    const [{ models, problems }, chats] = await Promise.all([
      servers.find(signal),
      vscode.lm.selectChatModels(),
    ]);
    const served = models.map(({ model, endpoint }) => ({
      ...{ id: model.replace(/:latest$/, ''), endpoint: endpoint.name, isInPlan: false },
      costPer1k: endpoint.kind === 'ollama' ? 0 : null,
    }));
    const own = chats.map((chat) => {
      return { id: armOf(chat), endpoint: vscodeEndpoint, costPer1k: null, isInPlan: true };
    });
    return { models: [...served, ...own], problems: problems.map(({ error }) => error.message) };
  }

  /** The models as a run in a place asks them. */
  at(root: string): AgentModels {
    const endpointsOfArms = async (): Promise<ReadonlyMap<string, string>> =>
      (await this.#parts.code.load()).armEndpoints(root);
    return {
      runnable: async (signal) => {
        const named = await endpointsOfArms();
        const { models } = await this.find(signal);
        return models
          .filter(({ id, endpoint }) => (named.get(id) ?? endpoint) === endpoint)
          .flatMap(({ id }) => [id, `${id}:latest`]);
      },
      client: async (arm, signal) => {
        const endpoint = (await endpointsOfArms()).get(arm);
        if (endpoint === vscodeEndpoint) return this.#chat(arm);
        return (await this.servers()).client(arm, endpoint, signal);
      },
    };
  }

  async #chat(arm: string): Promise<ModelClient> {
    const chat = (await vscode.lm.selectChatModels()).find((each) => armOf(each) === arm);
    if (chat === undefined)
      throw new ModelError(
        'no-model',
        `VS Code has no model ${arm} now. Sign in to its provider, or choose another.`,
      );
    return new VscodeModel(chat);
  }
}
