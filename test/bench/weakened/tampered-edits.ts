import type { ChangedFile } from './detector.js';
import type { HonestEdit } from './honest-edits.js';
import { languageOf, type Language } from './language.js';
import type { Operator, SourceText, Tampering } from './operators/operator.js';
import { shuffled } from './seeded.js';

/** A file of a project, by the version it was read from. */
export interface ProjectFile extends SourceText {
  readonly tree: string;
}

/** An edit in which exactly one operator weakened something. */
export interface TamperedEdit {
  readonly id: string;
  readonly operator: string;
  readonly language: Language;
  /** All files of the edit; the tampered ones first. */
  readonly files: readonly ChangedFile[];
  readonly tampered: readonly string[];
}

/** How many edits to make for each operator and language, where there are as many places. */
export interface Quota {
  readonly alone: number;
  /** Within an edit that somebody honestly made. */
  readonly mixed: number;
  /** From one project, at first. */
  readonly perTree: number;
}

const seed = 'weakened checks, 1';

/** Edits that only weaken: `operator` on published files. */
export function tamperAlone(operator: Operator, files: readonly ProjectFile[], quota: Quota): TamperedEdit[] {
  const edits: TamperedEdit[] = [];
  const counts = new Map<string, number>();
  const isFull = (key: string, most: number): boolean => (counts.get(key) ?? 0) >= most;
  const count = (key: string): unknown => counts.set(key, (counts.get(key) ?? 0) + 1);
  // First one place a file and a few files a project, then more where there are not enough.
  for (let round = 0; round < 3; round++) {
    for (const file of inOrder(operator, files)) {
      const { language, tree } = file;
      if (isFull(language, quota.alone) || isFull(`${language} ${tree}`, quota.perTree * (round + 1)))
        continue;
      const tampering = places(operator, file)[round];
      if (tampering === undefined) continue;
      count(language);
      count(`${language} ${tree}`);
      const changed = tampering.files();
      edits.push({
        id: `${operator.name}/${tree}/${file.path}#${tampering.at}`,
        operator: operator.name,
        language,
        files: changed,
        tampered: changed.map(({ path }) => path),
      });
    }
  }
  return edits;
}

/** Edits of one file more: what `operator` does to a check that was there before, hidden in an honest edit. */
export function tamperMixed(operator: Operator, edits: readonly HonestEdit[], quota: Quota): TamperedEdit[] {
  if (operator.aloneOnly) return [];
  const counts = new Map<Language, number>();
  const files = edits.flatMap((edit) => edit.files.flatMap((file) => asSource(edit, file)));
  return inOrder(operator, files).flatMap((file): TamperedEdit[] => {
    const count = counts.get(file.language) ?? 0;
    const tampering =
      count < quota.mixed ? places(operator, file).find((t) => file.before.includes(t.subject)) : undefined;
    const after = tampering?.files()[0]?.after;
    if (tampering === undefined || after === undefined) return [];
    counts.set(file.language, count + 1);
    const others = file.edit.files.filter((other) => other.path !== file.path);
    return [
      {
        id: `${operator.name}/${file.tree}/${file.path}#${tampering.at}+honest`,
        operator: operator.name,
        language: file.language,
        files: [{ path: file.path, before: file.before, after }, ...others],
        tampered: [file.path],
      },
    ];
  });
}

interface EditedFile extends ProjectFile {
  readonly edit: HonestEdit;
  readonly before: string;
}

function asSource(edit: HonestEdit, { path, before, after }: ChangedFile): EditedFile[] {
  const language = languageOf(path);
  if (language === undefined || before === null || after === null) return [];
  return [{ edit, tree: edit.id, path, language, text: after, before }];
}

function inOrder<T extends ProjectFile>(operator: Operator, files: readonly T[]): T[] {
  return shuffled(files, `${seed} ${operator.name}`, ({ tree, path }) => `${tree} ${path}`);
}

const places = (operator: Operator, file: ProjectFile): Tampering[] =>
  shuffled(operator.tamperings(file), `${seed} ${file.path}`, ({ at }) => at);
