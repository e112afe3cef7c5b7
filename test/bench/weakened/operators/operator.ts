import type { ChangedFile } from '../detector.js';
import type { Language } from '../language.js';
import { slice, withEdits, type Span, type TextEdit } from '../syntax/text.js';

/** A file of a real project, as published. */
export interface SourceText {
  readonly path: string;
  readonly language: Language;
  readonly text: string;
}

/** One way to weaken one check of a file. */
export interface Tampering {
  /** Tells it from the operator's others in this file. */
  readonly at: string;
  /** The text that is weakened; in a mixed edit it must have been there before. */
  readonly subject: string;
  readonly files: () => readonly ChangedFile[];
}

/** One way to weaken checks, wherever it applies. */
export interface Operator {
  readonly name: string;
  /** True where code changed in the same edit would make it an honest change. */
  readonly aloneOnly: boolean;
  readonly tamperings: (source: SourceText) => readonly Tampering[];
}

/** Edits of one file, and the check they weaken. */
export interface Weakening {
  readonly subject: Span;
  readonly edits: readonly TextEdit[];
}

/** An operator that edits a file's text. */
export function textOperator(
  name: string,
  weakenings: (source: SourceText) => readonly Weakening[],
  { aloneOnly = false } = {},
): Operator {
  const tamperings = (source: SourceText): Tampering[] =>
    weakenings(source).map(({ subject, edits }, index) => ({
      at: `${subject.start}-${index}`,
      subject: slice(source.text, subject),
      files: () => [{ path: source.path, before: source.text, after: withEdits(source.text, edits) }],
    }));
  return { name, aloneOnly, tamperings };
}

/** An operator that deletes, renames or adds whole files; `change` answers undefined where it does not apply. */
export function fileOperator(
  name: string,
  change: (source: SourceText) => readonly (readonly ChangedFile[])[],
): Operator {
  const tamperings = (source: SourceText): Tampering[] =>
    change(source).map((files, index) => ({
      at: String(index),
      subject: source.text,
      files: () => files,
    }));
  return { name, aloneOnly: true, tamperings };
}

/** One weakening that replaces the whole subject. */
export const replacing = (subject: Span, text: string): Weakening => ({
  subject,
  edits: [{ ...subject, text }],
});
