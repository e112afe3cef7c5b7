/** A file of one edit: null where it is not there before, or not after. The path is relative, with `/`. */
export interface ChangedFile {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Longer texts are not looked into for weakened checks. */
export const longestText = 2_000_000;
