import { taskSlug } from '../task-slug.js';
import { UserError } from '../user-error.js';
import { withEntry, withValue } from './edit-variants.js';
import type { VariantsProjection } from './variants-projection.js';

/** A prompt as its editor sees it. */
export interface PromptOption {
  readonly id: string;
  readonly name: string;
  readonly isRetired: boolean;
}

/**
 * The prompts that people add, edit, retire and bring back. Each change is one step of a transaction that the caller holds,
 * and that publishes the index afterwards.
 */
export class PromptPortfolio {
  readonly #projection: VariantsProjection;

  constructor(projection: VariantsProjection) {
    this.#projection = projection;
  }

  list(): PromptOption[] {
    return this.#projection.entries('prompt').map(({ id, name, isRetired }) => ({ id, name, isRetired }));
  }

  /** The text of a prompt; undefined when there is no such prompt, or it has none. */
  textOf(id: string): string | undefined {
    const entry = this.#projection.entries('prompt').find((each) => each.id === id);
    return entry && this.#projection.texts.find(entry.template ?? id);
  }

  /**
   * Adds a prompt and answers with the file of its text.
   * @throws {UserError} when there is one of that name
   */
  add(name: string, text: string): string {
    const id = taskSlug(name).replace(/[^\w.-]+/g, '-');
    if (this.#projection.entries('prompt').some((each) => each.id === id || each.name === name)) {
      throw new UserError(`There is a prompt "${name}" already. Choose another name, or edit that one.`);
    }
    const { texts } = this.#projection;
    texts.write(id, text);
    this.#projection.edit('prompt', (index, entries) =>
      entries.some((each) => each.id === id)
        ? withValue(index, [entries.findIndex((each) => each.id === id), 'name'], name)
        : withEntry(index, { id, name, template: id, wins: 0, trials: 0 }),
    );
    return texts.file(id);
  }

  /**
   * The file of a prompt's text, written from the shipped one when a person first edits it.
   * @throws {UserError} when there is no such prompt, or it has no text
   */
  fileToEdit(id: string): string {
    const { template = id } = this.#entry(id).entry;
    const { texts } = this.#projection;
    if (!texts.isOwn(template)) texts.write(template, texts.get(template));
    return texts.file(template);
  }

  /**
   * Keeps a prompt with its counts and chooses it no more, or brings it back.
   * @throws {UserError} when there is no such prompt, or none would be left
   */
  retire(id: string, isRetired: boolean): void {
    const { index } = this.#entry(id);
    const isLast = this.list().every((each) => each.id === id || each.isRetired);
    if (isRetired && isLast) throw new UserError('This is the last prompt in use. Add another one first.');
    this.#projection.edit('prompt', (text) =>
      withValue(text, [index, 'retired'], isRetired ? true : undefined),
    );
  }

  #entry(id: string): { entry: ReturnType<VariantsProjection['entries']>[number]; index: number } {
    const entries = this.#projection.entries('prompt');
    const index = entries.findIndex((each) => each.id === id);
    const entry = entries[index];
    if (entry === undefined)
      throw new UserError(`There is no prompt "${id}" in ${this.#projection.file('prompt')}.`);
    return { entry, index };
  }
}
