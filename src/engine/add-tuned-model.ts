import { withTunedArm } from '../agent/ollama/tuned-arm.js';
import { agentFolder } from '../learning/agent-folder.js';
import type { Ledger } from '../learning/ledger.js';
import { readOwnFile, writeOwnFile } from '../learning/own-file.js';
import { UserError } from '../learning/user-error.js';
import { join } from 'node:path';

export interface TunedModelNames {
  /** The tuned model's name in Ollama. */
  readonly id: string;
  /** The model that it was tuned from. */
  readonly base: string;
}

/**
 * Adds a tuned model to `model_variants.json`, with its base's mean as a starting guess, and takes it into the ledger. One
 * that is there already stays as it is.
 * @throws {UserError} when the file is missing or broken
 */
export function addTunedModel(ledger: Ledger, root: string, { id, base }: TunedModelNames): void {
  const file = join(agentFolder(root), 'model_variants.json');
  // The ledger writes the file when there is none, and takes in what was written.
  const nothing = (): undefined => undefined;
  ledger.commit(nothing);
  const text = readOwnFile(file);
  if (text === undefined) throw new UserError(`${file} could not be written, so ${id} was not added to it.`);
  const standing = ledger.choosing
    .standings()
    .find(({ chooser, arm }) => chooser === 'model' && arm === base);
  writeOwnFile(file, withTunedArm(file, text, { id, base, baseMean: standing?.mean ?? null }));
  ledger.commit(nothing);
}
