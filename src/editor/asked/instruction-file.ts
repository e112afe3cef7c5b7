import type { AsyncEngine } from '../../engine/engine-client.js';
import { UserError } from '../../learning/user-error.js';
import {
  readSettingsFile,
  removeSettingsFile,
  writeSettingsFile,
  type SettingsText,
} from '../agents/own-settings-file.js';
import type { Place, Places } from '../ledger/places.js';
import { savedBlobOf } from '../review/service/saved-files.js';
import { unsavedDocument } from '../review/service/put-in-place.js';

/** The files with instructions for agents that may tell them what was learned. */
export const instructionFiles = ['CLAUDE.md', 'AGENTS.md', '.github/copilot-instructions.md'] as const;

export interface InstructionFileParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
}

/** A file with instructions for agents, in a checkout. */
export class InstructionFile {
  readonly path: string;
  readonly #place: Place;
  readonly #parts: InstructionFileParts;

  constructor(place: Place, path: string, parts: InstructionFileParts) {
    this.path = path;
    this.#place = place;
    this.#parts = parts;
  }

  /** Whether a person is writing in it now. */
  get isUnsaved(): boolean {
    return unsavedDocument(this.#parts.places.uriOf(this.#place, this.path)) !== undefined;
  }

  /** @throws {UserError} where it is reached through a link, or is no text */
  async read(): Promise<SettingsText> {
    return readSettingsFile(this.#place.checkout, this.path);
  }

  /**
   * Puts another text in the place of the one that was read, or removes the file where that is null. A person wants this, so it
   * is no edit of an agent.
   * @throws {UserError} when somebody changed the file meanwhile, or is writing in it
   */
  async replace(read: SettingsText, text: string | null): Promise<void> {
    const { engine } = this.#parts;
    const { root, checkout } = this.#place;
    const now = await this.read();
    if (this.isUnsaved || now.text !== read.text || now.mark !== read.mark)
      throw new UserError(`${this.path} was changed meanwhile and was left as it is. Save it and try again.`);
    const bytes = text === null ? null : new TextEncoder().encode(read.mark + text);
    await engine.noteSave(root, checkout, this.path, savedBlobOf(bytes));
    if (bytes === null) await removeSettingsFile(checkout, this.path);
    else await writeSettingsFile(checkout, this.path, bytes);
  }
}
