import type { KnownLibrary } from '../../learning/docs/catalogue.js';

/** What a question is about, as far as it says so. */
export interface Question {
  /** Null where nothing tells it. */
  readonly library: KnownLibrary | null;
  /** What is looked for there. */
  readonly words: string;
}

/** Languages whose files are about a library of another name. */
const libraryOfLanguage: Readonly<Record<string, string>> = {
  typescriptreact: 'react',
  javascriptreact: 'react',
  shellscript: 'git',
  dockerfile: 'docker',
  makefile: 'make',
  scss: 'css',
};

/**
 * The library that a question names with its first word, else one that was chosen, else that of the file a person is in.
 * @param chosen name of the library that was chosen; null for none
 * @param languageId VS Code's name of the language of the open file; null for none
 */
export function inferLibrary(
  text: string,
  libraries: readonly KnownLibrary[],
  chosen: string | null,
  languageId: string | null,
): Question {
  const named = (name: string): KnownLibrary | undefined =>
    libraries.find(({ names }) => names.includes(name.toLowerCase()));
  const [first = '', ...rest] = text.trim().split(/\s+/);
  const begun = named(first);
  // Until something follows it, a word may be what is looked for.
  if (begun !== undefined && rest.length > 0) return { library: begun, words: rest.join(' ') };
  const name = chosen ?? (languageId === null ? null : (libraryOfLanguage[languageId] ?? languageId));
  return { library: (name === null ? undefined : named(name)) ?? null, words: text.trim() };
}
