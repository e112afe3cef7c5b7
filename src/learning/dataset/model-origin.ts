import { readOwnFile } from '../own-file.js';
import { parseVariants } from '../variants/variants-json.js';

/** Where a model runs: on this machine, at a company whose terms may forbid to train on its output, or nobody knows. */
export type Origin = 'local' | 'hosted' | 'unknown';

/**
 * Tells where models run. A model of `model_variants.json` is local when it costs nothing; of others only the name is known:
 * `name:tag` is one of Ollama's, unless the tag says cloud. What people write is nobody's output.
 * @param variantsFile path of `model_variants.json`; it may be missing
 * @throws {VariantsFileError} when it cannot be read
 */
export function originOf(variantsFile: string): (model: string | null, agent: string | null) => Origin {
  const text = readOwnFile(variantsFile);
  const entries = text === undefined ? [] : parseVariants(variantsFile, text);
  const costs = new Map(entries.map(({ id, costPer1k }) => [id, costPer1k]));
  return (model, agent) => {
    if (agent === 'by hand') return 'local';
    if (model === null) return 'unknown';
    const cost = costs.get(model);
    if (cost !== undefined) return cost === 0 ? 'local' : 'hosted';
    return /^[\w.-]+:(?!.*cloud)[\w.-]+$/.test(model) ? 'local' : 'hosted';
  };
}
