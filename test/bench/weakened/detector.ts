import { findWeakened } from '../../../src/evidence/weakened/find-weakened.js';

/** A file of one edit: null where it is not there before, or not after. Paths are relative, with `/`. */
export interface ChangedFile {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Something in an edit that makes a check see less than before. */
interface WeakenedCheck {
  readonly path: string;
  /** In the file after the edit, or before it where it was deleted; from 1. */
  readonly line: number;
  /** What is weakened, in the detector's own terms. */
  readonly kind: string;
  readonly message: string;
}

/** Looks at all files of one edit together and names what they weaken. */
export type Detector = (files: readonly ChangedFile[]) => readonly WeakenedCheck[];

/** The detector under measurement. */
export const detector: Detector = findWeakened;
