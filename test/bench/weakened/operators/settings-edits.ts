import { insertAt } from '../syntax/text.js';
import { replacing, type SourceText, type Weakening } from './operator.js';

/** Every match of `pattern` in files at `paths`, replaced by each of `replacements`; `$1` to `$9` are its groups. */
export const rewriting =
  (paths: RegExp, pattern: RegExp, ...replacements: readonly string[]) =>
  ({ path, text }: SourceText): Weakening[] => {
    if (!paths.test(path)) return [];
    return [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))].flatMap((found) => {
      const subject = { start: found.index, end: found.index + found[0].length };
      return replacements
        .map((replacement) =>
          replacement.replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? ''),
        )
        .filter((replaced) => replaced !== found[0])
        .map((replaced) => replacing(subject, replaced));
    });
  };

/** What an operator does to one settings file. */
export type Rewrite = (source: SourceText) => Weakening[];

/** All weakenings that any of them gives. */
export const oneOf =
  (...rewrites: readonly Rewrite[]): Rewrite =>
  (source) =>
    rewrites.flatMap((rewrite) => rewrite(source));

/** Appended once where the file does not have a section of that name yet. */
export const appending =
  (paths: RegExp, section: string, ...texts: readonly string[]): Rewrite =>
  ({ path, text }) =>
    paths.test(path) && !text.includes(section)
      ? texts.map((added) => ({
          subject: { start: text.length, end: text.length },
          edits: [insertAt(text.length, `${text.endsWith('\n') ? '' : '\n'}\n${section}\n${added}\n`)],
        }))
      : [];
