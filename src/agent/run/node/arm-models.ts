import { UserError } from '../../../learning/user-error.js';
import { armEndpoints } from '../../models/arm-endpoints.js';
import type { ModelClient } from '../../models/model-client.js';
import type { Models } from '../../models/models.js';
import type { AgentModels } from '../ports.js';

/** The arms of a repository, each at the endpoint that it names, or where its model is found. */
export class ArmModels implements AgentModels {
  readonly #root: string;
  readonly #models: Models;

  constructor(root: string, models: Models) {
    this.#root = root;
    this.#models = models;
  }

  async runnable(signal: AbortSignal): Promise<readonly string[]> {
    const named = armEndpoints(this.#root);
    const { models, problems } = await this.#models.find(signal);
    const [problem] = problems;
    if (models.length === 0 && problem !== undefined) throw problem.error;
    if (models.length === 0)
      throw new UserError(
        'Your server has no model yet. Fetch one, for example: ollama pull qwen2.5-coder:7b',
      );
    return models.flatMap(({ model, endpoint }) =>
      [model, model.replace(/:latest$/, '')].filter(
        (arm) => (named.get(arm) ?? endpoint.name) === endpoint.name,
      ),
    );
  }

  client(arm: string, signal: AbortSignal): Promise<ModelClient> {
    return this.#models.client(arm, armEndpoints(this.#root).get(arm), signal);
  }
}
