import type { Role } from '../runs/run.js';
import { roles, type Selected } from './example-stream.js';
import type { ExportFolder } from './export-folder.js';
import { hasFactsBeside, type FormatName } from './formats.js';
import { linesOf, type LineFile } from './line-file.js';
import { ValidationSplit } from './validation-split.js';

/** `coder_sft.jsonl`, or `coder_sft_validation.jsonl` for what is held back. */
export function lineFileName(role: Role, format: FormatName, isValidation: boolean): string {
  return `${role}_${format}${isValidation ? '_validation' : ''}.jsonl`;
}

/** Every file that an export of a format can consist of. */
export function exportFileNames(format: FormatName): string[] {
  return roles.flatMap((role) =>
    [false, true].flatMap((isValidation) => {
      const name = lineFileName(role, format, isValidation);
      return [name, factsFileName(name)];
    }),
  );
}

/** Beside a format without room for it, a line for each line says who wrote it. */
function factsFileName(name: string): string {
  return name.replace(/\.jsonl$/, '_facts.jsonl');
}

interface Files {
  readonly lines: LineFile;
  readonly facts: LineFile | undefined;
}

/** The files of one export, by role. Where some is held back, what belongs together is only known at the end. */
export class ExportFiles {
  readonly #folder: ExportFolder;
  readonly #format: FormatName;
  readonly #validation: number;
  readonly #split: ValidationSplit;
  readonly #files: ReadonlyMap<Role, Files>;
  readonly #order: Role[] = [];

  /** @param options `validation` is the share that is held back, `seed` decides what */
  constructor(
    folder: ExportFolder,
    options: { readonly format: FormatName; readonly validation: number; readonly seed: number },
  ) {
    this.#folder = folder;
    this.#format = options.format;
    this.#validation = options.validation;
    this.#split = new ValidationSplit(options.seed);
    this.#files = new Map(roles.map((role) => [role, this.#open(role, false, options.validation > 0)]));
  }

  write({ role, line, facts, task, files }: Selected): void {
    const target = this.#files.get(role);
    target?.lines.write(line);
    if (facts !== undefined) target?.facts?.write(facts);
    if (this.#validation === 0) return;
    this.#split.add(task, files);
    this.#order.push(role);
  }

  /** Divides what was written, and answers with how many examples of each role are held back. */
  finish(): ReadonlyMap<Role, number> {
    const counts = new Map<Role, number>();
    if (this.#validation === 0) return counts;
    const held = this.#split.heldBack(this.#validation);
    for (const [role, files] of this.#files) {
      const sides = held.filter((_, index) => this.#order[index] === role);
      this.#divide(role, files, sides);
      counts.set(role, sides.filter(Boolean).length);
    }
    return counts;
  }

  #divide(role: Role, scratch: Files, sides: readonly boolean[]): void {
    const [training, validation] = [this.#open(role, false, false), this.#open(role, true, false)];
    for (const kind of ['lines', 'facts'] as const) {
      const source = scratch[kind];
      if (source === undefined) continue;
      source.close();
      let index = 0;
      for (const line of linesOf(source.path)) {
        (sides[index] === true ? validation : training)[kind]?.write(line);
        index += 1;
      }
    }
  }

  #open(role: Role, isValidation: boolean, isScratch: boolean): Files {
    const name = lineFileName(role, this.#format, isValidation);
    const open = (each: string): LineFile =>
      isScratch ? this.#folder.openScratch(each) : this.#folder.open(each);
    return { lines: open(name), facts: hasFactsBeside(this.#format) ? open(factsFileName(name)) : undefined };
  }
}
