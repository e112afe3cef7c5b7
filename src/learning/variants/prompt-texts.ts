import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileStamp, readOwnFile, writeOwnFile } from '../own-file.js';
import { UserError } from '../user-error.js';
import { shippedPromptText } from './shipped-prompts.js';

/** Longer texts are not meant as prompts, and more of them are not written by a person. */
const maxTextBytes = 256 * 1024;
const maxAdopted = 100;
const extension = '.md';

/** The prompts' texts: a person's `.agent/prompts/<template>.md`, else the shipped one. */
export class PromptTexts {
  readonly #folder: string;

  /** @param agentFolder the `.agent` folder */
  constructor(agentFolder: string) {
    this.#folder = join(agentFolder, 'prompts');
  }

  /** The text of a template; undefined when there is none, or none that can be read. */
  find(template: string): string | undefined {
    return (
      (this.isOwn(template) ? readOwnFile(this.file(template)) : undefined) ?? shippedPromptText(template)
    );
  }

  /** @throws {UserError} that says where the text is missing */
  get(template: string): string {
    const text = this.find(template);
    if (text !== undefined) return text;
    const place = isPlainName(template)
      ? this.file(template)
      : 'a file named for its template in .agent/prompts';
    throw new UserError(`The prompt "${template}" has no text: write it in ${place}.`);
  }

  /** Where a person's text of a template lies, or would. */
  file(template: string): string {
    return join(this.#folder, `${template}${extension}`);
  }

  /** Whether a person's file takes the shipped text's place. Links are not followed. */
  isOwn(template: string): boolean {
    if (!isPlainName(template)) return false;
    const stat = lstatSync(this.file(template), { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.size <= maxTextBytes;
  }

  write(template: string, text: string): void {
    if (!isPlainName(template)) {
      throw new UserError(
        `"${template}" cannot be the name of a prompt's file: use letters, digits, dots and dashes.`,
      );
    }
    writeOwnFile(this.file(template), text);
  }

  /** The names of all texts that people wrote, sorted. */
  own(): string[] {
    return this.#names()
      .filter((name) => name.endsWith(extension) && name.toLowerCase() !== 'readme.md')
      .map((name) => name.slice(0, -extension.length))
      .filter((template) => this.isOwn(template))
      .sort()
      .slice(0, maxAdopted);
  }

  /** What changes when a text is added or removed. */
  stamp(): string {
    return fileStamp(this.#folder) ?? '';
  }

  #names(): string[] {
    const isFolder = lstatSync(this.#folder, { throwIfNoEntry: false })?.isDirectory() === true;
    return isFolder ? readdirSync(this.#folder) : [];
  }
}

function isPlainName(template: string): boolean {
  return /^[\w.-]+$/.test(template) && !template.startsWith('.');
}
