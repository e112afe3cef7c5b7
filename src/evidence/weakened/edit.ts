import type { ChangedFile } from './changed-file.js';
import { languageOf, type Language } from './language.js';
import { readSource } from './source/read-source.js';
import type { Source } from './source/source.js';
import { readTests, type FileTests } from './tests/read-tests.js';

/** One side of a changed file that is source code. */
export interface Side {
  readonly path: string;
  readonly language: Language;
  readonly source: Source;
  readonly tests: FileTests | undefined;
}

/** A changed file on both sides; a side is undefined where the file was not there, or is no source code. */
export interface ReadFile extends ChangedFile {
  readonly old: Side | undefined;
  readonly now: Side | undefined;
}

/** All files of an edit, read once for every rule. */
export type Edit = readonly ReadFile[];

export function readEdit(files: readonly ChangedFile[]): Edit {
  return files.map((file) => ({
    ...file,
    old: readSide(file.path, file.before),
    now: readSide(file.path, file.after),
  }));
}

function readSide(path: string, text: string | null): Side | undefined {
  const language = languageOf(path);
  if (text === null || language === undefined) return undefined;
  const source = readSource(text, language);
  return { path, language, source, tests: readTests(path, source, language) };
}
