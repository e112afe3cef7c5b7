import { applyEdits, modify } from 'jsonc-parser';
import { parseVariants } from '../../learning/variants/variants-json.js';

export interface TunedArm {
  /** The tuned model's name in Ollama. */
  readonly id: string;
  readonly base: string;
  /** Mean reward of the base, 0 to 1; null when it was never tried. */
  readonly baseMean: number | null;
}

/** As much as two runs: enough to be tried first where the base is good, little enough to be forgotten soon. */
const priorTrials = 2;
const unknownMean = 0.5;

/**
 * Adds a tuned model to the text of `model_variants.json`, with its base's mean as a starting guess. What people wrote there
 * stays; a model that is there already is left as it is.
 * @throws {VariantsFileError} when the text is no list of models
 */
export function withTunedArm(file: string, text: string, { id, base, baseMean }: TunedArm): string {
  const entries = parseVariants(file, text);
  if (entries.some((entry) => entry.id === id)) return text;
  const wins = Number((priorTrials * (baseMean ?? unknownMean)).toFixed(6));
  const entry = { id, name: `${id} (tuned from ${base})`, cost_per_1k: 0, wins, trials: priorTrials, base };
  const edits = modify(text, [entries.length], entry, {
    isArrayInsertion: true,
    formattingOptions: { insertSpaces: true, tabSize: 2 },
  });
  return applyEdits(text, edits);
}
