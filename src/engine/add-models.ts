import { join } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { agentFolder } from '../learning/agent-folder.js';
import type { Ledger } from '../learning/ledger.js';
import { readOwnFile, writeOwnFile } from '../learning/own-file.js';
import { UserError } from '../learning/user-error.js';
import { parseVariants } from '../learning/variants/variants-json.js';

/** A model that was found somewhere and may be chosen from now on. */
export interface NewModel {
  readonly id: string;
  /** The name of its endpoint. */
  readonly endpoint: string;
  /** US dollars per 1,000 tokens; null for what the list of known prices says. */
  readonly costPer1k: number | null;
  /** Paid by a subscription. */
  readonly isInPlan: boolean;
}

/**
 * Adds models to `model_variants.json` and takes them into the ledger. One that is there already stays as it is.
 * @throws {UserError} when the file is missing or broken
 */
export function addModels(ledger: Ledger, root: string, models: readonly NewModel[]): void {
  const file = join(agentFolder(root), 'model_variants.json');
  // The ledger writes the file when there is none, and takes in what was written.
  const nothing = (): undefined => undefined;
  ledger.commit(nothing);
  const text = readOwnFile(file);
  if (text === undefined) throw new UserError(`${file} could not be written, so no model was added to it.`);
  writeOwnFile(
    file,
    models.reduce((written, model) => withModel(file, written, model), text),
  );
  ledger.commit(nothing);
}

function withModel(file: string, text: string, { id, endpoint, costPer1k, isInPlan }: NewModel): string {
  const entries = parseVariants(file, text);
  if (entries.some((entry) => entry.id === id)) return text;
  const entry = {
    ...{ id, name: id, endpoint },
    ...(costPer1k === null ? {} : { cost_per_1k: costPer1k }),
    ...(isInPlan ? { billing: 'plan' } : {}),
    ...{ wins: 0, trials: 0 },
  };
  const edits = modify(text, [entries.length], entry, {
    isArrayInsertion: true,
    formattingOptions: { insertSpaces: true, tabSize: 2 },
  });
  return applyEdits(text, edits);
}
