import { applyEdits, modify, type FormattingOptions, type JSONPath } from 'jsonc-parser';

const formatting: FormattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };

/** The text of a variants file with one value set, or removed when undefined; comments and layout stay. */
export function withValue(text: string, path: JSONPath, value: unknown): string {
  return applyEdits(text, modify(text, path, value, { formattingOptions: formatting }));
}

/** The text of a variants file with an entry more at its end. */
export function withEntry(text: string, entry: object): string {
  return applyEdits(
    text,
    modify(text, [-1], entry, { formattingOptions: formatting, isArrayInsertion: true }),
  );
}
