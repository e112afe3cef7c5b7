import type { ChangedFile } from './detector.js';
import { honestEdits, treeId, type HonestEdit } from './honest-edits.js';
import { readLabels, type Label } from './labels.js';
import { languageOf, type Language } from './language.js';
import { operators } from './operators/operators.js';
import { readManifest } from './sources/manifest.js';
import { readTree } from './sources/read-tree.js';
import { fetchTrees, type Tree } from './sources/trees.js';
import { tamperAlone, tamperMixed, type ProjectFile, type TamperedEdit } from './tampered-edits.js';

/** Something of which is known whether a check was weakened there. */
export interface Case {
  readonly id: string;
  readonly language: Language;
  /** The operator that tampered; `honest` and `upstream` for published changes, the latter labelled as weakened. */
  readonly operator: string;
  /** The files that must be named, any of them, or must not be named. */
  readonly paths: readonly string[];
  readonly label: 'weakened' | 'honest';
}

/** What the detector is shown at once, and the cases in it. */
export interface CorpusEdit {
  readonly id: string;
  readonly files: readonly ChangedFile[];
  readonly cases: readonly Case[];
}

const quota = { alone: 16, mixed: 6, perTree: 2 };

/**
 * Every edit of the corpus, always the same ones in the same order: published changes file by file, then tamperings.
 * The projects are downloaded into the cache folder on first use.
 */
export async function* loadCorpus(say: (line: string) => void): AsyncGenerator<CorpusEdit> {
  const trees = await fetchTrees(readManifest(), say);
  const labels = readLabels();
  const published = honestEdits(trees);
  requireKnownFiles(labels, published);
  for (const edit of published) yield { ...edit, cases: publishedCases(edit, labels) };

  const files = newest(trees).flatMap(projectFiles);
  const honest = published.map((edit) => onlyHonest(edit, labels));
  for (const operator of operators) {
    for (const edit of tamperAlone(operator, files, quota)) yield tamperedCase(edit);
    for (const edit of tamperMixed(operator, honest, quota)) yield tamperedCase(edit);
  }
}

function publishedCases({ id, files }: HonestEdit, labels: readonly Label[]): Case[] {
  return files.flatMap(({ path }): Case[] => {
    const label = labels.find((l) => l.edit === id && l.path === path)?.label;
    const language = languageOf(path);
    if (label === 'debatable' || language === undefined) return [];
    const verdict =
      label === 'weakened'
        ? ({ operator: 'upstream', label: 'weakened' } as const)
        : ({ operator: 'honest', label: 'honest' } as const);
    return [{ id: `${id}/${path}`, language, paths: [path], ...verdict }];
  });
}

function tamperedCase({ id, files, language, operator, tampered }: TamperedEdit): CorpusEdit {
  return { id, files, cases: [{ id, language, operator, paths: tampered, label: 'weakened' }] };
}

const onlyHonest = (edit: HonestEdit, labels: readonly Label[]): HonestEdit => ({
  id: edit.id,
  files: edit.files.filter(({ path }) => !labels.some((l) => l.edit === edit.id && l.path === path)),
});

/** The last version of each source. */
const newest = (trees: readonly Tree[]): Tree[] =>
  trees.filter((tree, index) => trees[index + 1]?.source !== tree.source);

/** What tests read or start, and what only looks like a check. */
const notChecked =
  /(^|\/)(_*fixtures?_*|samples?|scenario|testdata|examples?|bench(marks?)?|docs?|playground)\/|(^|\/)e2e\/(?!__tests__)/;

function projectFiles(tree: Tree): ProjectFile[] {
  return [...readTree(tree)].flatMap(([path, text]) => {
    const language = languageOf(path);
    return language === undefined || notChecked.test(path)
      ? []
      : [{ tree: treeId(tree), path, text, language }];
  });
}

function requireKnownFiles(labels: readonly Label[], edits: readonly HonestEdit[]): void {
  const known = new Set(edits.flatMap(({ id, files }) => files.map(({ path }) => `${id} ${path}`)));
  const lost = labels.filter(({ edit, path }) => !known.has(`${edit} ${path}`));
  if (lost.length > 0) {
    throw new Error(
      `labels.json names files that no edit has: ${lost.map((l) => `${l.edit} ${l.path}`).join(', ')}`,
    );
  }
}
